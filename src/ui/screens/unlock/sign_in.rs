//! Signing in: the flow of the first screen, and what it asks the page to do.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::part::NotLoaded;
use crate::browser::{document, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::context::network::Network;
use crate::ui::context::session::{Authenticated, Session};
use crate::ui::features::failure;
use crate::ui::screens::unlock::asking::ASKING;
use crate::ui::screens::unlock::check;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::handle::{AppClient, Handle};
use crate::ui::screens::unlock::paste::Pasting;
use keycutter_core::aws::{Error, KeyOwner, TransportError};
use keycutter_core::flows::check::Event as CheckEvent;
use keycutter_core::flows::sign_in::{self, Effect, Event, SignIn};

const NO_ANSWER: Error = Error::Transport(TransportError::NoAnswer);

/// What the effects of signing in reach.
#[derive(Clone, Copy)]
pub struct SignInPage {
    pub form: Form,
    pub pasting: Pasting,
    /// What `Check` found: `Continue` says the same, if it is still so.
    pub check: check::Handle,
    pub network: Network,
    pub announcer: Announcer,
    pub confirmed: ConfirmedServer,
    /// A session has begun.
    pub on_unlock: Callback<Session>,
}

impl SignInPage {
    /// An empty form's flow.
    pub fn start(self) -> Handle {
        Handle::start((SignIn::start(), vec![]), move |flow, effect| self.perform(flow, effect))
    }

    /// `Continue`: validates the form.
    pub fn submit(self, flow: Handle) {
        if flow.with_untracked(SignIn::is_asking) != Some(false) {
            return;
        }
        if self.pasting.is_waiting() {
            return spawn_local(async move {
                self.pasting.wait().await;
                self.submit(flow);
            });
        }
        self.check.dispatch(CheckEvent::Reset);
        if self.pasting.lacks_choice() {
            focus::focus_first("#profile");
            return flow.dispatch(Event::SubmitInvalid);
        }
        let attempt = self.form.validate().and_then(|attempt| {
            let is_questionable = self.form.trust.with_untracked(|it| attempt.is_questionable(it));
            let client = self.network.client(attempt.credentials, attempt.endpoint)?;
            Some(Event::Submit { client, mfa: attempt.mfa, is_questionable })
        });
        if attempt.is_none() {
            self.pasting.leave_to_fields();
            // After the view has marked what is wrong.
            spawn_local(async { focus::focus_first("[aria-invalid]") });
        }
        flow.dispatch(attempt.unwrap_or(Event::SubmitInvalid));
    }

    fn perform(self, flow: Handle, effect: Effect<AppClient>) {
        match effect {
            Effect::Identify { .. } | Effect::ListUsers(_) | Effect::FindUser(..) => {
                spawn_local(async move {
                    match ASKING.load().await {
                        Ok(asking) => (asking.ask)(self.announcer, flow, effect),
                        // The alert says what this is, since its code is not loaded either.
                        Err(NotLoaded) => flow.dispatch(Event::Identified(Err(NO_ANSWER))),
                    }
                });
            }
            Effect::RevealFailure => failure::scroll_into_view(),
            Effect::Forget => {
                self.network.abort();
                self.form.wipe();
                self.pasting.wipe();
            }
            Effect::AdviseUser => document::show_details("user-instead"),
            Effect::Enter(authenticated, owner) => self.enter(authenticated, owner),
        }
    }

    fn enter(self, authenticated: sign_in::Authenticated<AppClient>, owner: KeyOwner) {
        if self.network.demo().is_none() {
            self.form.remember_place();
        }
        self.form.wipe();
        self.pasting.wipe();
        let sign_in::Authenticated { client, caller, own_keys } = authenticated;
        self.confirmed.confirm(client.endpoint());
        let authenticated =
            Rc::new(Authenticated { client, caller, own_keys: RefCell::new(own_keys) });
        self.on_unlock.run(Session::new(authenticated, owner));
    }
}
