//! Signing in: the flow of the first screen, and what it asks the page to do.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{document, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::context::network::Network;
use crate::ui::context::session::{Authenticated, Session};
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::unlock::check;
use crate::ui::screens::unlock::fields::show_mfa_fields;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::paste::Pasting;
use keycutter_core::aws::iam::ListUsers;
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Client, Error, Identified, KeyOwner, Server};
use keycutter_core::flows::check::Event as CheckEvent;
use keycutter_core::flows::sign_in::{self, Effect, Event, SignIn};
use keycutter_core::messages::error::explain;
use keycutter_core::messages::explanation::Remedy;

/// A client, as the flow holds it.
pub type AppClient = Rc<Client<AppTransport>>;

/// The flow of the first screen.
pub type Handle = FlowHandle<SignIn<AppClient>>;

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
            Effect::Identify { client, mfa } => {
                self.announcer.say("Signing in.");
                spawn_local(async move {
                    let caller = identify(&client, mfa).await;
                    self.announcer.say("");
                    flow.dispatch(Event::Identified(caller));
                });
            }
            Effect::RevealFailure => {
                failure::scroll_into_view();
                if flow.with_untracked(requires_mfa) == Some(true) {
                    show_mfa_fields(self.form);
                }
            }
            Effect::ListUsers(client) => spawn_local(async move {
                if let Ok(users) = client.call(&ListUsers).await {
                    flow.dispatch(Event::UsersListed(users));
                }
            }),
            Effect::FindUser(client, owner) => spawn_local(async move {
                let found = client.access_keys(&owner, None).await.map(|_| ());
                flow.dispatch(Event::UserFound(found));
            }),
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

/// Whether the last attempt failed for want of an MFA code.
fn requires_mfa(flow: &SignIn<AppClient>) -> bool {
    let remedy = |error| explain(error, Server::Aws).remedy;
    flow.failure().and_then(remedy) == Some(Remedy::SignInWithMfa)
}

/// Starts the MFA session, if one is wanted, and asks who is calling.
async fn identify(
    client: &Client<AppTransport>,
    mfa: Option<GetSessionToken>,
) -> Result<Identified, Error> {
    if let Some(mfa) = mfa {
        client.renew(Rc::new(client.call(&mfa).await?));
    }
    client.caller_and_keys().await
}
