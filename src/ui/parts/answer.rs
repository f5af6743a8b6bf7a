//! A longer answer, folded away until it is asked for.

use leptos::prelude::*;

/// One question and its answer.
#[component]
pub fn Answer(
    /// The question.
    question: &'static str,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// The answer.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="answer" open=open>
            <summary>{question}</summary>
            <div class="answer-body">{children()}</div>
        </details>
    }
}
