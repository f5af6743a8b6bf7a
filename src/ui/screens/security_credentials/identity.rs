//! Who is signed in, and whom the page talks to.

use leptos::prelude::*;

use crate::ui::context::network::Network;
use crate::ui::context::session::Session;
use crate::ui::features::idle_lock::idle_limit;
use crate::ui::widgets::disclosure::disclosure;
use crate::ui::widgets::element::el;
use keycutter_core::aws::{CallerIdentity, KeyOwner, Principal, Service};
use keycutter_core::messages;

/// Who is signed in, where, and whose keys these are.
pub fn identity(session: &Session) -> Vec<AnyView> {
    let caller = session.caller();
    let place = if Network::expect().demo().is_some() {
        "Simulated in this tab"
    } else {
        messages::endpoint::name(session.client().endpoint())
    };
    let limit = el("label").attr("for", "idle-limit").child("Locks when idle for");
    let list = el("dl")
        .attr("class", "identity")
        .child(entry("Signed in as", el("dd").child(name(caller))))
        .child(other_owner(session).map(|owner| entry("Managing", el("dd").child(owner))))
        .child(entry("Account", el("dd").attr("class", "mono").child(or_not_told(&caller.account))))
        .child(entry("Where", el("dd").child(place.to_owned())))
        .child(entry(limit, el("dd").child(idle_limit())));
    let notice = (caller.principal == Principal::Root).then(root_notice);
    let client = session.client();
    let alarm = caller.other_account(client.credentials().access_key_id(), client.endpoint());
    let alarm = alarm.map(|account| other_account(&account, &caller.account));
    // The banner shows it too, where there is room.
    let arn = entry("ARN", el("dd").attr("class", "mono").child(or_not_told(&caller.arn)));
    let about = disclosure("About this identity", vec![el("dl").child(arn).into_any()]);
    vec![alarm.into_any(), list.into_any(), about, notice.into_any()]
}

fn entry(term: impl IntoView, description: impl IntoView) -> AnyView {
    el("div").child(el("dt").child(term)).child(description).into_any()
}

fn name(caller: &CallerIdentity) -> String {
    match &caller.principal {
        Principal::Root => "Root user".to_owned(),
        Principal::User(name) => format!("IAM user {name}"),
        Principal::Session(name) => format!("{name}, with temporary credentials"),
    }
}

/// Whose keys are managed, where they are not the caller's own.
fn other_owner(session: &Session) -> Option<String> {
    match session.owner() {
        KeyOwner::User(name) if session.caller().principal != Principal::User(name.clone()) => {
            Some(format!("the access keys of IAM user {name}"))
        }
        _ => None,
    }
}

/// The answer is of another account than the key.
fn other_account(expected: &str, answered: &str) -> AnyView {
    el("p")
        .attr("class", "alert")
        .attr("role", "alert")
        .child(messages::credentials::other_account(expected, answered))
        .into_any()
}

fn root_notice() -> AnyView {
    el("p")
        .attr("class", "notice")
        .child(
            "You are signed in as the root user. AWS advises deleting root access keys and using IAM users with only \
             the permissions they need.",
        )
        .into_any()
}

/// A server without an STS does not tell everything.
fn or_not_told(text: &str) -> String {
    if text.is_empty() { "Not available" } else { text }.to_owned()
}

const ONLY_TO: &str = ". This tab sends requests only to ";

/// Whom the page talks to.
pub fn footer(session: &Session) -> AnyView {
    let endpoint = session.client().endpoint();
    let (iam, sts) = (endpoint.url(Service::Iam), endpoint.url(Service::Sts));
    let (claim, hosts) = match (iam, sts) {
        _ if Network::expect().demo().is_some() => (". The demo sends no requests.", String::new()),
        (iam, sts) if iam == sts => (ONLY_TO, iam),
        (iam, sts) => (ONLY_TO, format!("{iam} and {sts}")),
    };
    el("footer")
        .attr("class", "footer")
        .child("Keycutter ")
        .child(env!("CARGO_PKG_VERSION"))
        .child(claim)
        .child(el("bdi").child(hosts))
        .into_any()
}
