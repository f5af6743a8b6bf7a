//! What is known of the keys, and the requests that tell.

use std::rc::Rc;

use super::last_uses::LastUses;
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
        /// How often `Refresh` succeeded.
        refreshed: i64,
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

    /// How often `Refresh` succeeded, if it did.
    pub fn refreshed(&self) -> Option<i64> {
        match self {
            Self::Ready { refreshed, .. } if *refreshed > 0 => Some(*refreshed),
            _ => None,
        }
    }

    /// Notes that `Refresh` succeeded.
    pub(super) fn note_refreshed(&mut self) {
        if let Self::Ready { refreshed, .. } = self {
            *refreshed += 1;
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
        let (ring, refreshed) = match self {
            Self::Ready { ring, refreshed, .. } => (ring.refreshed(listed), *refreshed),
            Self::Loading | Self::Failed(_) => (KeyRing::new(listed, quota), 0),
        };
        *self = Self::Ready { ring, failure: None, refreshed };
    }
}

/// Called with the ids that a listing names, or with nothing where it failed.
type Listed = Rc<dyn Fn(Option<&[AccessKeyId]>)>;

/// What is still to be asked for, and who waits for it.
#[derive(Default)]
pub(super) struct Pending {
    /// Those who asked for a listing that begins now or later.
    pub(super) waiting: Vec<Listed>,
    pub(super) last_uses: LastUses,
}

/// The requests of the key list.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    pub(super) list: SingleFlight,
    pub(super) pending: LocalSignal<Pending>,
}

impl Listing {
    pub(super) fn new() -> Self {
        Self { list: SingleFlight::new(), pending: LocalSignal::new(Pending::default()) }
    }
}
