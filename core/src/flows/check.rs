//! `Check`: whether an endpoint is there, lets the page read its answers, and speaks IAM.
//!
//! It asks who is calling, with a key that does not exist: no secret is needed to be refused. Where
//! nothing comes back, a page cannot tell a server that is not there from one that keeps its answers
//! from pages; a plain request whose answer is not read settles that. `C` is the client that
//! asks, as in [`sign_in`](super::sign_in).

use super::Flow;
use crate::Secret;
use crate::aws::{Credentials, Error, TransportError};
use crate::keys::AccessKeyId;

/// How far it has come.
#[derive(Debug)]
pub enum Check<C> {
    /// Nothing is known.
    Idle,
    /// The signed request is on its way.
    Asking(C),
    /// Nothing came back: the plain question is on its way.
    Reaching,
    /// This was found.
    Done(Verdict),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The server answers as IAM does, and the page may read it.
    Usable,
    /// It cannot be used: [`TransportError::NoCors`] and [`TransportError::NoServer`] are certain
    /// here, where a request alone ends in [`TransportError::NoAnswer`].
    Unusable(Error),
}

/// What can happen.
#[derive(Debug)]
pub enum Event<C> {
    /// `Check`, with a valid endpoint and a client that signs with [`credentials`].
    Start(C),
    /// The result would not be of this endpoint: it was changed, or is not valid. Or `Continue` will
    /// tell.
    Reset,
    /// What came of [`Effect::Ask`].
    Asked(Result<(), Error>),
    /// What came of [`Effect::Reach`]: whether anything answers.
    Reached(bool),
}

/// What the page is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect<C> {
    /// Ask who is calling. Answered by [`Event::Asked`].
    Ask(C),
    /// Ask without a signature, without reading the answer. Answered by [`Event::Reached`].
    Reach(C),
}

/// A key that does not exist.
#[must_use]
pub fn credentials() -> Credentials {
    let id = AccessKeyId::from_answer("AKIAKEYCUTTERCHECK00");
    Credentials::new(id, Secret::from("none".to_owned()), None)
}

impl<C> Check<C> {
    /// Whether it is under way.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Asking(_) | Self::Reaching)
    }

    /// What was found.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Done(verdict) => Some(verdict),
            _ => None,
        }
    }

    /// Why the endpoint cannot be used.
    #[must_use]
    pub fn failure(&self) -> Option<&Error> {
        match self {
            Self::Done(Verdict::Unusable(error)) => Some(error),
            _ => None,
        }
    }

    /// Whether the server is there and keeps its answers from the page: a setting of it helps.
    #[must_use]
    pub fn is_blocked_by_cors(&self) -> bool {
        matches!(self.failure(), Some(Error::Transport(TransportError::NoCors)))
    }
}

impl<C: Clone> Flow for Check<C> {
    type Event = Event<C>;
    type Effect = Effect<C>;

    fn update(self, event: Event<C>) -> (Self, Vec<Effect<C>>) {
        let done = |verdict| (Self::Done(verdict), vec![]);
        match (self, event) {
            (Self::Idle | Self::Done(_), Event::Start(client)) => {
                (Self::Asking(client.clone()), vec![Effect::Ask(client)])
            }
            (_, Event::Reset) => (Self::Idle, vec![]),
            (Self::Asking(client), Event::Asked(outcome)) => match outcome {
                // A refusal in IAM's own words will do.
                Ok(()) | Err(Error::Service(_)) => done(Verdict::Usable),
                Err(Error::Transport(TransportError::NoAnswer)) => {
                    (Self::Reaching, vec![Effect::Reach(client)])
                }
                Err(error) => done(Verdict::Unusable(error)),
            },
            (Self::Reaching, Event::Reached(is_reachable)) => {
                let error =
                    if is_reachable { TransportError::NoCors } else { TransportError::NoServer };
                done(Verdict::Unusable(Error::Transport(error)))
            }
            (state, _) => (state, vec![]),
        }
    }
}
