//! The description of a key, which is edited in place.
//!
//! ```text
//! Editing ─► Saving ─► Saved
//!    ▲          │
//!    └─ failed ─┘
//! ```

use super::Flow;
use crate::aws::Error;
use crate::keys::{AccessKeyId, Unfit, check_description};

/// The description of one key.
#[derive(Debug)]
pub struct Describe {
    id: AccessKeyId,
    state: State,
}

/// How far it has come.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// It is being edited; what was wrong with the last try.
    Editing(Option<Problem>),
    /// The server is being asked to keep this text.
    Saving(String),
    /// The server has it.
    Saved,
}

/// What was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text cannot be a description.
    Unfit(Unfit),
    /// The server did not keep it.
    Error(Error),
}

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// `Save`, with the text as it was typed.
    Submit(String),
    /// `Cancel`, or Escape.
    Cancel,
    /// What came of [`Effect::Save`].
    Saved(Result<(), Error>),
}

/// What the page is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the server to keep a description; an empty one is removed. Answered by [`Event::Saved`].
    Save(AccessKeyId, String),
    /// Show this description.
    Note(AccessKeyId, String),
    /// Close the field, where it was opened.
    Close,
}

impl Describe {
    /// A description that is to be typed.
    #[must_use]
    pub const fn new(id: AccessKeyId) -> Self {
        Self { id, state: State::Editing(None) }
    }

    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What was wrong with the last try.
    #[must_use]
    pub const fn problem(&self) -> Option<&Problem> {
        match &self.state {
            State::Editing(problem) => problem.as_ref(),
            _ => None,
        }
    }

    fn submit(&mut self, text: &str) -> Vec<Effect> {
        match check_description(text) {
            Ok(text) => {
                self.state = State::Saving(text.to_owned());
                vec![Effect::Save(self.id.clone(), text.to_owned())]
            }
            Err(unfit) => {
                self.state = State::Editing(Some(Problem::Unfit(unfit)));
                vec![]
            }
        }
    }
}

impl Flow for Describe {
    type Event = Event;
    type Effect = Effect;

    fn update(mut self, event: Event) -> (Self, Vec<Effect>) {
        let effects = match (&mut self.state, event) {
            (State::Editing(_) | State::Saved, Event::Submit(text)) => self.submit(&text),
            (State::Editing(_), Event::Cancel) => vec![Effect::Close],
            (State::Saving(text), Event::Saved(Ok(()))) => {
                let note = Effect::Note(self.id.clone(), std::mem::take(text));
                self.state = State::Saved;
                vec![note, Effect::Close]
            }
            (State::Saving(_), Event::Saved(Err(error))) => {
                self.state = State::Editing(Some(Problem::Error(error)));
                vec![]
            }
            _ => vec![],
        };
        (self, effects)
    }
}
