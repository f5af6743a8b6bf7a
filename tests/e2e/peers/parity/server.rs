//! The simulator and the peers behind one trait.

use std::cell::{Cell, RefCell};
use std::time::SystemTime;

use keycutter_core::aws::{Credentials, Endpoint, Partition, Request, Service};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::simulator::{Scene, Simulator};
use keycutter_core::{Secret, Timestamp};
use support::runtime::block_on;
use support::{Peer, PeerKind, web};

use crate::running::start;

/// A server that both answer for.
pub trait Server {
    /// The URL of a service.
    fn url(&self, service: Service) -> String;
    /// The time by its clock.
    fn now(&self) -> Timestamp;
    /// Status and body of the response.
    fn send(&self, request: Request) -> (u16, String);
    /// Advances a simulated clock.
    fn advance(&self, millis: i64);
    /// A role that may manage every user's keys.
    fn manager(&self) -> Credentials;
}

/// The simulator.
pub struct Simulated {
    simulator: RefCell<Simulator>,
    now: Cell<Timestamp>,
}

impl Simulated {
    pub fn new() -> Self {
        let now = Timestamp::parse("2026-11-23T20:21:11Z").expect("a time");
        let simulator = RefCell::new(Simulator::new(Scene::Role, now, 7));
        Self { simulator, now: Cell::new(now) }
    }
}

impl Server for Simulated {
    fn url(&self, service: Service) -> String {
        Endpoint::Partition(Partition::Aws).url(service)
    }

    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn send(&self, request: Request) -> (u16, String) {
        let response = self.simulator.borrow_mut().answer(&request, self.now.get());
        let response = response.expect("a response");
        (response.status, response.body.to_string())
    }

    fn advance(&self, millis: i64) {
        self.now.set(self.now.get().plus(millis));
    }

    fn manager(&self) -> Credentials {
        self.simulator.borrow().credentials()
    }
}

/// A peer.
pub struct Real(Peer);

impl Real {
    /// A server with two of the simulator's users.
    pub fn new(kind: PeerKind) -> Self {
        let peer = start(kind);
        let [ada, _grace] = ["ada", "grace"].map(|name| {
            let user = peer.user_named(name);
            let _ = user.create_key();
            user
        });
        // AWS lets every user start a session; moto requires a policy for it.
        ada.allow("sessions", &["sts:GetSessionToken"]);
        Self(peer)
    }
}

impl Server for Real {
    fn url(&self, _service: Service) -> String {
        format!("http://{}/", self.0.address())
    }

    fn now(&self) -> Timestamp {
        let since = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970");
        Timestamp::from_millis(i64::try_from(since.as_millis()).expect("a clock of this age"))
    }

    fn send(&self, request: Request) -> (u16, String) {
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        block_on(web::post(self.0.address(), &headers, &request.body)).expect("a response")
    }

    fn advance(&self, _millis: i64) {}

    fn manager(&self) -> Credentials {
        let role = self.0.role("manager");
        role.allow(&["iam:ListUsers"]);
        let session = role.session();
        credentials(&session.id, &session.secret, session.token.as_deref())
    }
}

/// Credentials of a response.
pub fn credentials(id: &str, secret: &str, token: Option<&str>) -> Credentials {
    let secret_of = |text: &str| Secret::from(text.to_owned());
    Credentials::new(AccessKeyId::from_answer(id), secret_of(secret), token.map(secret_of))
}
