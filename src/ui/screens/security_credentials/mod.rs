//! The main screen: the keys of one identity, and what may be done to them.

mod create;
mod delete;
mod dialog_request;
mod expiry;
mod inactive;
mod life_line;
mod model;
mod renew;
mod row;
mod table;

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::context::session::Session;
use crate::ui::context::session::SignedIn;
use crate::ui::features::idle_lock::Warning;
use crate::ui::features::idle_lock::idle_limit;
use crate::ui::features::idle_lock::keeper;
use crate::ui::features::waiting::clock_note;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::el;
use crate::ui::widgets::template_content::template_content;
use create::create_dialog;
use delete::delete_dialog;
use expiry::expiry;
use inactive::inactive_dialog;
use keycutter_core::aws::{Endpoint, KeyOwner, Principal, Service};
use model::{Dialog, KeysModel};
use renew::renew_dialog;
use table::key_table;

/// The main screen.
pub fn security_credentials(
    // Who is signed in.
    session: Session,
) -> AnyView {
    let signed_in = SignedIn::provide(session.clone());
    let model = KeysModel::provide(signed_in);
    model.refresh();
    // After the view is there.
    leptos::task::spawn_local(async { focus::focus_screen_heading() });

    vec![
        el("main")
            .class("page")
            .child(el("h1").attr("tabindex", "-1").text("Security Credentials"))
            .child(identity(session.clone()))
            .child(clock_note())
            .child(expiry())
            .child(key_table())
            .child(template_content("notes"))
            .child(dynamic(move || match model.open() {
                Dialog::Nothing => ().into_any(),
                Dialog::Create => create_dialog(),
                Dialog::Delete(id) => delete_dialog(id),
                Dialog::Inactive(id) => inactive_dialog(id),
            }))
            .child(show_when(move || model.is_expired(), renew_dialog))
            .child(keeper(
                Warning { lost: "It would forget your credentials.", keep: "Stay signed in" },
                Box::new(|| true),
            ))
            .view(),
        footer(session.client().endpoint().clone()),
    ]
    .into_any()
}

/// Who is signed in, where, and whose keys these are.
fn identity(
    // The session.
    session: Session,
) -> AnyView {
    let is_demo = Network::expect().demo().is_some();
    let caller = session.caller();
    let who = match &caller.principal {
        Principal::Root => "the root user".to_owned(),
        Principal::User(name) => format!("IAM user {name}"),
        Principal::Session(name) => format!("{name}, with temporary credentials"),
    };
    let whose = match session.owner() {
        KeyOwner::User(name) if caller.principal != Principal::User(name.clone()) => {
            Some(format!("the access keys of IAM user {name}"))
        }
        _ => None,
    };
    vec![
        el("dl")
            .class("identity")
            .child(el("div").child(el("dt").text("Signed in as")).child(el("dd").child(who)))
            .child(whose.map(|whose| {
                el("div").child(el("dt").text("Managing")).child(el("dd").child(whose)).view()
            }))
            .child(
                el("div")
                    .child(el("dt").text("Account"))
                    .child(el("dd").class("mono").child(or_not_told(&caller.account))),
            )
            .child(
                el("div")
                    .child(el("dt").text("ARN"))
                    .child(el("dd").class("mono").child(or_not_told(&caller.arn))),
            )
            .child(el("div").child(el("dt").text("Where")).child(el("dd").child(if is_demo {
                "Simulated in this tab".to_owned()
            } else {
                keycutter_core::messages::endpoint::name(session.client().endpoint()).to_owned()
            })))
            .child(
                el("div")
                    .child(
                        el("dt").child(
                            el("label").attr("for", "idle-limit").text("Locks when idle for"),
                        ),
                    )
                    .child(el("dd").child(idle_limit())),
            )
            .view(),
        (caller.principal == Principal::Root)
            .then(|| {
                el("p")
                    .class("notice")
                    .text(
                        "You are signed in as root. For day-to-day tools an IAM user with only \
                     the rights it needs is safer; AWS advises deleting root keys \
                     altogether.",
                    )
                    .view()
            })
            .into_any(),
    ]
    .into_any()
}

/// A server without an STS does not tell everything.
fn or_not_told(text: &str) -> String {
    if text.is_empty() { "Not told" } else { text }.to_owned()
}

/// Whom the page talks to.
fn footer(
    // Where requests go.
    place: Endpoint,
) -> AnyView {
    let is_demo = Network::expect().demo().is_some();
    let (iam, sts) = (place.url(Service::Iam), place.url(Service::Sts));
    let hosts = match (iam, sts) {
        _ if is_demo => "itself: the demo calls no one.".to_owned(),
        (iam, sts) if iam == sts => iam,
        (iam, sts) => format!("{iam} and {sts}"),
    };
    el("footer")
        .class("footer")
        .text("Keycutter ")
        .child(env!("CARGO_PKG_VERSION"))
        .text(". This tab talks only to ")
        .child(hosts)
        .view()
}
