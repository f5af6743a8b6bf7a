//! Deleting a key, for good.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::dialog_request::DialogRequest;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::FieldState;
use crate::ui::widgets::field::field;
use keycutter_core::keys::{AccessKeyId, KeyRing, Status};

/// Asks for deactivation first, as the AWS console does, and then for the key id to be typed.
///
/// The key in use is the exception: once inactive it could not delete itself, so it may go at once.
pub fn delete_dialog(
    // Which key.
    id: AccessKeyId,
) -> AnyView {
    let model = KeysModel::expect();
    let in_use = model.is_in_use(&id);
    let request = DialogRequest::new(Dialog::Delete(id.clone()));
    let id = LocalSignal::new(id);
    let active = Memo::new(move |_| {
        let status = |ring: &KeyRing| {
            ring.row(&id.get_untracked()).is_some_and(|row| row.key.status == Status::Active)
        };
        model.with_ring(status) == Some(true)
    });
    let on_deactivate = move || {
        let id = id.get_untracked();
        request.start(false, async move { model.set_status(&id, Status::Inactive).await });
    };
    let close = Callback::new(move |()| request.leave());
    let first = show_when(
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
                            .dynamic_attr("aria-disabled", move || request.busy())
                            .on_click(on_deactivate)
                            .text("Make Inactive"),
                    )
                    .child((!in_use).then(|| {
                        button("button").on_click(move || close.run(())).text("Cancel").view()
                    }))
                    .view(),
            ]
            .into_any()
        },
    );
    let then =
        show_when(move || in_use || !active.get(), move || confirm(id.get_untracked(), &request));
    let view = dialog(
        "Delete access key",
        "delete-title",
        close,
        vec![
            named_key_glyph(&id.get_untracked()),
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
            request.told(),
            then,
        ],
    );
    // Once it is open: pressed twice, `Delete` would make the key inactive.
    if active.get_untracked() {
        focus::focus_dialog_heading();
    }
    view
}

/// The key id to be typed, and the button that it unlocks.
fn confirm(
    // Which key.
    id: AccessKeyId,
    // Deletes it.
    request: &DialogRequest,
) -> AnyView {
    let request = *request;
    let model = KeysModel::expect();
    let id = LocalSignal::new(id);
    let typed = FieldState::new("");
    let matches = Memo::new(move |_| typed.value().trim() == id.get_untracked().as_str());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if matches.get_untracked() {
            let id = id.get_untracked();
            request.start(true, async move { model.delete(&id).await });
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
                .child(button("button").on_click(move || request.leave()).text("Cancel"))
                .child(
                    el("button")
                        .class("button button-danger")
                        .attr("type", "submit")
                        .dynamic_attr("disabled", move || !matches.get())
                        .dynamic_attr("aria-disabled", move || request.busy())
                        .text("Delete"),
                ),
        )
        .view()
}
