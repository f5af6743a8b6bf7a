//! A failure, told: what happened, what it means, what to do.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::context::network::Network;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::el::el;
use keycutter_core::aws::Error;
use keycutter_core::messages::error::{Explanation, explain};

/// An alert, if there is something to tell.
pub fn told(error: Option<Error>) -> AnyView {
    match error {
        Some(error) => failure(error),
        None => ().into_any(),
    }
}

/// Scrolls to the alert of a card, where one is about to be drawn.
pub fn scroll_into_view() {
    document::scroll_into_view(".card > [role=alert]");
}

/// An alert with AWS's code and our sentences.
pub fn failure(
    // What failed.
    error: Error,
) -> AnyView {
    alert(explain(&error, Network::expect().server()))
}

/// The same of a failure that is over: what was asked for next was answered, so that most of what it
/// may have come from is ruled out.
pub fn past_failure(
    // What failed.
    error: Error,
) -> AnyView {
    let mut told = explain(&error, Network::expect().server());
    if !told.causes.is_empty() {
        told.causes = &[];
        told.advice = "";
    }
    alert(told)
}

fn alert(told: Explanation) -> AnyView {
    let Explanation { code, meaning, advice, causes, policy, detail } = told;
    let causes = causes.iter().map(|cause| el("li").child(*cause).view()).collect_view();
    el("div")
        .class("alert")
        .attr("role", "alert")
        .child(el("code").class("alert-code").child(code))
        .child(
            el("p").child(el("span").class("alert-meaning").child(meaning)).text(" ").child(advice),
        )
        .child(el("ol").class("alert-causes").child(causes))
        .child(policy.map(allowing))
        .child(detail.map(|detail| {
            el("p").class("alert-detail").text("The server said: ").child(detail).view()
        }))
        .view()
}

/// A policy that would allow what was refused, ready to be handed to whoever manages the account.
fn allowing(
    // The policy, as JSON.
    text: String,
) -> AnyView {
    vec![
        el("p").text("The smallest policy that would allow it:").view(),
        el("pre")
            .class("alert-policy")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Policy")
            .attr("translate", "no")
            .child(text.clone())
            .view(),
        copy_button("Copy policy", text),
    ]
    .into_any()
}
