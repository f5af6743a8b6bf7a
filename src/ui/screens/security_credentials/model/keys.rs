//! What is known of the keys, and the requests that tell.

use std::rc::Rc;

use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use keycutter_core::aws::Error;
use keycutter_core::keys::{AccessKey, AccessKeyId, KeyRing};

/// What is known of the keys.
pub enum Keys {
    /// The first listing is on its way.
    Loading,
    /// There is no listing.
    Failed(Error),
    /// The keys have been listed.
    Ready {
        /// The keys.
        ring: KeyRing,
        /// What failed since, outside of a dialog.
        failure: Option<Error>,
    },
}

impl Keys {
    /// The keys, if they have been listed.
    pub fn ring(&self) -> Option<&KeyRing> {
        match self {
            Self::Ready { ring, .. } => Some(ring),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// What failed last, outside of a dialog.
    pub fn failure(&self) -> Option<&Error> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Ready { failure, .. } => failure.as_ref(),
            Self::Loading => None,
        }
    }

    /// Notes what failed, or that nothing does any more. What was listed before stays.
    pub(super) fn note_failure(&mut self, error: Option<Error>) {
        match (self, error) {
            (Self::Ready { failure, .. }, error) => *failure = error,
            (keys, Some(error)) => *keys = Self::Failed(error),
            (_, None) => {}
        }
    }

    /// Takes in what a server listed, of which it allows so many.
    pub(super) fn list(&mut self, listed: Vec<AccessKey>, quota: Option<usize>) {
        let ring = match self {
            Self::Ready { ring, .. } => ring.refreshed(listed),
            Self::Loading | Self::Failed(_) => KeyRing::new(listed, quota),
        };
        *self = Self::Ready { ring, failure: None };
    }
}

/// Called with the ids that a listing names, or with nothing where it failed.
type Listed = Rc<dyn Fn(Option<&[AccessKeyId]>)>;

/// The requests of the key list.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    pub(super) list: SingleFlight,
    /// Those who asked for a listing that begins now or later.
    pub(super) waiting: LocalSignal<Vec<Listed>>,
}

impl Listing {
    pub(super) fn new() -> Self {
        Self { list: SingleFlight::new(), waiting: LocalSignal::new(Vec::new()) }
    }
}
