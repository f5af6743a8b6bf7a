//! The first screen: credentials in, an identity out.

mod check;
pub mod fields;
pub mod form;
mod name_user;
pub mod paste;
mod root_warning;

use std::rc::Rc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{document, environment, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::context::network::Network;
use crate::ui::context::session::Authenticated;
use crate::ui::context::session::Session;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure;
use crate::ui::features::failure::told;
use crate::ui::features::idle_lock::Warning;
use crate::ui::features::idle_lock::keeper;
use crate::ui::features::waiting::clock_note;
use crate::ui::features::waiting::waiting;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::template_content::template_content;
use fields::{credential_fields, mfa_fields, place_fields};
use form::{Form, Mfa};
use keycutter_core::aws::{CallerIdentity, Client, Error, KeyOwner, Principal};
use name_user::name_user;
use paste::{Pasting, paste_box};
use root_warning::root_warning;

/// How far signing in has come.
enum Step {
    /// The form is being filled in.
    Form,
    /// AWS is being asked who this is.
    Asking,
    /// It did not work.
    Refused(Error),
    /// It is the root user, who is warned first.
    Root(Rc<Authenticated>),
    /// It is someone without keys of their own, who says whose to manage.
    NameUser(Rc<Authenticated>),
}

impl Step {
    /// Whoever has been recognised and is being asked something.
    fn authenticated(&self) -> Option<Rc<Authenticated>> {
        match self {
            Self::Root(authenticated) | Self::NameUser(authenticated) => {
                Some(Rc::clone(authenticated))
            }
            _ => None,
        }
    }

    /// Why it did not work.
    fn failure(&self) -> Option<Error> {
        match self {
            Self::Refused(error) => Some(error.clone()),
            _ => None,
        }
    }
}

/// The first screen.
pub fn unlock(
    // Why the tab locked itself, if it did.
    reason: Option<&'static str>,
    // A session has begun.
    on_unlock: impl Fn(Session) + Copy + Send + Sync + 'static,
    // The demo is to begin.
    on_demo: Callback<()>,
) -> AnyView {
    let announcer = Announcer::expect();
    let network = Network::expect();
    let form = Form::remembered();
    let demo = network.demo();
    let is_demo = demo.is_some();
    let step = LocalSignal::new(Step::Form);
    let pasting = Pasting::new(form);

    let enter = move |authenticated: Rc<Authenticated>, owner: KeyOwner| {
        if !is_demo {
            form.remember_place();
        }
        form.wipe();
        pasting.wipe();
        on_unlock(Session::new(authenticated, owner));
    };
    let ask = move |client: Rc<Client<AppTransport>>, mfa: Mfa| async move {
        let answer = sign_in(&client, mfa).await;
        announcer.say("");
        match answer {
            Err(error) => {
                step.set(Step::Refused(error));
                failure::scroll_into_view();
            }
            Ok(caller) => {
                let authenticated = Rc::new(Authenticated { client, caller });
                match authenticated.caller.principal.clone() {
                    Principal::Root => {
                        step.set(Step::Root(authenticated));
                    }
                    Principal::Session(_) => {
                        step.set(Step::NameUser(authenticated));
                    }
                    Principal::User(name) => enter(authenticated, KeyOwner::User(name)),
                }
            }
        }
    };
    let asking = SingleFlight::new();

    let submit = move || {
        if step.with_untracked(|step| matches!(step, Step::Asking)) {
            return;
        }
        let checked = form
            .check()
            .and_then(|(credentials, place, mfa)| Some((network.client(credentials, place)?, mfa)));
        if let Some((client, mfa)) = checked {
            announcer.say("Asking who this key belongs to.");
            step.set(Step::Asking);
            asking.start(ask(client, mfa));
        } else {
            step.set(Step::Form);
            pasting.leave_to_fields();
            // After the view has marked what is wrong.
            leptos::task::spawn_local(async { focus::focus_first("[aria-invalid]") });
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    if let Some(demo) = demo {
        form.hand(&demo.borrow().credentials());
        submit();
    }
    if reason.is_some() {
        // After the view is there: the button that had the keyboard is gone.
        leptos::task::spawn_local(async { focus::focus_first("h1") });
    }
    let leave = move |()| {
        network.abort();
        form.wipe();
        pasting.wipe();
        step.set(Step::Form);
    };
    // For those who were asked something first: the root user, and whoever named a user.
    let go_on = move |owner| {
        if let Some(authenticated) = step.with_untracked(Step::authenticated) {
            enter(authenticated, owner);
        }
    };
    let naming = Memo::new(move |_| step.with(|step| matches!(step, Step::NameUser(_))));
    let card_class =
        move || if pasting.is_dropping() { "card fields card-dropping" } else { "card fields" };
    let card = dynamic(move || {
        if naming.get() {
            match step.with_untracked(Step::authenticated) {
                Some(authenticated) => {
                    name_user(authenticated, Callback::new(go_on), Callback::new(leave))
                }
                None => ().into_any(),
            }
        } else {
            el("form")
                .dynamic_attr("class", card_class)
                .on("submit", on_submit)
                .child(paste_box(pasting))
                .child(credential_fields(form))
                .child((!is_demo).then(|| place_fields(form)))
                .child(mfa_fields(form))
                .child(waiting())
                .child(clock_note())
                .child(dynamic(move || told(step.with(Step::failure))))
                .child(
                    el("div")
                        .class("buttons")
                        .child(
                            el("button")
                                .class("button button-main")
                                .attr("type", "submit")
                                .dynamic_attr("aria-disabled", move || asking.busy())
                                .text("Continue"),
                        )
                        .child((!is_demo).then(|| {
                            button("button").on_click(move || on_demo.run(())).text("Try the demo")
                        }))
                        .child(
                            el("p")
                                .class("waiting soft")
                                .attr("aria-hidden", "true")
                                .text("Asking who this key belongs to…"),
                        ),
                )
                .view()
        }
    });
    let root_warning = show_when(
        move || step.with(|step| matches!(step, Step::Root(_))),
        move || {
            root_warning(
                Callback::new(move |()| go_on(KeyOwner::Root)),
                Callback::new(move |()| {
                    leave(());
                    document::open_details("user-instead");
                }),
            )
        },
    );

    let asked = move || step.with_untracked(|it| !matches!(it, Step::Form | Step::Refused(_)));
    let warning = Warning { lost: "What is filled in here would be forgotten.", keep: "Keep it" };
    let keeper = keeper(warning, Box::new(move || form.holds() || pasting.holds() || asked()));

    vec![
        el("main")
            .class("page page-narrow")
            .child(el("h1").attr("tabindex", "-1").text("Cut an AWS access key, in this tab"))
            .child(el("p").class("lead").text(
                "Paste a key you already have. The page signs its requests here and \
                 sends them to AWS, or to the server you name, and to no one else. No \
                 credential is stored; closing the tab forgets it all.",
            ))
            .child((!environment::is_secure()).then(|| {
                el("p").class("alert").attr("role", "alert").text(
                    "This page came over plain http, so anyone on the way may have changed it. \
                     Do not paste a key here: open it by https, or from a disk.",
                )
            }))
            .child(reason.map(|reason| el("p").class("notice").child(reason).view()))
            .child(card)
            .child(template_content("questions"))
            .child(root_warning)
            .child(keeper)
            .view(),
        el("footer")
            .class("footer footer-narrow")
            .text("Keycutter ")
            .child(env!("CARGO_PKG_VERSION"))
            .text(". No server of its own, no cookies, no analytics.")
            .view(),
    ]
    .into_any()
}

/// Makes the MFA session, if one is asked for, and asks who is calling.
async fn sign_in(client: &Client<AppTransport>, Mfa(mfa): Mfa) -> Result<CallerIdentity, Error> {
    if let Some(mfa) = mfa {
        client.renew(Rc::new(client.call(&mfa).await?));
    }
    client.caller().await
}
