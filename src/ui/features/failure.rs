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

/// An alert where a part of the page could not be loaded.
pub fn not_loaded() -> AnyView {
    el("p")
        .attr("class", "alert")
        .attr("role", "alert")
        .child("A part of this page could not be loaded. Check the connection and try again.")
        .into_any()
}

/// An alert with the server's code and our sentences.
pub fn failure(error: Error) -> AnyView {
    alert(explain(&error, Network::expect().server()), None, None)
}

/// The same with the button `Try again`.
pub fn failure_with_retry(error: &Error, retry: impl Fn() + 'static) -> AnyView {
    let retry = alert_button("Try again", retry);
    alert(explain(error, Network::expect().server()), None, Some(retry))
}

/// The same on the first screen: with `Try again` where that may help, and unfolding the fields for
/// an MFA code where one is required.
pub fn sign_in_failure(error: Error, retry: Callback<()>) -> AnyView {
    check_failure(error, None, retry)
}

/// The same with the settings of the server that help, below the sentence that introduces them.
pub fn check_failure(error: Error, settings: Option<AnyView>, retry: Callback<()>) -> AnyView {
    let explanation = explain(&error, Network::expect().server());
    let may_help = explanation.remedy == Some(Remedy::TryAgain);
    if explanation.remedy == Some(Remedy::SignInWithMfa) {
        MfaSignIn::expect().lead();
    }
    let retry = may_help.then(|| alert_button("Try again", move || retry.run(())));
    alert(explanation, settings, retry)
}

/// The same for a failure that is over: a later request was answered, which rules out most of the
/// likely causes.
pub fn past_failure(error: Error) -> AnyView {
    let mut explanation = explain(&error, Network::expect().server());
    if !explanation.causes.is_empty() {
        explanation.causes = &[];
        explanation.advice.clear();
    }
    alert(explanation, None, None)
}

fn alert(explanation: Explanation, settings: Option<AnyView>, retry: Option<AnyView>) -> AnyView {
    let Explanation { code, code_label, meaning, advice, causes, policies, remedy, detail } =
        explanation;
    let mfa = MfaSignIn::expect();
    let mfa = (remedy == Some(Remedy::SignInWithMfa))
        .then(|| alert_button("Sign in with MFA", move || mfa.lead()));
    let causes = causes.iter().map(|cause| el("li").child(*cause).into_any()).collect_view();
    el("div")
        .attr("class", "alert")
        .attr("role", "alert")
        .child(
            el("p")
                .child(el("span").attr("class", "alert-meaning").child(meaning))
                .child(" ")
                .child(advice),
        )
        .child(el("ol").attr("class", "alert-causes").child(causes))
        .child(settings)
        .child(policies.into_iter().map(policy_offer).collect_view())
        .child(
            el("p")
                .attr("class", "alert-detail")
                .child(code_label)
                .child(" ")
                .child(el("code").child(code))
                // Set apart, so that it cannot change how the rest reads.
                .child(
                    detail.map(|detail| vec![": ".into_any(), el("bdi").child(detail).into_any()]),
                ),
        )
        .child(mfa)
        .child(retry)
        .into_any()
}

/// A button below the sentences.
fn alert_button(label: &'static str, on_press: impl Fn() + 'static) -> AnyView {
    let button = button("button").add_any_attr(on_click(on_press)).child(label);
    el("p").child(button).into_any()
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
