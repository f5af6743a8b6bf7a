//! Temporary credentials that run out, and new ones in their place.
//!
//! ```text
//! Current ─► Expired(Filling ─► Trying ─► Failed, SomeoneElse) ─► Current
//! ```
//!
//! Whatever is open below stays as it is. The new credentials are tried first: only those of the
//! same identity replace the old ones. `C` is the client that tries them, as in
//! [`sign_in`](super::sign_in).

use super::Flow;
use crate::aws::{CallerIdentity, Error};
use crate::{ServerText, Timestamp};

/// The countdown begins this many minutes before the end.
const LAST_MINUTES: i64 = 10;

/// The credentials of a session over time.
#[derive(Debug)]
pub struct Renew<C> {
    caller: CallerIdentity,
    state: State<C>,
}

/// How things stand.
#[derive(Debug)]
pub enum State<C> {
    /// They are good, as far as is known; how many minutes are left, once there are few.
    Current(Option<i64>),
    /// They have run out: new ones are asked for.
    Expired(Trial<C>),
}

/// How far the new ones have come.
#[derive(Debug)]
pub enum Trial<C> {
    /// They are being filled in.
    Filling,
    /// The server is asked whose they are.
    Trying(C),
    /// That failed.
    Failed(Error),
    /// They are another identity's, of this ARN.
    SomeoneElse(ServerText),
}

/// What can happen.
#[derive(Debug)]
pub enum Event<C> {
    /// Time has passed.
    Tick {
        /// When the credentials in use run out, if that is known.
        expires: Option<Timestamp>,
        /// The server's time.
        now: Timestamp,
    },
    /// A request was refused since they have run out: [`Error::is_expired`].
    Refused,
    /// `Continue`, with fields that are valid.
    Submit(C),
    /// What came of [`Effect::Try`].
    Tried(Result<CallerIdentity, Error>),
}

/// What the page is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect<C> {
    /// Ask who is calling with the new credentials. Answered by [`Event::Tried`].
    Try(C),
    /// Sign with this client's credentials from now on, and wipe the form.
    Adopt(C),
    /// List the keys: what failed for want of credentials can be had now.
    ListKeys,
}

impl<C> Renew<C> {
    /// A session of this caller begins.
    #[must_use]
    pub const fn new(caller: CallerIdentity) -> Self {
        Self { caller, state: State::Current(None) }
    }

    /// How things stand.
    #[must_use]
    pub const fn state(&self) -> &State<C> {
        &self.state
    }

    /// How many minutes the credentials are good for, rounded up, once there are few.
    #[must_use]
    pub fn minutes_left(&self) -> Option<i64> {
        match self.state {
            State::Current(minutes) => minutes,
            State::Expired(_) => None,
        }
    }

    /// Whether they have run out, so that the dialog is to open: once no new key is on screen, which
    /// takes no credentials to put away.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        matches!(self.state, State::Expired(_))
    }

    /// Whether the server is asked whose the new ones are.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        matches!(self.state, State::Expired(Trial::Trying(_)))
    }
}

impl<C: Clone> Flow for Renew<C> {
    type Event = Event<C>;
    type Effect = Effect<C>;

    fn update(self, event: Event<C>) -> (Self, Vec<Effect<C>>) {
        let Self { caller, state } = self;
        let (state, effects) = state.update(event, &caller);
        (Self { caller, state }, effects)
    }
}

impl<C: Clone> State<C> {
    fn update(self, event: Event<C>, caller: &CallerIdentity) -> (Self, Vec<Effect<C>>) {
        match (self, event) {
            (Self::Current(_), Event::Tick { expires, now }) => (at(expires, now), vec![]),
            (Self::Current(_), Event::Refused) => (Self::Expired(Trial::Filling), vec![]),
            (
                Self::Expired(Trial::Filling | Trial::Failed(_) | Trial::SomeoneElse(_)),
                Event::Submit(client),
            ) => {
                let effect = Effect::Try(client.clone());
                (Self::Expired(Trial::Trying(client)), vec![effect])
            }
            (Self::Expired(Trial::Trying(client)), Event::Tried(outcome)) => match outcome {
                Err(error) => (Self::Expired(Trial::Failed(error)), vec![]),
                Ok(tried) if tried.is_same(caller) => {
                    (Self::Current(None), vec![Effect::Adopt(client), Effect::ListKeys])
                }
                Ok(tried) => (Self::Expired(Trial::SomeoneElse(tried.arn)), vec![]),
            },
            (state, _) => (state, vec![]),
        }
    }
}

fn at<C>(expires: Option<Timestamp>, now: Timestamp) -> State<C> {
    let Some(expires) = expires else { return State::Current(None) };
    let left = expires.millis().saturating_sub(now.millis());
    if left <= 0 {
        return State::Expired(Trial::Filling);
    }
    let minutes = left.saturating_add(59_999).div_euclid(60_000);
    State::Current((minutes <= LAST_MINUTES).then_some(minutes))
}
