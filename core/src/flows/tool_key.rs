//! `New key for a tool`: a user of its own, with the smallest policy, and a key.
//!
//! ```text
//! Filling ─► Working: user ─► policy ─► key ─► Describing ─► Done
//!    ▲          │ ▲
//!    │          ▼ │ Continue, Undo
//!    └─ Undo ─ Stopped
//! ```
//!
//! What was made is known at every moment: [`Made`]. `Continue` makes what is missing, and `Undo`
//! deletes exactly what was made, in reverse. What a lost answer leaves open is looked up first. A
//! user is finished with the tags that describe its key, so a later visit finds those that are not.

mod events;
mod work;

use super::Flow;
use crate::aws::iam::UserChange;
use crate::aws::{Error, NotCreated};
use crate::keys::{AccessKeyId, NewAccessKey};
use crate::tools::{Found, Place, Plan};

pub use events::{Ask, Effect, Event, Request};
pub use work::{Existence, Made, Step, Work};

/// The dialog `New key for a tool`.
#[derive(Debug)]
pub struct ToolKey {
    place: Place,
    state: State,
}

/// How far it has come.
#[derive(Debug)]
pub enum State {
    /// The form is being filled in. There may be a user that an earlier visit did not finish.
    Filling(Option<Work>),
    /// A request is on its way.
    Working(Work, Step),
    /// A step failed.
    Stopped(Work, Failure),
    /// The key is here, and its description is on its way.
    Describing(Box<Plan>, NewAccessKey),
    /// The key was handed over.
    Done,
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A request failed.
    Error(Error),
    /// Another user has the name.
    NameTaken,
}

impl ToolKey {
    /// A form to be filled in.
    #[must_use]
    pub fn start(place: Place) -> Self {
        Self { place, state: State::Filling(None) }
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Where the policy applies.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether a secret is here, or may be on its way.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        matches!(self.state, State::Working(_, Step::Key) | State::Describing(..))
    }

    /// Goes on with the next step.
    fn proceed(&mut self, work: Work) -> Vec<Effect> {
        let Some(step) = work.next() else { return self.enter(State::Filling(None)) };
        let request = work.request(step, &self.place);
        self.state = State::Working(work, step);
        vec![Effect::Send(request)]
    }

    fn stop(&mut self, work: Work, failure: Failure) -> Vec<Effect> {
        self.enter(State::Stopped(work, failure))
    }

    fn enter(&mut self, state: State) -> Vec<Effect> {
        self.state = state;
        vec![]
    }

    fn changed(&mut self, mut work: Work, step: Step, outcome: Result<(), Error>) -> Vec<Effect> {
        let is_deletion = matches!(step, Step::DeleteKey | Step::DeletePolicy | Step::DeleteUser);
        match outcome {
            Err(error) if step == Step::User && error.code() == Some("EntityAlreadyExists") => {
                work.note(step, false);
            }
            // Gone is gone.
            Err(error) if !(is_deletion && error.is_no_such_entity()) => {
                if error.is_outcome_unknown() {
                    work.note(step, false);
                }
                return self.stop(work, Failure::Error(error));
            }
            _ => work.note(step, true),
        }
        self.proceed(work)
    }

    fn looked(&mut self, mut work: Work, outcome: Result<Found, Error>) -> Vec<Effect> {
        // An earlier visit may have given it its policy.
        let existing = match outcome {
            Ok(Found::Other) => {
                work.made = Made::default();
                return self.stop(work, Failure::NameTaken);
            }
            Ok(Found::Unfinished(_)) => [Existence::Yes, Existence::Maybe],
            Ok(Found::Nothing) => [Existence::No; 2],
            Err(error) => return self.stop(work, Failure::Error(error)),
        };
        [work.made.user, work.made.policy] = existing;
        self.proceed(work)
    }

    fn listed(&mut self, mut work: Work, outcome: Result<Vec<AccessKeyId>, Error>) -> Vec<Effect> {
        match outcome {
            Ok(ids) => work.made.lost_key = ids.into_iter().next(),
            Err(error) => return self.stop(work, Failure::Error(error)),
        }
        if work.made.lost_key.is_none() {
            work.made.key = Existence::No;
        }
        self.proceed(work)
    }

    fn created(
        &mut self,
        mut work: Work,
        outcome: Result<NewAccessKey, NotCreated>,
    ) -> Vec<Effect> {
        let error = match outcome {
            Ok(new) => {
                let Work { plan, .. } = work;
                let tags = plan.final_tags(new.key.id.as_str());
                let (user_name, ask) = (plan.user_name.clone(), Ask::Change(UserChange::Tag(tags)));
                self.state = State::Describing(plan, new);
                return vec![Effect::Send(Request { user_name, ask })];
            }
            Err(NotCreated::Refused(error) | NotCreated::Nothing(error)) => error,
            Err(NotCreated::Lost(id, error)) => {
                work.note(Step::Key, false);
                work.made.lost_key = Some(id);
                error
            }
            Err(NotCreated::Unknown(error)) => {
                work.note(Step::Key, false);
                error
            }
        };
        self.stop(work, Failure::Error(error))
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        // Every branch that does not end the flow sets it again.
        let state = std::mem::replace(&mut self.state, State::Done);
        match (state, event) {
            (State::Filling(_), Event::Submit(plan)) => self.proceed(Work::new(plan)),
            (State::Filling(None), Event::Found(plan)) => {
                let (user, policy) = (Existence::Yes, Existence::Maybe);
                let made = Made { user, policy, ..Made::default() };
                self.enter(State::Filling(Some(Work { made, ..Work::new(plan) })))
            }
            // The name is to be changed.
            (State::Stopped(_, Failure::NameTaken), Event::Continue | Event::Undo) => {
                self.enter(State::Filling(None))
            }
            (State::Filling(Some(work)) | State::Stopped(work, _), Event::Continue) => {
                self.proceed(Work { is_undoing: false, ..work })
            }
            (State::Filling(Some(work)) | State::Stopped(work, _), Event::Undo) => {
                self.proceed(Work { is_undoing: true, ..work })
            }
            (State::Working(work, step), Event::Changed(outcome)) if step.is_change() => {
                self.changed(work, step, outcome)
            }
            (State::Working(work, Step::Look), Event::Looked(outcome)) => {
                self.looked(work, outcome)
            }
            (State::Working(work, Step::ListKeys), Event::Listed(outcome)) => {
                self.listed(work, outcome)
            }
            (State::Working(work, Step::Key), Event::Created(outcome)) => {
                self.created(work, outcome)
            }
            (State::Describing(plan, new), Event::Changed(outcome)) => {
                vec![Effect::HandOver(new, plan, outcome.err())]
            }
            (state @ (State::Filling(_) | State::Stopped(..)), Event::Close) => {
                self.state = state;
                vec![Effect::Close]
            }
            (state, _) => self.enter(state),
        }
    }
}

impl Flow for ToolKey {
    type Event = Event;
    type Effect = Effect;

    fn update(mut self, event: Event) -> (Self, Vec<Effect>) {
        let effects = self.handle(event);
        (self, effects)
    }
}
