//! What goes over the wire, and the one trait through which it goes.

use std::fmt;

use zeroize::Zeroizing;

use super::retry::Pause;
use crate::Timestamp;

/// A POST request ready to be signed or sent. `Host` is not among the headers: a browser sets it
/// itself, and the signer takes it from the URL.
pub struct Request {
    /// Absolute URL, without a query.
    pub url: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(&'static str, Zeroizing<String>)>,
    /// The form, encoded.
    pub body: String,
}

impl fmt::Debug for Request {
    /// The URL only: headers hold a session token, and forms are nobody's business in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("url", &self.url).finish_non_exhaustive()
    }
}

/// What came back.
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The headers `Retry-After` and `Date`, where there are such and a page may read them.
    pub headers: Headers,
    /// The body, wiped when dropped: `CreateAccessKey` answers with a secret in it.
    pub body: Zeroizing<String>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// What an answer's headers say about time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
    pub retry_after: Option<String>,
    /// `Date`: the server's own time. AWS exposes it to pages.
    pub date: Option<String>,
}

/// No answer came. A browser hides the reason from pages on purpose, so one value stands for
/// offline, refused by CORS, blocked by an extension, and wrong host, until someone looks closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The request could not be sent, or its answer not be read.
    NoAnswer,
    /// The same, and a plain question to the same server is not answered either.
    NoServer,
    /// The same, but a plain question is answered: the server does not let pages read its answers.
    NoCors,
    /// The same, while the device says that it is offline.
    Offline,
    /// No whole answer within [`TIME_LIMIT`].
    TimedOut,
    /// The request was aborted because its screen went away.
    Aborted,
}

/// How long a request may take, in milliseconds.
pub const TIME_LIMIT: u32 = 20_000;

/// How requests leave the tab: `browser::fetch` on the page, an HTTP client in native tests.
pub trait Transport {
    /// What time it is on this device.
    fn now(&self) -> Timestamp;

    /// Any random number: waits are jittered, nothing secret hangs on it.
    fn random_u32(&self) -> u32;

    /// Waits before a request is made again. `false` when the person would rather give up.
    fn pause(&self, pause: Pause) -> impl Future<Output = bool>;

    /// Hears that signatures are made for a clock this many milliseconds ahead of the device's.
    fn clock_corrected(&self, millis: i64);

    /// Sends a request and waits for the whole answer, whatever its status, but no longer than
    /// [`TIME_LIMIT`].
    ///
    /// # Errors
    ///
    /// [`TransportError`] when no HTTP answer could be read.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
