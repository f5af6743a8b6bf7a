//! Requests, through **reqwasm**, and the waits between them.

use std::cell::RefCell;

use js_sys::{Array, Function, Math, Promise};
use reqwasm::http::{Request as HttpRequest, RequestMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, AddEventListenerOptions, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestRedirect,
};
use zeroize::Zeroizing;

use super::{clock, file, page};
use crate::Timestamp;
use crate::aws::{Cause, Headers, Pause, Request, Response, TIME_LIMIT, Transport, TransportError};

/// What a person may want to know of while requests are on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A wait has begun; `None` when it is over.
    Waiting(Option<Pause>),
    /// Signatures are made for a clock this many milliseconds ahead of the device's.
    ClockCorrected(i64),
}

/// The browser's `fetch`, with a handle to abort everything sent through it.
pub struct Fetch {
    controller: AbortController,
    /// Hears of waits and of the clock.
    tell: Box<dyn Fn(News)>,
    /// Ends the wait of the moment, if there is one: with `false`, it was given up.
    end_wait: RefCell<Option<Function>>,
}

impl Fetch {
    /// A way out, open until [`Fetch::abort`].
    ///
    /// # Errors
    ///
    /// The browser's own refusal to make an `AbortController`; none is known that does.
    pub fn new(tell: Box<dyn Fn(News)>) -> Result<Self, JsValue> {
        Ok(Self { controller: AbortController::new()?, tell, end_wait: RefCell::default() })
    }

    /// Aborts what is on its way and refuses what comes after: the screen has gone.
    pub fn abort(&self) {
        self.controller.abort();
        self.give_up();
    }

    /// Ends the wait of the moment without another try.
    pub fn give_up(&self) {
        if let Some(end) = self.end_wait.take() {
            // Settling a promise throws nothing.
            let _ = end.call1(&JsValue::NULL, &JsValue::FALSE);
        }
    }

    fn failure(&self, signal: &AbortSignal) -> TransportError {
        if self.controller.signal().aborted() {
            TransportError::Aborted
        } else if signal.aborted() {
            TransportError::TimedOut
        } else if page::is_online() {
            TransportError::NoAnswer
        } else {
            TransportError::Offline
        }
    }
}

impl Transport for Fetch {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn draw(&self) -> u32 {
        draw()
    }

    async fn pause(&self, pause: Pause) -> bool {
        if self.controller.signal().aborted() {
            return false;
        }
        (self.tell)(News::Waiting(Some(pause)));
        let waiting = Promise::new(&mut |end, _| {
            // The browser refuses neither for any known reason; it would mean waiting until the
            // person gives up.
            let _ = match (web_sys::window(), i32::try_from(pause.millis)) {
                (Some(window), Err(_)) if pause.cause == Cause::Offline => {
                    let once = AddEventListenerOptions::new();
                    once.set_once(true);
                    window.add_event_listener_with_callback_and_add_event_listener_options(
                        "online", &end, &once,
                    )
                }
                (Some(window), millis) => window
                    .set_timeout_with_callback_and_timeout_and_arguments_1(
                        &end,
                        millis.unwrap_or(i32::MAX),
                        &JsValue::TRUE,
                    )
                    .map(|_| ()),
                (None, _) => Ok(()),
            };
            self.end_wait.replace(Some(end));
        });
        // Resolved with `true` by the timer, with an event by the network, or with `false`.
        let goes_on = JsFuture::from(waiting).await.is_ok_and(|ended| ended.is_truthy());
        self.end_wait.take();
        (self.tell)(News::Waiting(None));
        goes_on
    }

    fn clock_corrected(&self, millis: i64) {
        (self.tell)(News::ClockCorrected(millis));
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let signals =
            Array::of2(&self.controller.signal(), &AbortSignal::timeout_with_u32(TIME_LIMIT));
        let signal = AbortSignal::any(&signals);
        let mut fetch = HttpRequest::post(&request.url)
            .mode(RequestMode::Cors)
            .credentials(RequestCredentials::Omit)
            .cache(RequestCache::NoStore)
            // A redirect would carry the signature to a host nobody chose.
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&signal));
        for (name, value) in &request.headers {
            fetch = fetch.header(name, value);
        }
        let failure = || self.failure(&signal);
        let response = fetch.body(request.body).send().await.map_err(|_| failure())?;
        // Bytes and not a string: a string would stay until the engine collects it, and one answer
        // holds a secret.
        let body = response.as_raw().array_buffer().map_err(|_| failure())?;
        let body = file::bytes(body).await.map_err(|_| failure())?;
        let headers = response.headers();
        Ok(Response {
            status: response.status(),
            headers: Headers { retry_after: headers.get("retry-after"), date: headers.get("date") },
            body: text(body),
        })
    }
}

/// Any random number: nothing secret hangs on it.
#[must_use]
pub fn draw() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 up to, but not including, 2^32"
    )]
    let draw = (Math::random() * 4_294_967_296.0) as u32;
    draw
}

/// An answer's text. What is not UTF-8 is none that anyone could read.
fn text(mut bytes: Zeroizing<Vec<u8>>) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *bytes)).unwrap_or_default())
}

/// Whether a server is there at all, for when nothing comes back from it: a request whose answer
/// no page may read still tells that there was one.
pub async fn is_reachable(url: &str) -> bool {
    let request = HttpRequest::get(url)
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    request.send().await.is_ok()
}
