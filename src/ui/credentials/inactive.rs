//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use super::bench::{Bench, Open};
use super::errand::Errand;
use crate::ui::parts::cut::named_cut;
use crate::ui::parts::dialog::dialog;
use crate::ui::parts::el::{button, el};
use keycutter_core::keys::{AccessKeyId, Status};

/// Making the key in use inactive locks the tab: better to know it first.
pub fn inactive_dialog(
    // The key in use.
    id: AccessKeyId,
) -> AnyView {
    let bench = Bench::expect();
    let errand = Errand::new(Open::Inactive(id.clone()));
    let close = Callback::new(move |()| errand.leave());
    let named = named_cut(&id);
    let on_go = move || {
        let id = id.clone();
        errand.start(true, async move { bench.set_status(&id, Status::Inactive).await });
    };
    dialog(
        "Make this key inactive?",
        "inactive-title",
        close,
        vec![
            named,
            el("p")
                .text(
                    "This is the key the tab is signed in with. Once it is inactive it signs \
                     nothing more, so the tab locks, and a secret copied here goes from the \
                     clipboard. To make it active again you need another key, or the AWS \
                     console.",
                )
                .view(),
            errand.told(),
            el("div")
                .class("buttons")
                .child(button("button").press(move || close.run(())).text("Cancel"))
                .child(
                    button("button button-danger")
                        .attr_by("aria-disabled", move || errand.busy())
                        .press(on_go)
                        .text("Make Inactive"),
                )
                .view(),
        ],
    )
}
