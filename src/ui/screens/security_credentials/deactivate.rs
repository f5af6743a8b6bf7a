//! The warning before the tab's own key is made inactive.

use leptos::prelude::*;

use crate::ui::features::failure::failure_if_any;
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, el, on_click};
use keycutter_core::flows::change_key::{ChangeKey, Event};
use keycutter_core::keys::Status;

/// The dialog `Make this key inactive?`.
pub fn deactivate_dialog(flow: FlowHandle<ChangeKey>) -> AnyView {
    let on_leave = Callback::new(move |()| flow.dispatch(Event::Leave));
    let glyph = flow.with_untracked(|change| named_key_glyph(change.id()));
    let failure = dynamic(move || failure_if_any(flow.with(|change| change.failure().cloned())));
    let buttons = el("div")
        .attr("class", "buttons")
        .child(button("button").add_any_attr(on_click(move || on_leave.run(()))).child("Cancel"))
        .child(
            button("button button-danger")
                .add_any_attr(dynamic_attr("aria-disabled", move || {
                    flow.with(ChangeKey::is_busy).then_some("true")
                }))
                .add_any_attr(on_click(move || flow.dispatch(Event::SetStatus(Status::Inactive))))
                .child("Make Inactive"),
        );
    dialog(
        "Make this key inactive?",
        "inactive-title",
        on_leave,
        vec![
            glyph.into_any(),
            el("p")
                .child(
                    "This tab is signed in with this key. Once the key is inactive, the tab locks and clears a \
                     copied secret from the clipboard. To make it active again, you need another key or the console.",
                )
                .into_any(),
            failure,
            buttons.into_any(),
        ],
    )
}
