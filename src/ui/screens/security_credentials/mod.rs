//! The main screen: the keys of one identity, and what may be done to them.

mod cells;
mod change_key;
mod create;
mod deactivate;
mod delete;
mod expiry;
mod life_line;
mod model;
mod renew;
mod row;
mod table;

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::context::session::{Session, SignedIn};
use crate::ui::features::idle_lock::{Warning, idle_limit, keeper};
use crate::ui::features::waiting::clock_note;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::el;
use crate::ui::widgets::template_content::template_content;
use create::create_dialog;
use deactivate::deactivate_dialog;
use delete::delete_dialog;
use expiry::expiry;
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
            .attr("class", "page")
            .child(el("h1").attr("tabindex", "-1").child("Security Credentials"))
            .child(identity(session.clone()))
            .child(clock_note())
            .child(expiry())
            .child(key_table())
            .child(template_content("notes"))
            .child(dynamic(move || match model.dialog() {
                Dialog::None => ().into_any(),
                Dialog::Create(flow) => create_dialog(flow.keep()),
                Dialog::Delete(flow) => delete_dialog(flow.keep()),
                Dialog::Deactivate(flow) => deactivate_dialog(flow.keep()),
            }))
            .child(show_when(move || model.asks_for_credentials(), renew_dialog))
            .child(keeper(
                Warning { lost: "It would forget your credentials.", keep: "Stay signed in" },
                Box::new(|| true),
            ))
            .into_any(),
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
            .attr("class", "identity")
            .child(el("div").child(el("dt").child("Signed in as")).child(el("dd").child(who)))
            .child(whose.map(|whose| {
                el("div").child(el("dt").child("Managing")).child(el("dd").child(whose)).into_any()
            }))
            .child(
                el("div")
                    .child(el("dt").child("Account"))
                    .child(el("dd").attr("class", "mono").child(or_not_told(&caller.account))),
            )
            .child(
                el("div")
                    .child(el("dt").child("ARN"))
                    .child(el("dd").attr("class", "mono").child(or_not_told(&caller.arn))),
            )
            .child(el("div").child(el("dt").child("Where")).child(el("dd").child(if is_demo {
                "Simulated in this tab".to_owned()
            } else {
                keycutter_core::messages::endpoint::name(session.client().endpoint()).to_owned()
            })))
            .child(
                el("div")
                    .child(
                        el("dt").child(
                            el("label").attr("for", "idle-limit").child("Locks when idle for"),
                        ),
                    )
                    .child(el("dd").child(idle_limit())),
            )
            .into_any(),
        (caller.principal == Principal::Root)
            .then(|| {
                el("p")
                    .attr("class", "notice")
                    .child(
                        "You are signed in as root. For day-to-day tools an IAM user with only \
                     the rights it needs is safer; AWS advises deleting root keys \
                     altogether.",
                    )
                    .into_any()
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
        .attr("class", "footer")
        .child("Keycutter ")
        .child(env!("CARGO_PKG_VERSION"))
        .child(". This tab talks only to ")
        .child(hosts)
        .into_any()
}
