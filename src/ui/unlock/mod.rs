//! The first screen: credentials in, an identity out.

mod answers;
mod fields;
mod form;
mod name_user;
mod paste;
mod root_warning;

use std::rc::Rc;

use leptos::ev::{DragEvent, SubmitEvent};
use leptos::prelude::*;

use super::parts::branch::{branch, when};
use super::parts::failure::told;
use super::parts::task::Task;
use super::session::{Announcer, Arrival, Session};
use crate::aws::sts::GetCallerIdentity;
use crate::aws::{Client, Error, KeyOwner, Principal};
use crate::browser::fetch::Fetch;
use crate::browser::page;
use answers::Answers;
use fields::{CredentialFields, PlaceFields};
use form::Form;
use name_user::NameUser;
use paste::{OpenFile, PasteBox, Pasting};
use root_warning::RootWarning;

/// How far signing in has come.
enum Step {
    /// The form is being filled in.
    Form,
    /// AWS is being asked who this is.
    Asking(Rc<Client<Fetch>>),
    /// It did not work.
    Refused(Error),
    /// It is the root user, who is warned first.
    Root(Rc<Arrival>),
    /// It is someone without keys of their own, who says whose to manage.
    NameUser(Rc<Arrival>),
}

impl Step {
    /// The client that is asking just now.
    fn client(&self) -> Option<Rc<Client<Fetch>>> {
        match self {
            Self::Asking(client) => Some(Rc::clone(client)),
            _ => None,
        }
    }

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
#[component]
pub fn Unlock(
    /// Why the tab locked itself, if it did.
    reason: Option<&'static str>,
    /// A session has begun.
    on_unlock: impl Fn(Session) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let announcer = Announcer::expect();
    let form = Form::remembered();
    let step = RwSignal::new_local(Step::Form);
    let pasting = Pasting::new(form);
    let dropping = RwSignal::new(false);
    let told_of_users = RwSignal::new(false);

    let enter = move |arrival: Rc<Arrival>, owner: KeyOwner| {
        form.remember_place();
        form.wipe();
        on_unlock(Session::new(arrival, owner));
    };
    let ask = move |client: Rc<Client<Fetch>>| async move {
        let answer = client.call(&GetCallerIdentity).await;
        announcer.say("");
        match answer {
            Err(error) => {
                step.try_set(Step::Refused(error));
            }
            Ok(caller) => {
                let arrival = Rc::new(Arrival { client, caller });
                match arrival.caller.principal.clone() {
                    Principal::Root => {
                        step.try_set(Step::Root(arrival));
                    }
                    Principal::Session(_) => {
                        step.try_set(Step::NameUser(arrival));
                    }
                    Principal::User(name) => {
                        // Nothing is being asked any more: the client goes on with the session.
                        step.try_set(Step::Form);
                        enter(arrival, KeyOwner::User(name));
                    }
                }
            }
        }
    };
    let asking = Task::new();
    on_cleanup(move || {
        if let Some(client) = step.try_with_untracked(Step::client).flatten() {
            client.transport().abort();
        }
    });

    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if step.with_untracked(|step| step.client().is_some()) {
            return;
        }
        if let (Some((credentials, place)), Ok(fetch)) = (form.check(), Fetch::new()) {
            announcer.say("Asking who this key belongs to.");
            let client = Rc::new(Client::new(credentials, place, fetch));
            step.set(Step::Asking(Rc::clone(&client)));
            asking.start(ask(client));
        } else {
            step.set(Step::Form);
            // After the view has marked what is wrong.
            leptos::task::spawn_local(async { page::focus_first("[aria-invalid]") });
        }
    };
    let on_dragover = move |event: DragEvent| {
        event.prevent_default();
        dropping.set(true);
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        dropping.set(false);
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            pasting.read_file(file);
        }
    };
    let leave = move |()| {
        form.wipe();
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
        move || if dropping.get() { "card fields card-dropping" } else { "card fields" };
    let waiting_class =
        move || if asking.running() { "waiting waiting-now soft" } else { "waiting soft" };
    let card = branch(move || {
        if naming.get() {
            let arn = step.with_untracked(Step::arrival).map(|it| it.caller.arn.clone());
            view! { <NameUser arn=arn.unwrap_or_default() on_named=Callback::new(go_on) on_back=Callback::new(leave) /> }
                .into_any()
        } else {
            view! {
                <form class=card_class on:submit=on_submit>
                    <PasteBox pasting=pasting />
                    <CredentialFields form=form />
                    <PlaceFields form=form />
                    {branch(move || told(step.with(Step::failure)))}
                    <div class="buttons">
                        <button
                            class="button button-main"
                            type="submit"
                            aria-disabled=move || asking.busy()
                        >
                            "Continue"
                        </button>
                        <p class=waiting_class aria-hidden="true">
                            "Asking who this key belongs to…"
                        </p>
                        <OpenFile pasting=pasting />
                    </div>
                </form>
            }
            .into_any()
        }
    });
    let root_warning = when(
        move || step.with(|step| matches!(step, Step::Root(_))),
        move || {
            view! {
                <RootWarning
                    on_continue=Callback::new(move |()| go_on(KeyOwner::Root))
                    on_user=Callback::new(move |()| {
                        leave(());
                        told_of_users.set(true);
                    })
                />
            }
            .into_any()
        },
    );

    view! {
        <main
            class="page page-narrow"
            on:dragover=on_dragover
            on:dragleave=move |_| dropping.set(false)
            on:drop=on_drop
        >
            <h1 tabindex="-1">"Cut an AWS access key, in this tab"</h1>
            <p class="lead">
                "Paste a key you already have. The page signs its requests here and sends them to AWS and to no one else. Nothing is stored; closing the tab forgets it all."
            </p>
            {reason.map(|reason| view! { <p class="notice">{reason}</p> }.into_any())}
            {card}
            <Answers told_of_users=told_of_users />
            {root_warning}
        </main>
        <footer class="footer footer-narrow">
            "Keycutter " {env!("CARGO_PKG_VERSION")} ". No server of its own, no cookies, no analytics."
        </footer>
    }
}
