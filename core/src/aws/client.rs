//! Signs an action's form, sends it, reads its answer, and asks again where that is safe.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::iam::{CreateAccessKey, DeleteAccessKey, GetUser, ListAccessKeys, UpdateAccessKey};
use super::query::{Form, RESERVED};
use super::sts::GetCallerIdentity;
use super::xml::Element;
use super::{
    Action, CallerIdentity, Credentials, Endpoint, Error, Headers, KeyOwner, Pause, Principal,
    Request, Response, Retry, RetryReason, Service, ServiceError, Transport, TransportError, sign,
};
use crate::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use crate::{Secret, Timestamp};

/// More pages than any account has: a server that never ends its list is stopped here.
const MOST_PAGES: usize = 1000;

/// Larger than any answer of IAM's: a page of a thousand keys is a third of it.
const LARGEST_ANSWER: usize = 1_000_000;

/// How many characters of a secret in a row are a quotation of it. Neither chance nor a word brings
/// twelve together, and whoever reads eleven of AWS's forty has most of them still to guess.
const QUOTATION: usize = 12;

/// Longer than any refusal of AWS's, the whole request it expected included: nobody reads on, and to
/// look for parts of a token in more would take a while.
const LONGEST_MESSAGE: usize = 16_000;

/// How long a key just made may take to be listed, in milliseconds, before its absence means
/// something.
const SETTLING: u32 = 2_000;

/// How far the server's clock may be from the device's while it accepts signatures, in milliseconds.
const SKEW: i64 = 15 * 60_000;

/// The same where answers tell the server's time: in whole seconds, as keys do the time they were
/// made at, and as it was up to [`TIME_LIMIT`](super::TIME_LIMIT) before.
const SKEW_TOLD: i64 = 30_000;

/// A signed-in caller: credentials, where they are good, and the way there.
pub struct Client<T> {
    credentials: RefCell<Rc<Credentials>>,
    endpoint: Endpoint,
    transport: T,
    /// How far the server's clock is ahead of the device's, in milliseconds, once that is known.
    clock_offset: Cell<i64>,
    /// The same as answers tell it, where a page may read when they were made.
    told_offset: Cell<Option<i64>>,
    /// When the last request for a new key began and ended, by the device's clock.
    creating: Cell<[Timestamp; 2]>,
}

/// Why there is no new key to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCreated {
    /// The server refused: nothing was made.
    Refused(Error),
    /// No answer came, and the list shows no key that was made just then.
    Nothing(Error),
    /// No answer came, but this key was made just then. Its secret is lost.
    Lost(AccessKeyId, Error),
    /// No answer came, and the list cannot be had either, or does not tell which key it would be.
    Unknown(Error),
}

impl<T: Transport> Client<T> {
    /// A client for one set of credentials at one endpoint.
    pub fn new(credentials: Credentials, endpoint: Endpoint, transport: T) -> Self {
        Self {
            credentials: RefCell::new(Rc::new(credentials)),
            endpoint,
            transport,
            clock_offset: Cell::new(0),
            told_offset: Cell::new(None),
            creating: Cell::new([Timestamp::from_millis(0); 2]),
        }
    }

    /// What it signs with.
    pub fn credentials(&self) -> Rc<Credentials> {
        Rc::clone(&self.credentials.borrow())
    }

    /// Signs with other credentials from now on: newer ones of the same identity.
    pub fn renew(&self, credentials: impl Into<Rc<Credentials>>) {
        self.credentials.replace(credentials.into());
    }

    /// Where it goes.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The way there.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// The server's time, as far as it is known.
    pub fn now(&self) -> Timestamp {
        self.transport.now().plus(self.clock_offset.get())
    }

    /// Calls one action, and again where that is safe and promising.
    ///
    /// # Errors
    ///
    /// [`Error`], whose every kind says what its reader can do next.
    pub async fn call<A: Action>(&self, action: &A) -> Result<A::Answer, Error> {
        // Boxed, since every action would carry a copy of it along.
        let asking = Box::pin(self.ask(A::SERVICE, A::NAME, A::IDEMPOTENT, form(action)));
        let answer = asking.await.map_err(|failed| failed.error)?;
        let empty = Element::default();
        let result = answer.root.child(&format!("{}Result", A::NAME)).unwrap_or(&empty);
        action
            .read(result)
            .map_err(|_| Error::Unreadable { action: A::NAME, status: answer.status })
    }

    /// Who is calling. A server of one's own may have no STS: then IAM's own answers tell.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn caller(&self) -> Result<CallerIdentity, Error> {
        let error = match self.call(&GetCallerIdentity).await {
            Ok(caller) => return Ok(caller),
            Err(error) => error,
        };
        if !matches!(self.endpoint, Endpoint::Custom(_)) || !error.is_unknown_action() {
            return Err(error);
        }
        if let Ok(caller) = self.call(&GetUser).await {
            return Ok(caller);
        }
        // Without a user name, the list is of the caller's own keys, each with its user's name.
        let keys = self.access_keys(&KeyOwner::Root, None).await.map_err(|_| error)?;
        let name = keys.into_iter().find_map(|key| key.user_name);
        Ok(CallerIdentity {
            account: String::new(),
            arn: String::new(),
            principal: name.map_or(Principal::Root, Principal::User),
        })
    }

    /// All access keys of an owner, to the last page. `page_size` is the server's own when `None`;
    /// tests ask for less, since two keys are more than one page then.
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

    /// Makes a key. It is asked for once; when the answer does not arrive, the list tells whether
    /// the key was made.
    ///
    /// # Errors
    ///
    /// [`NotCreated`], which says what is known. `known` are the keys there were before.
    pub async fn create_access_key(
        &self,
        owner: &KeyOwner,
        known: &[AccessKeyId],
    ) -> Result<NewAccessKey, NotCreated> {
        let began = self.transport.now();
        let outcome = self.call(&CreateAccessKey { owner }).await;
        self.creating.set([began, self.transport.now()]);
        match outcome {
            Ok(new) => Ok(new),
            Err(error) if error.is_outcome_unknown() => {
                Err(self.resolve_lost_create(owner, known, error).await)
            }
            Err(error) => Err(NotCreated::Refused(error)),
        }
    }

    /// Finds out what came of the last request for a new key, whose answer did not arrive. Others may
    /// manage the same keys, so only one that was made just then is the lost one.
    pub async fn resolve_lost_create(
        &self,
        owner: &KeyOwner,
        known: &[AccessKeyId],
        error: Error,
    ) -> NotCreated {
        // A list may lag behind what was just done, so nothing new is believed the second time.
        for is_last in [false, true] {
            let Ok(keys) = self.access_keys(owner, None).await else {
                return NotCreated::Unknown(error);
            };
            let is_new = |key: &AccessKey| !known.contains(&key.id) && self.may_be_lost(key);
            let mut new = keys.into_iter().filter(is_new);
            match (new.next(), new.next()) {
                (None, _) => {}
                (Some(key), None) if key.created.is_some() => {
                    return NotCreated::Lost(key.id, error);
                }
                _ => return NotCreated::Unknown(error),
            }
            let pause = Pause { reason: RetryReason::Propagation, millis: SETTLING };
            if is_last || !self.transport.pause(pause).await {
                break;
            }
        }
        NotCreated::Nothing(error)
    }

    /// Whether a key was made while the last request for one was on its way, or does not tell.
    fn may_be_lost(&self, key: &AccessKey) -> bool {
        let (offset, skew) = match self.told_offset.get() {
            Some(offset) => (offset, SKEW_TOLD),
            None => (self.clock_offset.get(), SKEW),
        };
        let [began, ended] = self.creating.get();
        key.created
            .is_none_or(|at| (began.plus(offset - skew)..=ended.plus(offset + skew)).contains(&at))
    }

    /// Makes a key active or inactive. When no answer arrives, the list tells whether it is.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]: the key is as it was, or nobody can tell.
    pub async fn set_status(
        &self,
        owner: &KeyOwner,
        id: &AccessKeyId,
        status: &Status,
    ) -> Result<(), Error> {
        let form = form(&UpdateAccessKey { owner, id, status });
        self.change(owner, id, UpdateAccessKey::NAME, form, Some(status)).await
    }

    /// Deletes a key. When no answer arrives, the list tells whether it is gone.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]: the key is still there, or nobody can tell.
    pub async fn delete_access_key(&self, owner: &KeyOwner, id: &AccessKeyId) -> Result<(), Error> {
        let form = form(&DeleteAccessKey { owner, id });
        self.change(owner, id, DeleteAccessKey::NAME, form, None).await
    }

    /// Changes a key. After doubt, looks whether it has the status it should have; none when it
    /// should be gone.
    async fn change(
        &self,
        owner: &KeyOwner,
        id: &AccessKeyId,
        action: &'static str,
        form: String,
        wanted: Option<&Status>,
    ) -> Result<(), Error> {
        let asked = self.ask(Service::Iam, action, true, form).await;
        let Err(Failed { error, was_in_doubt }) = asked else { return Ok(()) };
        if !was_in_doubt && !error.is_outcome_unknown() {
            return Err(error);
        }
        // The key that signs was to be retired, and it does not sign any more.
        let is_retired =
            |refusal: &Error| refusal.is_unknown_key() && self.credentials().access_key_id() == id;
        // An earlier try did it, and left the last one nothing to do.
        let is_settled = is_retired(&error) || wanted.is_none() && error.is_no_such_entity();
        let is_done = is_settled
            || match self.access_keys(owner, None).await {
                Ok(keys) => keys.iter().find(|key| key.id == *id).map(|it| &it.status) == wanted,
                Err(refusal) => is_retired(&refusal),
            };
        if is_done { Ok(()) } else { Err(error) }
    }

    /// Sends one form until there is an answer or no point in going on. Whatever does not depend
    /// on the action's type is here, once, since every action would bring a copy of it along.
    async fn ask(
        &self,
        service: Service,
        action: &'static str,
        is_idempotent: bool,
        form: String,
    ) -> Result<Answer, Failed> {
        let mut retry = Retry::new(self.transport.now());
        let mut clock_was_read = false;
        let mut was_in_doubt = false;
        loop {
            let (error, headers) = match self.send(service, action, &form).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let now = self.transport.now();
            if error.is_about_clock() && !clock_was_read && self.read_clock(&error, now) {
                clock_was_read = true;
                continue;
            }
            // What was refused before anything was done may be asked for again whatever it is.
            let may_repeat = is_idempotent || !error.is_outcome_unknown();
            let cause = error.retry_reason().filter(|_| may_repeat);
            let after = headers.retry_after.as_deref().and_then(|text| wait(text, now));
            let pause =
                cause.and_then(|it| retry.next(it, after, now, self.transport.random_u32()));
            match pause {
                Some(pause) if self.transport.pause(pause).await => {
                    was_in_doubt |= error.is_outcome_unknown();
                }
                _ => return Err(Failed { error, was_in_doubt }),
            }
        }
    }

    /// Sends one form once.
    async fn send(
        &self,
        service: Service,
        action: &'static str,
        form: &str,
    ) -> Result<Answer, (Error, Headers)> {
        let failed = |error| (error, Headers::default());
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
            .map_err(|_| failed(Error::Unsignable))?;
        let response = self.transport.send(request).await.map_err(|error| {
            failed(Error::Transport(match error {
                // No network is needed there, so none is worth waiting for.
                TransportError::Offline if self.endpoint.is_loopback() => TransportError::NoAnswer,
                error => error,
            }))
        })?;
        if let Some(server) = response.headers.date.as_deref().and_then(Timestamp::parse_http) {
            self.told_offset.set(Some(since(server, self.transport.now())));
        }
        read(service, action, &response)
            .map_err(|error| (discreet(error, &credentials), response.headers))
    }

    /// Takes over the server's time from a refusal. Whether it is told.
    fn read_clock(&self, error: &Error, now: Timestamp) -> bool {
        let refused = error.server_time().map(|server| since(server, now));
        let Some(offset) = refused.or(self.told_offset.get()) else {
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

/// The failure, without the server's own text where that quotes a secret: AWS explains a signature
/// that does not match by the request it expected, session token and all.
fn discreet(mut error: Error, credentials: &Credentials) -> Error {
    let secrets = [Some(credentials.secret_access_key()), credentials.session_token()];
    if let Error::Service(refusal) = &mut error {
        let texts = [Some(&refusal.message), refusal.request_id.as_ref()];
        let is_quoted =
            |secret: &Secret| texts.into_iter().flatten().any(|text| quotes(text, secret.expose()));
        if refusal.message.len() > LONGEST_MESSAGE || secrets.into_iter().flatten().any(is_quoted) {
            refusal.message.clear();
            refusal.request_id = None;
        }
    }
    error
}

/// Whether a message has a part of a secret in it, or all of it as it stands in a URL. A secret that
/// is shorter than such a part is one by name only: a server of one's own may have "test" for one.
fn quotes(message: &str, secret: &str) -> bool {
    let mut parts = (0..secret.len()).filter_map(|at| secret.get(at..at + QUOTATION));
    let encoded = || Zeroizing::new(utf8_percent_encode(secret, RESERVED).to_string());
    parts.any(|part| message.contains(part))
        || secret.len() >= QUOTATION && message.contains(encoded().as_str())
}

/// `Retry-After` in milliseconds from now (RFC 9110, section 10.2.3).
fn wait(retry_after: &str, now: Timestamp) -> Option<u32> {
    let text = retry_after.trim();
    let millis = match text.parse::<u32>() {
        Ok(seconds) => i64::from(seconds) * 1000,
        Err(_) => since(Timestamp::parse_http(text)?, now).max(0),
    };
    Some(u32::try_from(millis).unwrap_or(u32::MAX))
}

/// An action's form, encoded.
fn form<A: Action>(action: &A) -> String {
    let mut form = Form::new(A::NAME, A::SERVICE.version());
    action.fill(&mut form);
    form.encode()
}

/// The failure of the last try.
struct Failed {
    error: Error,
    /// Whether the server may have done at an earlier try what it was asked for.
    was_in_doubt: bool,
}

/// A success, still in XML.
struct Answer {
    status: u16,
    root: Element,
}

fn read(service: Service, action: &'static str, response: &Response) -> Result<Answer, Error> {
    let status = response.status;
    let unreadable = Error::Unreadable { action, status };
    if response.body.len() > LARGEST_ANSWER {
        return Err(unreadable);
    }
    let Ok(root) = Element::parse(&response.body) else {
        return Err(unreadable);
    };
    if !(200..300).contains(&status) {
        return Err(
            ServiceError::read((service, action), status, &root).map_or(unreadable, Error::Service)
        );
    }
    // Only `<{Action}Response>` is an answer: a proxy's friendly page with status 200 is not.
    if root.name().strip_suffix("Response") != Some(action) {
        return Err(unreadable);
    }
    Ok(Answer { status, root })
}
