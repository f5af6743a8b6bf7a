//! Who is signed in.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::context::transport::AppTransport;
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::{CallerIdentity, Client, Error, KeyOwner};
use keycutter_core::keys::AccessKey;
use keycutter_core::messages;

/// Credentials that the server has accepted, before it is known whose keys to manage.
pub struct Authenticated {
    /// Signs and sends.
    pub client: Rc<Client<AppTransport>>,
    /// The caller's identity, as the server told it.
    pub caller: CallerIdentity,
    /// The keys of the caller, if they were listed already, until they are shown.
    pub own_keys: RefCell<Option<Vec<AccessKey>>>,
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

    /// The caller's identity.
    pub fn caller(&self) -> &CallerIdentity {
        &self.authenticated.caller
    }

    /// Whose keys are managed.
    pub fn owner(&self) -> &KeyOwner {
        &self.owner
    }

    /// All keys of the owner. The first time, signing in may have told them.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn list_keys(&self) -> Result<Vec<AccessKey>, Error> {
        let own_keys = self.authenticated.own_keys.take();
        match own_keys {
            Some(own_keys) => Ok(own_keys),
            None => self.client().access_keys(&self.owner, None).await,
        }
    }

    /// What to call it in the banner: the caller's ARN, or the server's name where a server without
    /// an STS gives no ARN.
    pub fn name(&self) -> String {
        match self.caller().arn.as_str() {
            "" => messages::endpoint::name(self.client().endpoint()).to_owned(),
            arn => arn.to_owned(),
        }
    }
}

/// The session, for the views of the main screen.
#[derive(Clone, Copy)]
pub struct SignedIn(LocalSignal<Session>);

impl SignedIn {
    /// Provides the session to the views below.
    pub fn provide(session: Session) -> Self {
        let signed_in = Self(LocalSignal::new(session));
        provide_context(signed_in);
        signed_in
    }

    /// The session provided by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The session itself, to be held across an `await`.
    pub fn session(self) -> Session {
        self.0.get_untracked()
    }

    /// The same for a timer that may outlive the screen.
    pub fn try_session(self) -> Option<Session> {
        self.0.try_get_untracked()
    }
}
