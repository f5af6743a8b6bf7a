//! What few people need, closed until it is asked for.

use leptos::prelude::*;

use crate::ui::widgets::element::el;

/// A `<details>` element with its summary and its content.
pub fn disclosure(summary: &'static str, children: Vec<AnyView>) -> AnyView {
    el("details")
        .attr("class", "disclosure")
        .child(el("summary").child(summary))
        .child(el("div").attr("class", "disclosure-body").child(children))
        .into_any()
}
