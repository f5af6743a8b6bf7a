//! Where requests go: to their server, or in the demo to the simulated account.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::fetch::{self, Fetch};
use crate::browser::part::part;
use keycutter_core::Timestamp;
use keycutter_core::aws::{Credentials, Pause, Request, Response, Transport, TransportError};
use keycutter_core::simulator::{Scene, Simulator};

/// How long the simulated account takes to answer, in milliseconds: long enough to be seen.
const LATENCY: u32 = 120;

/// A simulated account that several clients may call.
pub type Demo = Rc<dyn SimulatedAccount>;

/// What the page asks of the simulated account.
pub trait SimulatedAccount {
    /// The credentials to sign in with.
    fn credentials(&self) -> Credentials;
    /// New credentials of the same identity.
    fn renew(&self, now: Timestamp) -> Credentials;
    /// Answers a request.
    fn answer(&self, request: &Request, now: Timestamp) -> Result<Response, TransportError>;
}

impl SimulatedAccount for RefCell<Simulator> {
    fn credentials(&self) -> Credentials {
        self.borrow().credentials()
    }

    fn renew(&self, now: Timestamp) -> Credentials {
        self.borrow_mut().renew(now)
    }

    fn answer(&self, request: &Request, now: Timestamp) -> Result<Response, TransportError> {
        self.borrow_mut().answer(request, now)
    }
}

fn simulate(scene: Scene, now: Timestamp, seed: u64) -> Demo {
    Rc::new(RefCell::new(Simulator::new(scene, now, seed)))
}

part! {
    /// The simulated account, which begins as a scene does, at a time and with a seed.
    pub static DEMO: Part<fn(Scene, Timestamp, u64) -> Demo> = account(simulate);
}

/// The transport of the page's clients: the network, or in the demo a simulated account.
pub struct AppTransport {
    fetch: Fetch,
    demo: Option<Demo>,
}

impl AppTransport {
    /// The network, or a simulated account in its place.
    pub fn new(fetch: Fetch, demo: Option<Demo>) -> Self {
        Self { fetch, demo }
    }

    /// Aborts what is on its way and refuses what comes after: the screen is gone.
    pub fn abort(&self) {
        self.fetch.abort();
    }

    /// Ends every current wait without another try.
    pub fn give_up(&self) {
        self.fetch.give_up();
    }

    /// The longest of the current waits.
    pub fn waiting(&self) -> Option<Pause> {
        self.fetch.waiting()
    }
}

impl Transport for AppTransport {
    fn now(&self) -> Timestamp {
        self.fetch.now()
    }

    fn random_u32(&self) -> u32 {
        fetch::random_u32()
    }

    fn pause(&self, pause: Pause) -> impl Future<Output = bool> {
        self.fetch.pause(pause)
    }

    fn clock_corrected(&self, millis: i64) {
        self.fetch.clock_corrected(millis);
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let Some(demo) = &self.demo else {
            return self.fetch.send(request).await;
        };
        if !self.fetch.delay(LATENCY).await {
            return Err(TransportError::Aborted);
        }
        demo.answer(&request, self.now())
    }
}
