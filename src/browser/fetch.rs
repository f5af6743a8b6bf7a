//! Requests, through **reqwasm**.

use reqwasm::http::{Request as HttpRequest, RequestMode};
use wasm_bindgen::JsValue;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};
use zeroize::Zeroizing;

use super::clock;
use crate::Timestamp;
use crate::aws::{Request, Response, Transport, TransportError};

/// The browser's `fetch`, with a handle to abort everything sent through it.
pub struct Fetch {
    controller: AbortController,
}

impl Fetch {
    /// A way out, open until [`Fetch::abort`].
    ///
    /// # Errors
    ///
    /// The browser's own refusal to make an `AbortController`; none is known that does.
    pub fn new() -> Result<Self, JsValue> {
        Ok(Self { controller: AbortController::new()? })
    }

    /// Aborts what is on its way and refuses what comes after: the screen has gone.
    pub fn abort(&self) {
        self.controller.abort();
    }
}

impl Transport for Fetch {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut fetch = HttpRequest::post(&request.url)
            .mode(RequestMode::Cors)
            .credentials(RequestCredentials::Omit)
            .cache(RequestCache::NoStore)
            // A redirect would carry the signature to a host nobody chose.
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&self.controller.signal()));
        for (name, value) in &request.headers {
            fetch = fetch.header(name, value);
        }
        let failed = |_| {
            if self.controller.signal().aborted() {
                TransportError::Aborted
            } else {
                TransportError::NoAnswer
            }
        };
        let response = fetch.body(request.body).send().await.map_err(failed)?;
        let body = Zeroizing::new(response.text().await.map_err(failed)?);
        Ok(Response { status: response.status(), body })
    }
}
