//! Where the work stopped: what exists, and what can be done.

use leptos::prelude::*;

use crate::ui::features::failure::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::tool_key::policy::document_view;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::flows::tool_key::{Event, Failure, ToolKey, Work};
use keycutter_core::messages::tools as messages;
use keycutter_core::tools::{Place, permissions};

/// What exists, why it stopped, and the buttons `Continue`, `Undo` and `Close`.
pub fn stopped(
    flow: FlowHandle<ToolKey>,
    place: &Place,
    work: &Work,
    reason: Option<&Failure>,
) -> AnyView {
    let error = match reason {
        Some(Failure::Error(error)) => Some(error),
        _ => None,
    };
    let is_denied = error.is_some_and(keycutter_core::aws::Error::is_denied);
    let press = move |class, label: &'static str, event: fn() -> Event| {
        button(class).add_any_attr(on_click(move || flow.dispatch(event()))).child(label)
    };
    vec![
        error.cloned().map(failure).into_any(),
        is_denied.then(|| all_permissions(place)).into_any(),
        el("p")
            .attr("class", "alert")
            .attr("role", "alert")
            .child(messages::stopped(work, reason))
            .into_any(),
        el("div")
            .attr("class", "buttons")
            .child(press("button button-main", "Continue", || Event::Continue))
            .child(press("button", "Undo", || Event::Undo))
            .child(press("button", "Close", || Event::Close))
            .into_any(),
    ]
    .into_any()
}

/// The policy that allows the caller all of it.
fn all_permissions(place: &Place) -> AnyView {
    let text = permissions(place);
    vec![
        el("p").child("To make, find and undo keys for tools, you need all of this:").into_any(),
        document_view("Policy for making keys for tools", text.clone()),
        el("div").child(copy_button("Copy the whole policy", text)).into_any(),
    ]
    .into_any()
}
