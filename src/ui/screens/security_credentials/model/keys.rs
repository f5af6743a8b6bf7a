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
    Failed(Failure),
    /// The keys have been listed.
    Ready {
        /// The keys.
        ring: KeyRing,
        /// What failed since, outside of a dialog.
        failure: Option<Failure>,
    },
}

/// What failed, outside of a dialog.
#[derive(Clone, PartialEq)]
pub struct Failure {
    /// Why.
    pub error: Error,
    /// Whether it was a listing, which the alert offers to try again. Other requests have their own
    /// buttons.
    pub is_of_listing: bool,
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
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Ready { failure, .. } => failure.as_ref(),
            Self::Loading => None,
        }
    }

    /// Notes what failed, or that nothing does any more. What was listed before stays.
    pub(super) fn note_failure(&mut self, new: Option<Failure>) {
        match (self, new) {
            (Self::Ready { failure, .. }, new) => *failure = new,
            (keys, Some(failure)) => *keys = Self::Failed(failure),
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
    /// How often `Refresh` succeeded.
    pub(super) refreshed: LocalSignal<u32>,
}

impl Listing {
    pub(super) fn new() -> Self {
        Self {
            list: SingleFlight::new(),
            waiting: LocalSignal::new(Vec::new()),
            refreshed: LocalSignal::new(0),
        }
    }
}
