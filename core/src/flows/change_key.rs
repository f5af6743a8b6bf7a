//! Changing a key that exists: making it active or inactive, and deleting it.
//!
//! ```text
//! Ready ─► Requesting ─► done: the key list is updated, the dialog closes
//!   ▲           │
//!   └── failed ─┘ unless the dialog is to close: then the failure is shown outside
//! ```
//!
//! There is one such flow for the buttons of each row of the table, and one for each dialog. A
//! request cannot be called back: a dialog that is left meanwhile closes once its outcome is known.

use super::Flow;
use crate::Secret;
use crate::aws::Error;
use crate::keys::{AccessKeyId, Status};

/// A key, and how far a change of it has come.
#[derive(Debug)]
pub struct ChangeKey {
    id: AccessKeyId,
    /// Whether the tab signs with it.
    is_in_use: bool,
    place: Place,
    state: State,
}

/// Where the buttons are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a row of the table.
    Row,
    /// In the dialog that warns before the key in use is made inactive.
    DeactivateDialog,
    /// In the dialog `Delete access key`.
    DeleteDialog,
}

/// How far it has come.
#[derive(Debug)]
pub enum State {
    /// Nothing is under way; why the last change failed, if it is to be shown here.
    Ready(Option<Error>),
    /// The server is being asked.
    Requesting {
        /// For what.
        change: Change,
        /// Whether the dialog closes whatever comes of it.
        is_leaving: bool,
    },
}

/// What is to become of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another status.
    SetStatus(Status),
    /// It is deleted.
    Delete,
}

/// Why the tab locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockReason {
    /// The key it signs with is inactive.
    Deactivated,
    /// The key it signs with is deleted.
    Deleted,
    /// The key it signs with is no longer accepted, which a change of it was answered with. Browsers
    /// repeat a request by themselves whose reused connection broke, and the first one may have been
    /// carried out.
    Refused,
}

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// `Make Active` or `Make Inactive`.
    SetStatus(Status),
    /// `Delete`, with what was typed to confirm it. It is wiped: anything may have been pasted.
    Delete(Secret),
    /// What came of [`Effect::Request`].
    Changed(Result<(), Error>),
    /// `Cancel`, or Escape.
    Leave,
}

/// What the page is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the server. Answered by [`Event::Changed`].
    Request(AccessKeyId, Change),
    /// Put the change into the key list, and announce it.
    Note(AccessKeyId, Change),
    /// Lock the tab: its key signs nothing any more.
    Lock(LockReason),
    /// Show this failure outside of any dialog; `None` takes the last one away.
    ShowFailure(Option<Error>),
    /// Give up a wait before another try, so that the outcome is known soon.
    GiveUp,
    /// Open the dialog that warns before this key, the one in use, is made inactive.
    ConfirmDeactivation(AccessKeyId),
    /// Close the dialog.
    Close,
}

impl ChangeKey {
    /// The buttons of one key.
    #[must_use]
    pub const fn new(id: AccessKeyId, is_in_use: bool, place: Place) -> Self {
        Self { id, is_in_use, place, state: State::Ready(None) }
    }

    /// Which key.
    #[must_use]
    pub const fn id(&self) -> &AccessKeyId {
        &self.id
    }

    /// Whether the tab signs with it.
    #[must_use]
    pub const fn is_in_use(&self) -> bool {
        self.is_in_use
    }

    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Whether the server is being asked: the buttons wait.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self.state, State::Requesting { .. })
    }

    /// Why the last change failed, if it is to be shown here.
    #[must_use]
    pub const fn failure(&self) -> Option<&Error> {
        match &self.state {
            State::Ready(failure) => failure.as_ref(),
            State::Requesting { .. } => None,
        }
    }

    /// Whether the dialog `Delete access key` offers to delete a key of this status. An active key is
    /// made inactive first, which can be taken back; but for the key in use, which could not delete
    /// itself then.
    #[must_use]
    pub fn offers_delete(&self, status: &Status) -> bool {
        self.is_in_use || *status != Status::Active
    }

    /// Whether this confirms the deletion: the key's id, whole.
    #[must_use]
    pub fn is_confirmed_by(&self, typed: &str) -> bool {
        typed.trim() == self.id.as_str()
    }

    fn request(self, change: Change) -> (Self, Vec<Effect>) {
        let effect = Effect::Request(self.id.clone(), change.clone());
        let state = State::Requesting { change, is_leaving: false };
        (Self { state, ..self }, vec![effect])
    }

    fn set_status(self, status: Status) -> (Self, Vec<Effect>) {
        let needs_warning =
            self.is_in_use && self.place == Place::Row && status == Status::Inactive;
        if needs_warning {
            let effect = Effect::ConfirmDeactivation(self.id.clone());
            return (self, vec![effect]);
        }
        self.request(Change::SetStatus(status))
    }

    fn changed(self, change: Change, is_leaving: bool) -> (Self, Vec<Effect>) {
        let lock = match &change {
            Change::SetStatus(Status::Inactive) => Some(LockReason::Deactivated),
            Change::Delete => Some(LockReason::Deleted),
            Change::SetStatus(_) => None,
        };
        let closes = match self.place {
            Place::Row => false,
            Place::DeactivateDialog => true,
            // Made inactive, it can be deleted next.
            Place::DeleteDialog => is_leaving || change == Change::Delete,
        };
        let outcome = match lock.filter(|_| self.is_in_use) {
            Some(reason) => Effect::Lock(reason),
            None => Effect::Note(self.id.clone(), change),
        };
        let in_row = (self.place == Place::Row).then_some(Effect::ShowFailure(None));
        let close = closes.then_some(Effect::Close);
        let effects = [Some(outcome), in_row, close].into_iter().flatten().collect();
        (Self { state: State::Ready(None), ..self }, effects)
    }

    fn failed(self, error: Error, is_leaving: bool) -> (Self, Vec<Effect>) {
        if self.is_in_use && error.is_unknown_key() {
            let state = State::Ready(None);
            return (Self { state, ..self }, vec![Effect::Lock(LockReason::Refused)]);
        }
        let (failure, effects) = match self.place {
            Place::Row => (None, vec![Effect::ShowFailure(Some(error))]),
            _ if is_leaving => (None, vec![Effect::ShowFailure(Some(error)), Effect::Close]),
            _ => (Some(error), vec![]),
        };
        (Self { state: State::Ready(failure), ..self }, effects)
    }

    fn leave(mut self) -> (Self, Vec<Effect>) {
        let effect = match (&mut self.state, self.place) {
            (_, Place::Row) => None,
            (State::Ready(_), _) => Some(Effect::Close),
            (State::Requesting { is_leaving, .. }, _) => {
                *is_leaving = true;
                Some(Effect::GiveUp)
            }
        };
        (self, effect.into_iter().collect())
    }
}

impl Flow for ChangeKey {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        match (&self.state, event) {
            (_, Event::Leave) => self.leave(),
            (State::Ready(_), Event::SetStatus(status)) => self.set_status(status),
            (State::Ready(_), Event::Delete(typed))
                if self.place == Place::DeleteDialog && self.is_confirmed_by(typed.expose()) =>
            {
                self.request(Change::Delete)
            }
            (State::Requesting { change, is_leaving }, Event::Changed(outcome)) => {
                let (change, is_leaving) = (change.clone(), *is_leaving);
                match outcome {
                    Ok(()) => self.changed(change, is_leaving),
                    Err(error) => self.failed(error, is_leaving),
                }
            }
            _ => (self, vec![]),
        }
    }
}
