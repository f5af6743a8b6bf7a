//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::screens::security_credentials::dialog_request::DialogRequest;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::keys::{AccessKeyId, Status};

/// Making the key in use inactive locks the tab: better to know it first.
pub fn inactive_dialog(
    // The key in use.
    id: AccessKeyId,
) -> AnyView {
    let model = KeysModel::expect();
    let request = DialogRequest::new(Dialog::Inactive(id.clone()));
    let close = Callback::new(move |()| request.leave());
    let named = named_key_glyph(&id);
    let on_go = move || {
        let id = id.clone();
        request.start(true, async move { model.set_status(&id, Status::Inactive).await });
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
            request.told(),
            el("div")
                .class("buttons")
                .child(button("button").on_click(move || close.run(())).text("Cancel"))
                .child(
                    button("button button-danger")
                        .dynamic_attr("aria-disabled", move || request.busy())
                        .on_click(on_go)
                        .text("Make Inactive"),
                )
                .view(),
        ],
    )
}
