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

use super::parts::branch::{branch, when};
use super::parts::failure::{self, told};
use super::parts::idle::{Warning, keeper};
use super::parts::prose::prose;
use super::parts::task::Task;
use super::parts::waiting::{clock_note, waiting};
use super::session::{Announcer, Arrival, Network, Session};
use crate::aws::{CallerIdentity, Client, Error, KeyOwner, Principal};
use crate::browser::page;
use crate::ui::parts::el::{button, el};
use crate::ui::parts::state::State;
use crate::ui::road::Road;
use fields::{credential_fields, mfa_fields, place_fields};
use form::{Form, Mfa};
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
    Root(Rc<Arrival>),
    /// It is someone without keys of their own, who says whose to manage.
    NameUser(Rc<Arrival>),
}

impl Step {
    /// Whoever has been recognised and is being asked something.
    fn arrival(&self) -> Option<Rc<Arrival>> {
        match self {
            Self::Root(arrival) | Self::NameUser(arrival) => Some(Rc::clone(arrival)),
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
    let step = State::new(Step::Form);
    let pasting = Pasting::new(form);

    let enter = move |arrival: Rc<Arrival>, owner: KeyOwner| {
        if !is_demo {
            form.remember_place();
        }
        form.wipe();
        pasting.wipe();
        on_unlock(Session::new(arrival, owner));
    };
    let ask = move |client: Rc<Client<Road>>, mfa: Mfa| async move {
        let answer = sign_in(&client, mfa).await;
        announcer.say("");
        match answer {
            Err(error) => {
                step.set(Step::Refused(error));
                failure::bring_into_sight();
            }
            Ok(caller) => {
                let arrival = Rc::new(Arrival { client, caller });
                match arrival.caller.principal.clone() {
                    Principal::Root => {
                        step.set(Step::Root(arrival));
                    }
                    Principal::Session(_) => {
                        step.set(Step::NameUser(arrival));
                    }
                    Principal::User(name) => enter(arrival, KeyOwner::User(name)),
                }
            }
        }
    };
    let asking = Task::new();

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
            leptos::task::spawn_local(async { page::focus_first("[aria-invalid]") });
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
        leptos::task::spawn_local(async { page::focus_first("h1") });
    }
    let leave = move |()| {
        network.abort();
        form.wipe();
        pasting.wipe();
        step.set(Step::Form);
    };
    // For those who were asked something first: the root user, and whoever named a user.
    let go_on = move |owner| {
        if let Some(arrival) = step.with_untracked(Step::arrival) {
            enter(arrival, owner);
        }
    };
    let naming = Memo::new(move |_| step.with(|step| matches!(step, Step::NameUser(_))));
    let card_class =
        move || if pasting.is_dropping() { "card fields card-dropping" } else { "card fields" };
    let card = branch(move || {
        if naming.get() {
            match step.with_untracked(Step::arrival) {
                Some(arrival) => name_user(arrival, Callback::new(go_on), Callback::new(leave)),
                None => ().into_any(),
            }
        } else {
            el("form")
                .attr_by("class", card_class)
                .on("submit", on_submit)
                .child(paste_box(pasting))
                .child(credential_fields(form))
                .child((!is_demo).then(|| place_fields(form)))
                .child(mfa_fields(form))
                .child(waiting())
                .child(clock_note())
                .child(branch(move || told(step.with(Step::failure))))
                .child(
                    el("div")
                        .class("buttons")
                        .child(
                            el("button")
                                .class("button button-main")
                                .attr("type", "submit")
                                .attr_by("aria-disabled", move || asking.busy())
                                .text("Continue"),
                        )
                        .child((!is_demo).then(|| {
                            button("button").press(move || on_demo.run(())).text("Try the demo")
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
    let root_warning = when(
        move || step.with(|step| matches!(step, Step::Root(_))),
        move || {
            root_warning(
                Callback::new(move |()| go_on(KeyOwner::Root)),
                Callback::new(move |()| {
                    leave(());
                    page::unfold("user-instead");
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
            .child((!page::is_secure()).then(|| {
                el("p").class("alert").attr("role", "alert").text(
                    "This page came over plain http, so anyone on the way may have changed it. \
                     Do not paste a key here: open it by https, or from a disk.",
                )
            }))
            .child(reason.map(|reason| el("p").class("notice").child(reason).view()))
            .child(card)
            .child(prose("questions"))
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
async fn sign_in(client: &Client<Road>, Mfa(mfa): Mfa) -> Result<CallerIdentity, Error> {
    if let Some(mfa) = mfa {
        client.renew(Rc::new(client.call(&mfa).await?));
    }
    client.caller().await
}
