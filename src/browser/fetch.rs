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

use super::{clock, environment, file};
use keycutter_core::Timestamp;
use keycutter_core::aws::{
    Headers, Pause, Request, Response, RetryReason, TIME_LIMIT, Transport, TransportError,
};

/// What the page shows of requests on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkEvent {
    /// A wait began or ended: [`Fetch::waiting`] is what there is to wait for now.
    WaitsChanged,
    /// Requests are signed for a clock this many milliseconds ahead of the device's.
    ClockCorrected(i64),
}

/// The browser's `fetch`, with a handle to abort everything sent through it.
pub struct Fetch {
    window: Window,
    notify: Box<dyn Fn(NetworkEvent)>,
    /// Requests and waits, of which there may be several at once.
    pending: RefCell<Vec<Pending>>,
    /// The number of the next one.
    next_number: Cell<u32>,
    is_aborted: Cell<bool>,
}

/// A request or a wait.
struct Pending {
    number: u32,
    /// What a wait is for; `None` for a request.
    pause: Option<Pause>,
    /// Ends it early.
    end: Function,
}

/// A request or a wait, as held by whoever began it. Dropped, it is over.
struct PendingGuard<'a> {
    fetch: &'a Fetch,
    number: u32,
}

impl Fetch {
    /// A transport, usable until [`Fetch::abort`]. `None` where there is no window.
    #[must_use]
    pub fn new(notify: Box<dyn Fn(NetworkEvent)>) -> Option<Self> {
        Some(Self {
            window: web_sys::window()?,
            notify,
            pending: RefCell::default(),
            next_number: Cell::new(0),
            is_aborted: Cell::new(false),
        })
    }

    /// Aborts what is on its way and refuses what comes after: the screen is gone.
    pub fn abort(&self) {
        self.is_aborted.set(true);
        self.end(|_| true);
    }

    /// Ends every current wait without another try.
    pub fn give_up(&self) {
        self.end(|pending| pending.pause.is_some());
    }

    /// The longest of the current waits.
    #[must_use]
    pub fn waiting(&self) -> Option<Pause> {
        let pending = self.pending.borrow();
        pending.iter().filter_map(|pending| pending.pause).max_by_key(|pause| pause.millis)
    }

    /// Waits without showing it. `false` when the screen is gone meanwhile.
    pub async fn delay(&self, millis: u32) -> bool {
        self.wait(None, millis).await
    }

    fn end(&self, is_meant: fn(&Pending) -> bool) {
        for pending in self.pending.borrow().iter().filter(|pending| is_meant(pending)) {
            // Settling a promise throws nothing.
            let _ = pending.end.call0(&JsValue::NULL);
        }
    }

    /// Begins a wait of this many milliseconds, or of as long as the device is offline. Its promise
    /// is settled with `true`, with an event, or with nothing when it is ended early.
    fn begin(&self, pause: Option<Pause>, millis: u32) -> (PendingGuard<'_>, JsFuture) {
        let number = self.next_number.get();
        self.next_number.set(number.wrapping_add(1));
        let over = Promise::new(&mut |end, _| {
            // The browser refuses neither for any known reason; only a person would end it then.
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
            self.pending.borrow_mut().push(Pending { number, pause, end });
        });
        if pause.is_some() {
            (self.notify)(NetworkEvent::WaitsChanged);
        }
        (PendingGuard { fetch: self, number }, JsFuture::from(over))
    }

    async fn wait(&self, pause: Option<Pause>, millis: u32) -> bool {
        if self.is_aborted.get() {
            return false;
        }
        let (_guard, over) = self.begin(pause, millis);
        over.await.is_ok_and(|ended| ended.is_truthy())
    }

    fn failure(&self, signal: &AbortSignal) -> TransportError {
        if self.is_aborted.get() {
            TransportError::Aborted
        } else if signal.aborted() {
            TransportError::TimedOut
        } else if environment::is_online() {
            TransportError::NoAnswer
        } else {
            TransportError::Offline
        }
    }
}

impl Drop for PendingGuard<'_> {
    fn drop(&mut self) {
        let mut all = self.fetch.pending.borrow_mut();
        let Some(index) = all.iter().position(|pending| pending.number == self.number) else {
            return;
        };
        let Pending { pause, end, .. } = all.swap_remove(index);
        drop(all);
        // Neither settling a promise nor removing a listener throws.
        let _ = end.call0(&JsValue::NULL);
        let _ = self.fetch.window.remove_event_listener_with_callback("online", &end);
        if pause.is_some() {
            (self.fetch.notify)(NetworkEvent::WaitsChanged);
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
        (self.notify)(NetworkEvent::ClockCorrected(millis));
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let controller = AbortController::new().map_err(|_| TransportError::NoAnswer)?;
        let signal = controller.signal();
        let failure = || self.failure(&signal);
        if self.is_aborted.get() {
            return Err(failure());
        }
        // `AbortSignal.any` would do the same, but not every supported browser has it.
        let (_guard, over) = self.begin(None, TIME_LIMIT);
        spawn_local(async move {
            drop(over.await);
            controller.abort();
        });
        let mut fetch = HttpRequest::post(&request.url)
            .mode(RequestMode::Cors)
            .credentials(RequestCredentials::Omit)
            // The cache mode stays the default: browsers store no answer to a POST, and with
            // `no-store` they ask a preflight before every request.
            //
            // A redirect would carry the signature to another host.
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

/// A random number that nothing secret depends on.
#[must_use]
pub fn random_u32() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 up to, but not including, 2^32"
    )]
    let number = (Math::random() * 4_294_967_296.0) as u32;
    number
}

/// An answer's text; empty where it is not UTF-8.
fn text(mut bytes: Zeroizing<Vec<u8>>) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *bytes)).unwrap_or_default())
}

/// Whether a server answers at all, for when no answer can be read: a `no-cors` request succeeds
/// even where a page may not read the answer.
pub async fn is_reachable(url: &str) -> bool {
    let request = HttpRequest::get(url)
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    request.send().await.is_ok()
}
