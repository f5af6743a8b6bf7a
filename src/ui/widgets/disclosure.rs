//! What few need, folded away until it is asked for.

use leptos::prelude::*;

use crate::ui::widgets::el::el;

/// One question, and what belongs to it.
pub fn disclosure(
    // The question.
    question: &'static str,
    // The answer.
    children: Vec<AnyView>,
) -> AnyView {
    el("details")
        .class("disclosure")
        .child(el("summary").child(question))
        .child(el("div").class("disclosure-body").child(children))
        .view()
}
