//! The behaviour of the dialog: what each event makes of each state.

use super::{Create, Created, Custody, Effect, Event, Request, State};
use crate::aws::{Error, NotCreated};
use crate::flows::Flow;
use crate::keys::{AccessKeyId, NewAccessKey};

/// The custody in which the button `Close` lets the secret go unasked: the person had their chance.
pub(super) const ENOUGH_TO_CLOSE: Custody = Custody::Shown;

/// The same for the Escape key, which is pressed by accident more easily than a button.
const ENOUGH_TO_ESCAPE: Custody = Custody::Copied;

/// What leaving the dialog means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Nothing: a request is on its way, or the question is being asked already.
    Stay,
    /// To ask whether the secret may go.
    Ask,
    /// To close.
    Close,
}

impl Flow for Create {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        match event {
            Event::Answered(outcome) => self.answered(outcome),
            Event::Deleted(outcome) => self.deleted(outcome),
            Event::Resolved(outcome) => match self.state {
                State::Requesting(Request::ResolveLost) => self.not_created(outcome),
                _ => (self, vec![]),
            },
            Event::Listed(ids) => self.listed(ids),
            Event::TryAgain => match self.state {
                State::NotCreated(NotCreated::Nothing(_)) => self.create(),
                _ => (self, vec![]),
            },
            Event::LookAgain => self.look_again(),
            Event::StartOver => self.start_over(),
            Event::Show => self.change(|created| created.set_visible(true)),
            Event::Hide => self.change(|created| created.set_visible(false)),
            Event::Copied(id) => self.change(|created| created.note_copied(&id)),
            Event::Saved => self.change(Created::note_saved),
            Event::SaveRefused => self.change(Created::note_save_refused),
            Event::Escape if self.is_confirming_close() => self.update(Event::GoBack),
            Event::Escape => self.leave(ENOUGH_TO_ESCAPE),
            Event::Close => self.leave(ENOUGH_TO_CLOSE),
            Event::GoBack => self.change(|created| created.set_confirming_close(false)),
            Event::Discard if self.is_confirming_close() => (self, vec![Effect::Close]),
            Event::Discard => (self, vec![]),
        }
    }
}

impl Create {
    /// What leaving means, where a secret in this custody or better may go unasked.
    pub(super) fn leaving(&self, enough: Custody) -> Leaving {
        match &self.state {
            // Leaving now could lose a secret for good.
            State::Requesting(_) => Leaving::Stay,
            State::NotCreated(_) | State::NotDeleted(..) => Leaving::Close,
            State::Created(created) => created.leaving(enough),
        }
    }

    fn leave(self, enough: Custody) -> (Self, Vec<Effect>) {
        match self.leaving(enough) {
            Leaving::Stay => (self, vec![]),
            Leaving::Ask => self.change(|created| created.set_confirming_close(true)),
            Leaving::Close => (self, vec![Effect::Close]),
        }
    }

    fn answered(mut self, outcome: Result<NewAccessKey, NotCreated>) -> (Self, Vec<Effect>) {
        match (&self.state, outcome) {
            (State::Requesting(Request::Create), Ok(new)) => {
                let key = new.key.clone();
                self.known.push(key.id.clone());
                self.enter(State::Created(Created::new(new)), vec![Effect::AddKey(key)])
            }
            (State::Requesting(Request::Create), Err(not_created)) => self.not_created(not_created),
            _ => (self, vec![]),
        }
    }

    fn not_created(self, not_created: NotCreated) -> (Self, Vec<Effect>) {
        self.enter(State::NotCreated(not_created), vec![Effect::ListKeys])
    }

    fn deleted(self, outcome: Result<(), Error>) -> (Self, Vec<Effect>) {
        let State::Requesting(Request::Delete(lost)) = &self.state else { return (self, vec![]) };
        let lost = lost.clone();
        match outcome {
            Ok(()) => {
                let (flow, create) = self.create();
                (flow, [vec![Effect::MarkDeleted(lost)], create].concat())
            }
            Err(error) => self.enter(State::NotDeleted(lost, error), vec![]),
        }
    }

    fn listed(mut self, ids: Vec<AccessKeyId>) -> (Self, Vec<Effect>) {
        let named = match &self.state {
            // The list may name the key that is being made.
            State::Requesting(_) => return (self, vec![]),
            State::NotCreated(NotCreated::Lost(id, _)) => Some(id),
            _ => None,
        };
        let is_accounted = |id: &AccessKeyId| named == Some(id) || self.known.contains(id);
        self.unaccounted = ids.into_iter().filter(|id| !is_accounted(id)).collect();
        (self, vec![])
    }

    pub(super) fn create(self) -> (Self, Vec<Effect>) {
        let known = self.known.clone();
        self.request(Request::Create, Effect::Create { known })
    }

    fn look_again(self) -> (Self, Vec<Effect>) {
        let State::NotCreated(NotCreated::Unknown(error)) = &self.state else {
            return (self, vec![]);
        };
        let effect = Effect::ResolveLost { known: self.known.clone(), error: error.clone() };
        self.request(Request::ResolveLost, effect)
    }

    fn start_over(mut self) -> (Self, Vec<Effect>) {
        let (State::NotCreated(NotCreated::Lost(lost, _)) | State::NotDeleted(lost, _)) =
            &self.state
        else {
            return (self, vec![]);
        };
        let lost = lost.clone();
        // A list that lags behind names it once more.
        if !self.known.contains(&lost) {
            self.known.push(lost.clone());
        }
        self.request(Request::Delete(lost.clone()), Effect::Delete(lost))
    }

    fn request(self, request: Request, effect: Effect) -> (Self, Vec<Effect>) {
        let flow = Self { unaccounted: Vec::new(), ..self };
        flow.enter(State::Requesting(request), vec![effect])
    }

    fn enter(self, state: State, effects: Vec<Effect>) -> (Self, Vec<Effect>) {
        (Self { state, ..self }, effects)
    }

    fn change(mut self, change: impl FnOnce(&mut Created)) -> (Self, Vec<Effect>) {
        if let State::Created(created) = &mut self.state {
            change(created);
        }
        (self, vec![])
    }
}
