//! A transport with canned answers, for tests of the client.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use keycutter_core::aws::{
    Client, Credentials, CustomEndpoint, Endpoint, Headers, KeyOwner, Partition, Pause, Request,
    Response, RetryReason, Transport, TransportError,
};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::{Secret, Timestamp};
use zeroize::Zeroizing;

pub const ID: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// Answers in order, and remembers what was asked.
#[derive(Default)]
pub struct Canned {
    pub answers: RefCell<VecDeque<Result<(u16, String), TransportError>>>,
    pub asked: RefCell<Vec<Request>>,
    /// What every answer's headers say.
    pub headers: RefCell<Headers>,
    /// The waits so far, and their milliseconds in all.
    pub pauses: RefCell<Vec<Pause>>,
    pub waited: Cell<i64>,
    /// Gives up at the first wait.
    pub impatient: Cell<bool>,
    /// What the clock was corrected by.
    pub corrected: Cell<i64>,
}

impl Transport for &Canned {
    fn now(&self) -> Timestamp {
        Timestamp::parse("2026-11-23T20:21:11Z").expect("a moment").plus(self.waited.get())
    }

    fn random_u32(&self) -> u32 {
        u32::MAX
    }

    async fn pause(&self, pause: Pause) -> bool {
        self.pauses.borrow_mut().push(pause);
        if pause.reason != RetryReason::Offline {
            self.waited.set(self.waited.get() + i64::from(pause.millis));
        }
        !self.impatient.get()
    }

    fn clock_corrected(&self, millis: i64) {
        self.corrected.set(millis);
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.asked.borrow_mut().push(request);
        let answer = self.answers.borrow_mut().pop_front().expect("one more answer");
        answer.map(|(status, body)| Response {
            status,
            headers: self.headers.borrow().clone(),
            body: Zeroizing::new(body),
        })
    }
}

impl Canned {
    pub fn new(answers: &[(u16, &str)]) -> Self {
        let answers = answers.iter().map(|(status, body)| Ok((*status, (*body).to_owned())));
        Self { answers: RefCell::new(answers.collect()), ..Self::default() }
    }

    /// A client at a server of one's own.
    pub fn client_at(&self, url: &str) -> Client<&Self> {
        let place = CustomEndpoint::parse(url, "").expect("an endpoint");
        Client::new(credentials(), Endpoint::Custom(place), self)
    }

    pub fn client(&self) -> Client<&Self> {
        Client::new(credentials(), Endpoint::Partition(Partition::Aws), self)
    }

    pub fn bodies(&self) -> Vec<String> {
        self.asked.borrow().iter().map(|request| request.body.clone()).collect()
    }
}

fn credentials() -> Credentials {
    Credentials::new(AccessKeyId::from_answer(ID), Secret::from(SECRET.to_owned()), None)
}

/// Runs a future that never has to wait.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("canned answers are there at once"),
    }
}

pub fn ada() -> KeyOwner {
    KeyOwner::User("ada".to_owned())
}

pub fn answer(action: &str, result: &str) -> String {
    format!(
        "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">{result}\
         <ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ResponseMetadata></{action}Response>"
    )
}
