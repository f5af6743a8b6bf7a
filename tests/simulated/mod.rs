//! A transport to the simulator, whose clock advances only by waiting, and calls for its tests.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::cell::{Cell, RefCell};
use std::fmt::Debug;

use keycutter_core::aws::iam::{CreateAccessKey, GetAccessKeyLastUsed};
use keycutter_core::aws::{
    Client, Credentials, CustomEndpoint, Endpoint, Error, KeyOwner, Partition, Pause, Principal,
    Request, Response, RetryReason, Scope, Transport, TransportError, sign,
};
use keycutter_core::keys::{AccessKey, AccessKeyId, LastUsed, NewAccessKey};
use keycutter_core::simulator::{Scene, Simulator};
use keycutter_core::{Secret, Timestamp};

use crate::canned::ready;

pub const ACCOUNT: &str = "215583359624";
pub const MINUTE: i64 = 60_000;
/// The URL of the simulated IAM.
pub const IAM: &str = "https://iam.amazonaws.com/";
/// The URL of the simulated STS.
pub const STS: &str = "https://sts.us-east-1.amazonaws.com/";

/// A transport to the simulator.
pub struct Demo {
    pub simulator: RefCell<Simulator>,
    pub now: Cell<Timestamp>,
    /// The waits so far.
    pub pauses: RefCell<Vec<Pause>>,
    /// By how much the clock was corrected, in milliseconds.
    pub corrected: Cell<i64>,
    /// The status and the body of every response.
    pub answers: RefCell<Vec<(u16, String)>>,
    /// What is done to requests before they are sent.
    pub on_the_way: Cell<fn(&mut Request)>,
}

impl Transport for &Demo {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn random_u32(&self) -> u32 {
        u32::MAX
    }

    async fn pause(&self, pause: Pause) -> bool {
        self.pauses.borrow_mut().push(pause);
        self.pass(i64::from(pause.millis));
        true
    }

    fn clock_corrected(&self, millis: i64) {
        self.corrected.set(millis);
    }

    async fn send(&self, mut request: Request) -> Result<Response, TransportError> {
        self.on_the_way.get()(&mut request);
        let answer = self.simulator.borrow_mut().answer(&request, self.now.get())?;
        self.answers.borrow_mut().push((answer.status, answer.body.to_string()));
        Ok(answer)
    }
}

impl Demo {
    pub fn new(scene: Scene) -> Self {
        let now = Timestamp::parse("2026-11-23T20:21:11Z").expect("a timestamp");
        Self {
            simulator: RefCell::new(Simulator::new(scene, now, 7)),
            now: Cell::new(now),
            pauses: RefCell::default(),
            corrected: Cell::new(0),
            answers: RefCell::default(),
            on_the_way: Cell::new(|_| ()),
        }
    }

    /// A client with the scene's credentials.
    pub fn client(&self) -> Client<&Self> {
        self.client_at(Endpoint::Partition(Partition::Aws))
    }

    /// The same, for another endpoint.
    pub fn client_at(&self, endpoint: Endpoint) -> Client<&Self> {
        Client::new(self.simulator.borrow().credentials(), endpoint, self)
    }

    /// A client of AWS's own URL of a service, signing for some region.
    pub fn client_for(&self, url: &str, region: &str) -> Client<&Self> {
        let endpoint = CustomEndpoint::parse(url, region).expect("an endpoint");
        self.client_at(Endpoint::Custom(endpoint))
    }

    /// A client with a key that was created here.
    pub fn client_with(&self, id: &str, secret: &Secret) -> Client<&Self> {
        let id = AccessKeyId::from_answer(id);
        let credentials = Credentials::new(id, secret.duplicate(), None);
        Client::new(credentials, Endpoint::Partition(Partition::Aws), self)
    }

    /// Advances the clock.
    pub fn pass(&self, millis: i64) {
        self.now.set(self.now.get().plus(millis));
    }

    pub fn causes(&self) -> Vec<RetryReason> {
        self.pauses.borrow().iter().map(|pause| pause.reason).collect()
    }
}

/// An IAM user as an owner of keys.
pub fn user(name: &str) -> KeyOwner {
    KeyOwner::User(name.to_owned())
}

pub fn list(client: &Client<&Demo>, owner: &KeyOwner) -> Result<Vec<AccessKey>, Error> {
    ready(client.access_keys(owner, None))
}

pub fn create(client: &Client<&Demo>, owner: &KeyOwner) -> Result<NewAccessKey, Error> {
    ready(client.call(&CreateAccessKey { owner }))
}

pub fn last_used(client: &Client<&Demo>, id: &AccessKeyId) -> Result<LastUsed, Error> {
    ready(client.call(&GetAccessKeyLastUsed { id }))
}

pub fn caller(client: &Client<&Demo>) -> Result<Principal, Error> {
    ready(client.caller()).map(|caller| caller.principal)
}

/// A refusal's status, code and message.
#[track_caller]
pub fn refused<T: Debug>(outcome: Result<T, Error>) -> (u16, String, String) {
    match outcome.expect_err("a refusal") {
        Error::Service(error) => (error.status, error.code.into(), error.message.into()),
        other => panic!("{other:?}"),
    }
}

/// A refusal's code.
#[track_caller]
pub fn code<T: Debug>(outcome: Result<T, Error>) -> String {
    refused(outcome).1
}

/// Signs a request with the scene's credentials.
pub fn sign_at(demo: &Demo, request: &mut Request, service: &'static str, at: Timestamp) {
    let region = Partition::Aws.region().to_owned();
    let credentials = demo.simulator.borrow().credentials();
    sign(request, &credentials, &Scope { region, service }, at).expect("signable");
}
