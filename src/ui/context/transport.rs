//! The way requests take: to their server, or in the demo to the account that is simulated here.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::fetch::{self, Fetch};
use keycutter_core::Timestamp;
use keycutter_core::aws::{Pause, Request, Response, Transport, TransportError};
use keycutter_core::simulator::Simulator;

/// How long the simulated account takes to answer, in milliseconds: long enough to see that it is
/// being asked.
const LATENCY: u32 = 120;

/// A simulated account that several clients may ask.
pub type Demo = Rc<RefCell<Simulator>>;

/// A client's way out of the tab, which in the demo does not lead out of it.
pub struct AppTransport {
    fetch: Fetch,
    demo: Option<Demo>,
}

impl AppTransport {
    /// The network, or a simulated account in its place.
    pub fn new(fetch: Fetch, demo: Option<Demo>) -> Self {
        Self { fetch, demo }
    }

    /// Aborts what is on its way and refuses what comes after: the screen has gone.
    pub fn abort(&self) {
        self.fetch.abort();
    }

    /// Ends every wait of the moment without another try.
    pub fn give_up(&self) {
        self.fetch.give_up();
    }

    /// What there is to wait for.
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
        demo.borrow_mut().answer(&request, self.now())
    }
}
