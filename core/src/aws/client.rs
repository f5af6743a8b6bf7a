//! Signs an action's form, sends it, reads the response, and retries where that is safe.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use zeroize::Zeroizing;

use super::iam::ListAccessKeys;
use super::query::Form;
use super::redact::{is_quoted_in, redact};
use super::xml::Element;
use super::{
    Action, Call, Credentials, Endpoint, Error, Headers, KeyOwner, Request, Response, Retry,
    Service, ServiceError, Transport, TransportError, sign,
};
use crate::Timestamp;
use crate::keys::AccessKey;

/// More pages than any account has, for servers whose lists never end.
const MOST_PAGES: usize = 1000;

/// The largest response that is read, in bytes: three times a page of a thousand keys.
const LARGEST_RESPONSE: usize = 1_000_000;

/// A signed-in caller: credentials, the endpoint they are for, and the transport to it.
///
/// [`Client::create_access_key`] and the other changes of keys are in a file of their own.
pub struct Client<T> {
    credentials: RefCell<Rc<Credentials>>,
    endpoint: Endpoint,
    transport: T,
    /// How far the server's clock is ahead of the device's, in milliseconds, once that is known.
    pub(super) clock_offset: Cell<i64>,
    /// The same by the `Date` header of the last response, where a page may read it.
    pub(super) date_offset: Cell<Option<i64>>,
    /// When the last request for a new key began and ended, by the device's clock.
    pub(super) creating: Cell<[Timestamp; 2]>,
}

impl<T: Transport> Client<T> {
    /// A client for one set of credentials at one endpoint.
    pub fn new(credentials: Credentials, endpoint: Endpoint, transport: T) -> Self {
        Self {
            credentials: RefCell::new(Rc::new(credentials)),
            endpoint,
            transport,
            clock_offset: Cell::new(0),
            date_offset: Cell::new(None),
            creating: Cell::new([Timestamp::from_millis(0); 2]),
        }
    }

    /// The credentials that it signs with.
    pub fn credentials(&self) -> Rc<Credentials> {
        Rc::clone(&self.credentials.borrow())
    }

    /// Signs with other credentials from now on: newer ones of the same identity.
    pub fn renew(&self, credentials: impl Into<Rc<Credentials>>) {
        self.credentials.replace(credentials.into());
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// How requests get there.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// The server's time, as far as it is known.
    pub fn now(&self) -> Timestamp {
        self.transport.now().plus(self.clock_offset.get())
    }

    /// Calls one action, and retries where that is safe and may help.
    ///
    /// # Errors
    ///
    /// [`Error`].
    pub async fn call<A: Action>(&self, action: &A) -> Result<A::Answer, Error> {
        // Boxed, since each action's future would hold a copy of it.
        let sending =
            Box::pin(self.send_with_retries(A::SERVICE, A::NAME, A::IDEMPOTENT, form(action)));
        sending.await.map_err(|failure| failure.error)?.read(action)
    }

    /// All access keys of an owner, from all pages. `page_size` is the server's default when `None`;
    /// tests set it, to get several pages from two keys.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]; [`Error::Unreadable`] when the server's pages never end.
    pub async fn access_keys(
        &self,
        owner: &KeyOwner,
        page_size: Option<u16>,
    ) -> Result<Vec<AccessKey>, Error> {
        let mut keys = Vec::new();
        let mut marker = None;
        for _ in 0..MOST_PAGES {
            let page = self.call(&ListAccessKeys { owner, marker, max_items: page_size }).await?;
            keys.extend(page.keys);
            match page.next {
                Some(next) => marker = Some(next),
                None => return Ok(keys),
            }
        }
        Err(Error::Unreadable { action: ListAccessKeys::NAME, status: 200 })
    }

    /// Sends a form until there is a result or retrying is pointless. It has no type parameter for
    /// the action, so that the page has one copy of it.
    pub(super) async fn send_with_retries(
        &self,
        service: Service,
        action: &'static str,
        is_idempotent: bool,
        form: String,
    ) -> Result<Success, Failure> {
        let mut retry = Retry::new(self.transport.now());
        let mut clock_was_read = false;
        let mut may_have_run = false;
        loop {
            let (error, headers) = match self.send(service, action, &form).await {
                Ok(success) => return Ok(success),
                Err(failure) => failure,
            };
            let now = self.transport.now();
            if error.is_about_clock() && !clock_was_read && self.read_clock(&error, now) {
                clock_was_read = true;
                continue;
            }
            // A request that was refused before it was processed can always be sent again.
            let may_repeat = is_idempotent || !error.is_outcome_unknown();
            let reason = error.retry_reason().filter(|_| may_repeat);
            let after = headers.retry_after.as_deref().and_then(|text| retry_after(text, now));
            let pause =
                reason.and_then(|it| retry.next(it, after, now, self.transport.random_u32()));
            match pause {
                Some(pause) if self.transport.pause(pause).await => {
                    may_have_run |= error.is_outcome_unknown();
                }
                _ => return Err(Failure { error, may_have_run }),
            }
        }
    }

    /// Sends a form once.
    pub(super) async fn send(
        &self,
        service: Service,
        action: &'static str,
        form: &str,
    ) -> Result<Success, (Error, Headers)> {
        let without_headers = |error| (error, Headers::default());
        let mut request = Request {
            url: self.endpoint.url(service),
            headers: vec![(
                "content-type",
                Zeroizing::new("application/x-www-form-urlencoded; charset=utf-8".to_owned()),
            )],
            body: form.to_owned(),
        };
        let scope = self.endpoint.scope(service);
        let credentials = self.credentials();
        sign(&mut request, &credentials, &scope, self.now())
            .map_err(|_| without_headers(Error::Unsignable))?;
        let response = self.transport.send(request).await.map_err(|error| {
            without_headers(Error::Transport(match error {
                // No network is needed there, so there is none to wait for.
                TransportError::Offline if self.endpoint.is_loopback() => TransportError::NoAnswer,
                error => error,
            }))
        })?;
        if let Some(server) = response.headers.date.as_deref().and_then(Timestamp::parse_http) {
            self.date_offset.set(Some(since(server, self.transport.now())));
        }
        let call = Call { service, action, is_temporary: credentials.session_token().is_some() };
        match read(call, &response) {
            Ok(success) if is_quoted_in(&success.root, &credentials) => {
                Err((Error::Unreadable { action, status: success.status }, response.headers))
            }
            Ok(success) => Ok(success),
            Err(error) => Err((redact(error, &credentials), response.headers)),
        }
    }

    /// Sets the clock offset by the server's time in an error or in its `Date` header. Whether there
    /// was one.
    fn read_clock(&self, error: &Error, now: Timestamp) -> bool {
        let by_message = error.server_time().map(|server| since(server, now));
        let Some(offset) = by_message.or(self.date_offset.get()) else {
            return false;
        };
        self.clock_offset.set(offset);
        self.transport.clock_corrected(offset);
        true
    }
}

/// How far one moment is after another, in milliseconds.
fn since(later: Timestamp, earlier: Timestamp) -> i64 {
    later.millis().saturating_sub(earlier.millis())
}

/// `Retry-After` in milliseconds from now (RFC 9110, section 10.2.3).
fn retry_after(text: &str, now: Timestamp) -> Option<u32> {
    let text = text.trim();
    let millis = match text.parse::<u32>() {
        Ok(seconds) => i64::from(seconds) * 1000,
        Err(_) => since(Timestamp::parse_http(text)?, now).max(0),
    };
    Some(u32::try_from(millis).unwrap_or(u32::MAX))
}

/// An action's form, encoded.
pub(super) fn form<A: Action>(action: &A) -> String {
    let mut form = Form::new(A::NAME, A::SERVICE.version());
    action.fill(&mut form);
    form.encode()
}

/// The failure of the last attempt.
pub(super) struct Failure {
    pub(super) error: Error,
    /// Whether the server may have carried out an earlier attempt.
    pub(super) may_have_run: bool,
}

/// A successful response, as XML.
pub(super) struct Success {
    status: u16,
    root: Element,
}

impl Success {
    /// The result of the action.
    pub(super) fn read<A: Action>(&self, action: &A) -> Result<A::Answer, Error> {
        let empty = Element::default();
        let result = self.root.child(&format!("{}Result", A::NAME)).unwrap_or(&empty);
        action.read(result).map_err(|_| Error::Unreadable { action: A::NAME, status: self.status })
    }
}

fn read(call: Call, response: &Response) -> Result<Success, Error> {
    let status = response.status;
    let unreadable = Error::Unreadable { action: call.action, status };
    if response.body.len() > LARGEST_RESPONSE {
        return Err(unreadable);
    }
    let Ok(root) = Element::parse(&response.body) else {
        return Err(unreadable);
    };
    if !(200..300).contains(&status) {
        return Err(ServiceError::read(call, status, &root).map_or(unreadable, Error::Service));
    }
    // A proxy may respond with a page of its own and status 200.
    if root.name().strip_suffix("Response") != Some(call.action) {
        return Err(unreadable);
    }
    Ok(Success { status, root })
}
