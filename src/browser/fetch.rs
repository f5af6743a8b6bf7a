//! Requests, through **reqwasm**, and the waits between them.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Math, Promise};
use reqwasm::http::{Request as HttpRequest, RequestMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, Window,
};
use zeroize::Zeroizing;

use super::{clock, file, page};
use keycutter_core::Timestamp;
use keycutter_core::aws::{
    Headers, Pause, Request, Response, RetryReason, TIME_LIMIT, Transport, TransportError,
};

/// What a person may want to know of while requests are on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A wait has begun or is over: [`Fetch::waiting`] tells what there is to wait for now.
    Waits,
    /// Signatures are made for a clock this many milliseconds ahead of the device's.
    ClockCorrected(i64),
}

/// The browser's `fetch`, with a handle to abort everything sent through it.
pub struct Fetch {
    window: Window,
    /// Hears of waits and of the clock.
    tell: Box<dyn Fn(News)>,
    /// Requests and waits, of which there may be several at once.
    going: RefCell<Vec<Going>>,
    /// How many there have been.
    count: Cell<u32>,
    aborted: Cell<bool>,
}

/// A request or a wait.
struct Going {
    number: u32,
    /// What a person waits for. A request is as long as it is.
    pause: Option<Pause>,
    /// Ends it before its time.
    end: Function,
}

/// A request or a wait as seen by whoever began it. When this is dropped, it is over.
struct Begun<'a> {
    fetch: &'a Fetch,
    number: u32,
}

impl Fetch {
    /// A way out, open until [`Fetch::abort`]. `None` where there is no window, and so none.
    #[must_use]
    pub fn new(tell: Box<dyn Fn(News)>) -> Option<Self> {
        let (going, count, aborted) = (RefCell::default(), Cell::new(0), Cell::new(false));
        Some(Self { window: web_sys::window()?, tell, going, count, aborted })
    }

    /// Aborts what is on its way and refuses what comes after: the screen has gone.
    pub fn abort(&self) {
        self.aborted.set(true);
        self.end(|_| true);
    }

    /// Ends every wait of the moment without another try.
    pub fn give_up(&self) {
        self.end(|going| going.pause.is_some());
    }

    /// What there is to wait for: of several waits, the longest.
    #[must_use]
    pub fn waiting(&self) -> Option<Pause> {
        let going = self.going.borrow();
        going.iter().filter_map(|going| going.pause).max_by_key(|pause| pause.millis)
    }

    /// Waits without a word. `false` when the screen has gone meanwhile.
    pub async fn rest(&self, millis: u32) -> bool {
        self.wait(None, millis).await
    }

    fn end(&self, is_meant: fn(&Going) -> bool) {
        for going in self.going.borrow().iter().filter(|going| is_meant(going)) {
            // Settling a promise throws nothing.
            let _ = going.end.call0(&JsValue::NULL);
        }
    }

    /// Begins what lasts this many milliseconds or, offline, until the device is not. What is
    /// promised is `true`, an event, or nothing when it ends before its time.
    fn begin(&self, pause: Option<Pause>, millis: u32) -> (Begun<'_>, JsFuture) {
        let number = self.count.get();
        self.count.set(number.wrapping_add(1));
        let over = Promise::new(&mut |end, _| {
            // The browser refuses neither for any known reason; it would mean that only a person
            // ends it.
            let _ = if pause.is_some_and(|pause| pause.reason == RetryReason::Offline) {
                self.window.add_event_listener_with_callback("online", &end)
            } else {
                self.window
                    .set_timeout_with_callback_and_timeout_and_arguments_1(
                        &end,
                        millis.cast_signed(),
                        &JsValue::TRUE,
                    )
                    .map(|_| ())
            };
            self.going.borrow_mut().push(Going { number, pause, end });
        });
        if pause.is_some() {
            (self.tell)(News::Waits);
        }
        (Begun { fetch: self, number }, JsFuture::from(over))
    }

    async fn wait(&self, pause: Option<Pause>, millis: u32) -> bool {
        if self.aborted.get() {
            return false;
        }
        let (_begun, over) = self.begin(pause, millis);
        over.await.is_ok_and(|ended| ended.is_truthy())
    }

    fn failure(&self, signal: &AbortSignal) -> TransportError {
        if self.aborted.get() {
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

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let mut all = self.fetch.going.borrow_mut();
        let Some(place) = all.iter().position(|going| going.number == self.number) else { return };
        let Going { pause, end, .. } = all.swap_remove(place);
        drop(all);
        // Settling a promise throws nothing, and taking back an ear nothing either.
        let _ = end.call0(&JsValue::NULL);
        let _ = self.fetch.window.remove_event_listener_with_callback("online", &end);
        if pause.is_some() {
            (self.fetch.tell)(News::Waits);
        }
    }
}

impl Transport for Fetch {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn random_u32(&self) -> u32 {
        random_u32()
    }

    async fn pause(&self, pause: Pause) -> bool {
        self.wait(Some(pause), pause.millis).await
    }

    fn clock_corrected(&self, millis: i64) {
        (self.tell)(News::ClockCorrected(millis));
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let controller = AbortController::new().map_err(|_| TransportError::NoAnswer)?;
        let signal = controller.signal();
        let failure = || self.failure(&signal);
        if self.aborted.get() {
            return Err(failure());
        }
        // `AbortSignal.any` would do the same, but browsers of 2023 do not have it.
        let (_begun, over) = self.begin(None, TIME_LIMIT);
        spawn_local(async move {
            drop(over.await);
            controller.abort();
        });
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
pub fn random_u32() -> u32 {
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
