//! A policy, before anything is made.

use leptos::prelude::*;

use crate::ui::widgets::element::el;
use keycutter_core::messages::tools as messages;
use keycutter_core::tools::{Place, Plan, document, statements};

/// The policy of a plan: what each statement means, what is left out, and its text.
pub fn policy_view(plan: &Plan, place: &Place) -> AnyView {
    let statements = statements(plan, place);
    let meanings: Vec<_> =
        statements.iter().map(|it| el("li").child(it.meaning.clone()).into_any()).collect();
    vec![
        el("ul").child(meanings).into_any(),
        el("p").child(messages::not_allowed(plan.tool)).into_any(),
        document_view("Text of the policy", document(&statements)),
    ]
    .into_any()
}

/// A policy document.
pub fn document_view(name: &'static str, text: String) -> AnyView {
    el("pre")
        .attr("class", "alert-policy")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name)
        .attr("translate", "no")
        .child(text)
        .into_any()
}
