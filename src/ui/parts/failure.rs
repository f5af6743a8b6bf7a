//! A failure, told: what happened, what it means, what to do.

use leptos::prelude::*;

use crate::aws::{Error, Explanation};

/// An alert, if there is something to tell.
pub fn told(error: Option<Error>) -> AnyView {
    match error {
        Some(error) => view! { <Failure error=error /> }.into_any(),
        None => ().into_any(),
    }
}

/// An alert with AWS's code and our sentences.
#[component]
pub fn Failure(
    /// What failed.
    error: Error,
) -> impl IntoView {
    let Explanation { code, meaning, advice, detail } = error.explain();
    view! {
        <div class="alert" role="alert">
            <code class="alert-code">{code}</code>
            <p>
                <span class="alert-meaning">{meaning}</span>
                " "
                {advice}
            </p>
            {detail.map(|detail| view! { <p class="alert-detail">"The server said: " {detail}</p> }.into_any())}
        </div>
    }
}
