//! Requests and responses, and the trait that sends them.

use std::fmt;

use zeroize::Zeroizing;

use super::retry::Pause;
use crate::Timestamp;

/// A POST request to be signed and sent. `Host` is not among the headers: a browser sets it, and the
/// signer takes it from the URL.
pub struct Request {
    /// Absolute URL, without a query.
    pub url: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(&'static str, Zeroizing<String>)>,
    /// The form, encoded.
    pub body: String,
}

impl fmt::Debug for Request {
    /// The URL only: headers and forms hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("url", &self.url).finish_non_exhaustive()
    }
}

/// An HTTP response.
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The headers `Retry-After` and `Date`, where a page may read them.
    pub headers: Headers,
    /// The body, wiped when dropped: that of `CreateAccessKey` holds a secret.
    pub body: Zeroizing<String>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The headers of a response that are about time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
    pub retry_after: Option<String>,
    /// `Date`: the server's time. AWS exposes it to pages.
    pub date: Option<String>,
}

/// Why there is no response. A browser hides the reason from pages, so [`TransportError::NoAnswer`]
/// stands for a host that does not exist, a response that CORS withholds, and a request that an
/// extension blocked, until a check tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The request could not be sent, or its response not be read.
    NoAnswer,
    /// The same, and the server does not respond to a simple request either.
    NoServer,
    /// The same, but the server responds to a simple request: it does not let the page read its
    /// responses (CORS).
    NoCors,
    /// The same, while the device is offline.
    Offline,
    /// No complete response within [`TIME_LIMIT`].
    TimedOut,
    /// The request was aborted, since its screen was left.
    Aborted,
}

/// The time limit of a request, in milliseconds.
pub const TIME_LIMIT: u32 = 20_000;

/// Sends requests: `browser::fetch` in the page, an HTTP client in native tests.
pub trait Transport {
    /// The device's time.
    fn now(&self) -> Timestamp;

    /// Any random number, for the jitter of waits. It need not be unpredictable.
    fn random_u32(&self) -> u32;

    /// Waits before a retry. `false` when the person cancels.
    fn pause(&self, pause: Pause) -> impl Future<Output = bool>;

    /// Signatures are now made for a clock so many milliseconds ahead of the device's.
    fn clock_corrected(&self, millis: i64);

    /// Sends a request and waits for the complete response, whatever its status, for at most
    /// [`TIME_LIMIT`].
    ///
    /// # Errors
    ///
    /// [`TransportError`] when no HTTP response could be read.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
