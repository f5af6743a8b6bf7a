//! A transport with canned responses, for tests of the client.

#![allow(dead_code, reason = "each test uses what it needs of it")]
#![allow(clippy::unnecessary_wraps, reason = "responses and failures have the same type")]

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

/// Returns the responses in order, and records the requests.
#[derive(Default)]
pub struct Canned {
    pub answers: RefCell<VecDeque<Result<(u16, String), TransportError>>>,
    pub asked: RefCell<Vec<Request>>,
    /// The headers of every response.
    pub headers: RefCell<Headers>,
    /// The waits so far, and their sum in milliseconds.
    pub pauses: RefCell<Vec<Pause>>,
    pub waited: Cell<i64>,
    /// Cancels the first wait.
    pub impatient: Cell<bool>,
    /// Responds to nothing.
    pub is_silent: Cell<bool>,
    /// By how much the clock was corrected, in milliseconds.
    pub corrected: Cell<i64>,
}

impl Transport for &Canned {
    fn now(&self) -> Timestamp {
        Timestamp::parse("2026-11-23T20:21:11Z").expect("a timestamp").plus(self.waited.get())
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
        if self.is_silent.get() {
            std::future::pending::<()>().await;
        }
        let answer = self.answers.borrow_mut().pop_front().expect("one more response");
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

    /// A client of a self-hosted server.
    pub fn client_at(&self, url: &str) -> Client<&Self> {
        let endpoint = CustomEndpoint::parse(url, "").expect("an endpoint");
        Client::new(credentials(), Endpoint::Custom(endpoint), self)
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

/// Runs a future that is ready at once.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("canned responses are available at once"),
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

/// An ID of a new key.
pub const NEW: &str = "AKIARZPUZDIKNEWKEY22";
/// The URL of a self-hosted server.
pub const SELF_HOSTED: &str = "https://s3.example.com";

/// What a transport returns for one request.
pub type Outcome = Result<(u16, String), TransportError>;

pub fn canned(outcomes: impl IntoIterator<Item = Outcome>) -> Canned {
    let canned = Canned::default();
    canned.answers.borrow_mut().extend(outcomes);
    canned
}

pub fn refusal(status: u16, code: &str, message: &str) -> Outcome {
    let error = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    Ok((status, format!("<ErrorResponse>{error}</ErrorResponse>")))
}

pub fn throttled() -> Outcome {
    refusal(400, "Throttling", "Rate exceeded")
}

pub fn html(status: u16) -> Outcome {
    Ok((status, "<html><body>trouble</body></html>".to_owned()))
}

pub fn nothing() -> Outcome {
    Err(TransportError::NoAnswer)
}

pub fn caller() -> Outcome {
    let result = "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn>\
                  <Account>123456789012</Account></GetCallerIdentityResult>";
    Ok((200, answer("GetCallerIdentity", result)))
}

pub fn made() -> Outcome {
    made_as(NEW, "secret")
}

pub fn made_as(id: &str, secret: &str) -> Outcome {
    let result = format!(
        "<CreateAccessKeyResult><AccessKey><AccessKeyId>{id}</AccessKeyId><Status>Active</Status>\
         <SecretAccessKey>{secret}</SecretAccessKey></AccessKey></CreateAccessKeyResult>"
    );
    Ok((200, answer("CreateAccessKey", &result)))
}

/// A listing of these keys with their status.
pub fn listed(keys: &[(&str, &str)]) -> Outcome {
    let member = |(id, status): &(&str, &str)| {
        format!("<member><AccessKeyId>{id}</AccessKeyId><Status>{status}</Status></member>")
    };
    members(&keys.iter().map(member).collect::<Vec<_>>())
}

/// A listing of these keys with the time they were created at; without one where that is empty. The
/// canned clock shows 20:21:11.
pub fn dated(keys: &[(&str, &str)]) -> Outcome {
    let member = |(id, time): &(&str, &str)| {
        let date = match *time {
            "" => String::new(),
            time => format!("<CreateDate>2026-11-23T{time}Z</CreateDate>"),
        };
        format!("<member><AccessKeyId>{id}</AccessKeyId>{date}</member>")
    };
    members(&keys.iter().map(member).collect::<Vec<_>>())
}

pub fn members(members: &[String]) -> Outcome {
    let members = members.concat();
    let result = format!(
        "<ListAccessKeysResult><AccessKeyMetadata>{members}</AccessKeyMetadata><IsTruncated>false</IsTruncated></ListAccessKeysResult>"
    );
    Ok((200, answer("ListAccessKeys", &result)))
}

pub fn done(action: &str) -> Outcome {
    Ok((200, answer(action, "")))
}

pub fn id(text: &str) -> AccessKeyId {
    AccessKeyId::from_answer(text)
}

pub fn actions(canned: &Canned) -> Vec<String> {
    let name = |body: String| {
        let rest = body.strip_prefix("Action=").expect("a form").to_owned();
        rest.split('&').next().expect("a name").to_owned()
    };
    canned.bodies().into_iter().map(name).collect()
}

pub fn causes(canned: &Canned) -> Vec<RetryReason> {
    canned.pauses.borrow().iter().map(|pause| pause.reason).collect()
}
