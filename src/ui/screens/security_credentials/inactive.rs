//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::screens::security_credentials::dialog_request::DialogRequest;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::element::{button, dynamic_attr, el, on_click};
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
                .child(
                    "This is the key the tab is signed in with. Once it is inactive it signs \
                     nothing more, so the tab locks, and a secret copied here goes from the \
                     clipboard. To make it active again you need another key, or the AWS \
                     console.",
                )
                .into_any(),
            request.told(),
            el("div")
                .attr("class", "buttons")
                .child(
                    button("button").add_any_attr(on_click(move || close.run(()))).child("Cancel"),
                )
                .child(
                    button("button button-danger")
                        .add_any_attr(dynamic_attr("aria-disabled", move || request.busy()))
                        .add_any_attr(on_click(on_go))
                        .child("Make Inactive"),
                )
                .into_any(),
        ],
    )
}
