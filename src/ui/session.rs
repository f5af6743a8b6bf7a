//! Who is signed in, and what every screen may reach.

use std::rc::Rc;

use leptos::prelude::*;

use crate::aws::{CallerIdentity, Client, KeyOwner};
use crate::browser::fetch::Fetch;

/// Credentials that AWS has recognised, not yet told whose keys to manage.
pub struct Arrival {
    /// Signs and sends.
    pub client: Rc<Client<Fetch>>,
    /// Who AWS says is calling.
    pub caller: CallerIdentity,
}

/// A signed-in tab: when it is dropped, the secrets in it are wiped.
#[derive(Clone)]
pub struct Session {
    arrival: Rc<Arrival>,
    owner: KeyOwner,
}

impl Session {
    /// A session that manages an owner's keys.
    pub fn new(arrival: Rc<Arrival>, owner: KeyOwner) -> Self {
        Self { arrival, owner }
    }

    /// Signs and sends.
    pub fn client(&self) -> &Client<Fetch> {
        &self.arrival.client
    }

    /// Who is calling.
    pub fn caller(&self) -> &CallerIdentity {
        &self.arrival.caller
    }

    /// Whose keys are managed.
    pub fn owner(&self) -> &KeyOwner {
        &self.owner
    }
}

/// The session, for the components of the main screen.
#[derive(Clone, Copy)]
pub struct SignedIn(StoredValue<Session, LocalStorage>);

impl SignedIn {
    /// Lends the session to the components below.
    pub fn provide(session: Session) -> Self {
        let signed_in = Self(StoredValue::new_local(session));
        provide_context(signed_in);
        signed_in
    }

    /// The session lent by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The session itself, to be held across an `await`.
    pub fn session(self) -> Session {
        self.0.get_value()
    }
}

/// Locks the tab: the session is dropped, and the first screen says why, if there is a reason.
#[derive(Clone, Copy)]
pub struct Lock(Callback<Option<&'static str>>);

impl Lock {
    /// Lends the lock to the components below.
    pub fn provide(lock: Callback<Option<&'static str>>) -> Self {
        let lock = Self(lock);
        provide_context(lock);
        lock
    }

    /// The lock lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Locks because the person asked for it.
    pub fn lock(self) {
        self.0.run(None);
    }

    /// Locks because the key in use is gone.
    pub fn lock_because(self, reason: &'static str) {
        self.0.run(Some(reason));
    }
}

/// Says things in the page's one polite live region.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Lends the announcer to the components below.
    pub fn provide() -> Self {
        let announcer = Self(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Says something. It stands until the next thing is said.
    pub fn say(self, text: impl Into<String>) {
        self.0.try_set(text.into());
    }

    /// What was said last.
    pub fn text(self) -> String {
        self.0.get()
    }
}
