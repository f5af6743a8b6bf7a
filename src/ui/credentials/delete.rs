//! Deleting a key, for good.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::bench::{Bench, Open};
use super::errand::Errand;
use crate::browser::page;
use crate::ui::parts::branch::when;
use crate::ui::parts::cut::named_cut;
use crate::ui::parts::dialog::dialog;
use crate::ui::parts::el::{button, el};
use crate::ui::parts::field::{Typed, field};
use crate::ui::parts::state::State;
use keycutter_core::keys::{AccessKeyId, KeyRing, Status};

/// Asks for deactivation first, as the AWS console does, and then for the key id to be typed.
///
/// The key in use is the exception: once inactive it could not delete itself, so it may go at once.
pub fn delete_dialog(
    // Which key.
    id: AccessKeyId,
) -> AnyView {
    let bench = Bench::expect();
    let in_use = bench.is_in_use(&id);
    let errand = Errand::new(Open::Delete(id.clone()));
    let id = State::new(id);
    let active = Memo::new(move |_| {
        let status = |ring: &KeyRing| {
            ring.row(&id.get_untracked()).is_some_and(|row| row.key.status == Status::Active)
        };
        bench.with_ring(status) == Some(true)
    });
    let on_deactivate = move || {
        let id = id.get_untracked();
        errand.start(false, async move { bench.set_status(&id, Status::Inactive).await });
    };
    let close = Callback::new(move |()| errand.leave());
    let first = when(
        move || active.get(),
        move || {
            vec![
                el("p")
                    .text(
                        "This key is active: something may be using it this minute. Make it \
                         inactive first, and see that nothing breaks. An inactive key can be \
                         made active again, a deleted one cannot be brought back.",
                    )
                    .view(),
                el("div")
                    .class("buttons")
                    .child(
                        button("button button-main")
                            .attr_by("aria-disabled", move || errand.busy())
                            .press(on_deactivate)
                            .text("Make Inactive"),
                    )
                    .child((!in_use).then(|| {
                        button("button").press(move || close.run(())).text("Cancel").view()
                    }))
                    .view(),
            ]
            .into_any()
        },
    );
    let then = when(move || in_use || !active.get(), move || confirm(id.get_untracked(), &errand));
    let view = dialog(
        "Delete access key",
        "delete-title",
        close,
        vec![
            named_cut(&id.get_untracked()),
            in_use
                .then(|| {
                    el("p")
                        .class("notice")
                        .child(el("strong").text("This is the key the tab is signed in with."))
                        .text(
                            " Deleting it, or making it inactive, locks the tab at once, and a secret \
                             copied here goes from the clipboard. Once inactive, only another \
                             key or the AWS console makes it active again.",
                        )
                        .view()
                })
                .into_any(),
            first,
            errand.told(),
            then,
        ],
    );
    // Once it is open: pressed twice, `Delete` would make the key inactive.
    if active.get_untracked() {
        page::begin_dialog();
    }
    view
}

/// The key id to be typed, and the button that it unlocks.
fn confirm(
    // Which key.
    id: AccessKeyId,
    // Deletes it.
    errand: &Errand,
) -> AnyView {
    let errand = *errand;
    let bench = Bench::expect();
    let id = State::new(id);
    let typed = Typed::new("");
    let matches = Memo::new(move |_| typed.value().trim() == id.get_untracked().as_str());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if matches.get_untracked() {
            let id = id.get_untracked();
            errand.start(true, async move { bench.delete(&id).await });
        }
    };
    el("form")
        .class("fields")
        .on("submit", on_submit)
        .child(
            el("p").text("Deleting cannot be undone. Whatever still uses this key stops working."),
        )
        .child(field("Type the access key ID to confirm", "confirm-id", typed))
        .child(
            el("div")
                .class("buttons")
                .child(button("button").press(move || errand.leave()).text("Cancel"))
                .child(
                    el("button")
                        .class("button button-danger")
                        .attr("type", "submit")
                        .attr_by("disabled", move || !matches.get())
                        .attr_by("aria-disabled", move || errand.busy())
                        .text("Delete"),
                ),
        )
        .view()
}
