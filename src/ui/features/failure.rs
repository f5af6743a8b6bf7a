//! Failures: what happened, what it means, what to do.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::context::mfa_sign_in::MfaSignIn;
use crate::ui::context::network::Network;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::aws::Error;
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::{Explanation, PolicyOffer, Remedy};

/// An alert, if there is a failure.
pub fn failure_if_any(error: Option<Error>) -> AnyView {
    match error {
        Some(error) => failure(error),
        None => ().into_any(),
    }
}

/// Scrolls to the alert of a card, where one is about to be rendered.
pub fn scroll_into_view() {
    document::scroll_into_view(".card > [role=alert]");
}

/// An alert with the server's code and our sentences.
pub fn failure(error: Error) -> AnyView {
    alert(explain(&error, Network::expect().server()), None)
}

/// The same with the button `Try again`, where that may help.
pub fn failure_with_retry(error: Error, on_retry: Callback<()>) -> AnyView {
    alert(explain(&error, Network::expect().server()), Some(on_retry))
}

/// The same for a failure that is over: a later request was answered, which rules out most of the
/// likely causes.
pub fn past_failure(error: Error) -> AnyView {
    let mut explanation = explain(&error, Network::expect().server());
    if !explanation.causes.is_empty() {
        explanation.causes = &[];
        explanation.advice.clear();
    }
    alert(explanation, None)
}

fn alert(explanation: Explanation, on_retry: Option<Callback<()>>) -> AnyView {
    let Explanation { code, meaning, advice, causes, policies, remedy, detail } = explanation;
    let causes = causes.iter().map(|cause| el("li").child(*cause).into_any()).collect_view();
    el("div")
        .attr("class", "alert")
        .attr("role", "alert")
        .child(el("code").attr("class", "alert-code").child(code))
        .child(
            el("p")
                .child(el("span").attr("class", "alert-meaning").child(meaning))
                .child(" ")
                .child(advice),
        )
        .child(el("ol").attr("class", "alert-causes").child(causes))
        .child(policies.into_iter().map(policy_offer).collect_view())
        .child(remedy.and_then(|remedy| remedy_button(remedy, on_retry)))
        .child(detail.map(|detail| {
            el("p")
                .attr("class", "alert-detail")
                .child("The server's message: ")
                .child(detail)
                .into_any()
        }))
        .into_any()
}

/// The button that does what helps.
fn remedy_button(remedy: Remedy, on_retry: Option<Callback<()>>) -> Option<AnyView> {
    let mfa = MfaSignIn::expect();
    let (label, on_press) = match remedy {
        Remedy::SignInWithMfa => ("Sign in with MFA", Callback::new(move |()| mfa.lead())),
        Remedy::TryAgain => ("Try again", on_retry?),
    };
    let button = button("button").add_any_attr(on_click(move || on_press.run(()))).child(label);
    Some(el("p").child(button).into_any())
}

/// A policy that allows what was denied, to copy and give to an administrator.
fn policy_offer(PolicyOffer { name, copy, purpose, document }: PolicyOffer) -> AnyView {
    vec![
        el("p").child(purpose).into_any(),
        el("pre")
            .attr("class", "alert-policy")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", name)
            .attr("translate", "no")
            .child(document.clone())
            .into_any(),
        copy_button(copy, document),
    ]
    .into_any()
}
