//! Where the work stopped: what exists, and what can be done.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::failure::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::tool_key::policy::document_view;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::aws::Error;
use keycutter_core::flows::tool_key::{Event, Failure, State, ToolKey, Work};
use keycutter_core::messages::tools as messages;
use keycutter_core::tools::{Place, permissions};

/// Why it stopped, and what exists.
pub fn stopped(flow: FlowHandle<ToolKey>) -> AnyView {
    focus::recover_focus();
    let view = flow.with_untracked(|tool| {
        let State::Stopped(work, reason) = tool.state() else { return ().into_any() };
        let error = match reason {
            Failure::Error(error) => Some(error),
            Failure::NameTaken => None,
        };
        let close = button("button")
            .add_any_attr(on_click(move || flow.dispatch(Event::Close)))
            .child("Close")
            .into_any();
        vec![
            error.cloned().map(failure).into_any(),
            error.is_some_and(Error::is_denied).then(|| all_permissions(tool.place())).into_any(),
            unfinished(flow, work, Some(reason), close),
        ]
        .into_any()
    });
    view.into_any()
}

/// What exists, with the buttons `Continue` and `Undo`, and another one.
pub fn unfinished(
    flow: FlowHandle<ToolKey>,
    work: &Work,
    reason: Option<&Failure>,
    last_button: AnyView,
) -> AnyView {
    let press = move |class, label: &'static str, event: fn() -> Event| {
        button(class).add_any_attr(on_click(move || flow.dispatch(event()))).child(label)
    };
    let class = if reason.is_some() { "button button-main" } else { "button" };
    vec![
        el("p")
            .attr("class", "alert")
            .attr("role", "alert")
            .child(messages::stopped(work, reason))
            .into_any(),
        el("div")
            .attr("class", "buttons")
            .child(press(class, "Continue", || Event::Continue))
            .child(press("button", "Undo", || Event::Undo))
            .child(last_button)
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
