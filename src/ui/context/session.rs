//! Who is signed in.

use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::context::transport::AppTransport;
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::{CallerIdentity, Client, KeyOwner};

/// Credentials that AWS has recognised, not yet told whose keys to manage.
pub struct Authenticated {
    /// Signs and sends.
    pub client: Rc<Client<AppTransport>>,
    /// Who AWS says is calling.
    pub caller: CallerIdentity,
}

/// A signed-in tab: when it is dropped, the secrets in it are wiped.
#[derive(Clone)]
pub struct Session {
    authenticated: Rc<Authenticated>,
    owner: KeyOwner,
}

impl Session {
    /// A session that manages an owner's keys.
    pub fn new(authenticated: Rc<Authenticated>, owner: KeyOwner) -> Self {
        Self { authenticated, owner }
    }

    /// Signs and sends.
    pub fn client(&self) -> &Rc<Client<AppTransport>> {
        &self.authenticated.client
    }

    /// Who is calling.
    pub fn caller(&self) -> &CallerIdentity {
        &self.authenticated.caller
    }

    /// Whose keys are managed.
    pub fn owner(&self) -> &KeyOwner {
        &self.owner
    }
}

/// The session, for the components of the main screen.
#[derive(Clone, Copy)]
pub struct SignedIn(LocalSignal<Session>);

impl SignedIn {
    /// Lends the session to the components below.
    pub fn provide(session: Session) -> Self {
        let signed_in = Self(LocalSignal::new(session));
        provide_context(signed_in);
        signed_in
    }

    /// The session lent by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The session itself, to be held across an `await`.
    pub fn session(self) -> Session {
        self.0.get_untracked()
    }

    /// The same, from a timer that may outlive the screen.
    pub fn try_session(self) -> Option<Session> {
        self.0.try_get_untracked()
    }
}
