//! A response of any status: the first byte selects the status, the rest is the body.
#![no_main]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use keycutter_core::aws::iam::ListAccessKeys;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{
    Client, Credentials, Endpoint, Error, Headers, KeyOwner, Partition, Pause, Request, Response,
    Server, Transport, TransportError,
};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::error::explain;
use keycutter_core::{Secret, Timestamp};
use libfuzzer_sys::fuzz_target;
use zeroize::Zeroizing;

/// Sends the same response to every request.
struct Answer<'a>(u16, &'a str);

impl Transport for Answer<'_> {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_795_000_000_000)
    }

    fn random_u32(&self) -> u32 {
        0
    }

    /// Gives up at once: the response is always the same.
    async fn pause(&self, _: Pause) -> bool {
        false
    }

    fn clock_corrected(&self, _: i64) {}

    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        let headers =
            Headers { retry_after: Some(self.1.to_owned()), date: Some(self.1.to_owned()) };
        Ok(Response { status: self.0, headers, body: Zeroizing::new(self.1.to_owned()) })
    }
}

/// Runs a future that is ready at once.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the response is available at once"),
    }
}

fn explained<T>(outcome: Result<T, Error>) {
    if let Err(error) = outcome {
        for server in [Server::Aws, Server::SelfHosted] {
            let told = explain(&error, server);
            assert!(!told.code.is_empty() && !told.meaning.is_empty() && !told.advice.is_empty());
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&status, body)) = bytes.split_first() else { return };
    let Ok(body) = str::from_utf8(body) else { return };
    let status = [200, 400, 403, 404, 409, 429, 500, 503][usize::from(status % 8)];
    let credentials = Credentials::new(
        AccessKeyId::from_answer("AKIARZPUZDIKJ445QZCB"),
        Secret::from("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".to_owned()),
        None,
    );
    let client = Client::new(credentials, Endpoint::Partition(Partition::Aws), Answer(status, body));
    explained(ready(client.call(&GetCallerIdentity)));
    let owner = KeyOwner::User("ada".to_owned());
    explained(ready(client.call(&ListAccessKeys { owner: &owner, marker: None, max_items: None })));
});
