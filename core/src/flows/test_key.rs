//! `Test key`: whether a new key works yet.
//!
//! AWS makes a new key known to its services within seconds, and has nothing to ask but the services
//! themselves. So the key asks STS who it is, again and again, until three answers in a row say so:
//! one alone may come from a server that knows the key before the others do.
//!
//! ```text
//! Idle ─► Running ─► Works
//!  ▲         │ └───► DoesNotWork, after two minutes
//!  └─────────┘ cancelled
//! ```

use super::Flow;
use crate::Timestamp;
use crate::aws::{CallerIdentity, Error};

/// How many successes in a row are enough.
pub const ENOUGH: usize = 3;

/// When it is given up, in milliseconds.
const LIMIT: i64 = 120_000;

/// When to ask, in milliseconds after the start; later every [`LATER`].
const FIRST: [i64; 6] = [2_000, 3_000, 5_000, 8_000, 13_000, 21_000];

/// The time between later attempts, in milliseconds.
const LATER: i64 = 10_000;

/// The time from a success to the next attempt, in milliseconds.
const AFTER_SUCCESS: i64 = 1_000;

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun, or cancelled.
    Idle,
    /// Asking, or waiting to ask.
    Running(Running),
    /// The key works, as this identity.
    Works(CallerIdentity),
    /// The last answer after two minutes.
    DoesNotWork(Error),
}

/// A test that is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// When it began.
    pub started: Timestamp,
    /// How many requests were answered.
    pub answers: usize,
    /// How many successes there were since the last failure.
    pub in_a_row: usize,
}

/// The test of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestKey {
    /// Tells the answers of a cancelled test from those of the next.
    run: u32,
    state: State,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Event {
    /// `Test key`.
    Start {
        /// The time.
        now: Timestamp,
    },
    /// `Cancel`.
    Cancel,
    /// What came of [`Effect::Ask`].
    Answered {
        /// The run of the effect.
        run: u32,
        /// Who the key is.
        outcome: Result<CallerIdentity, Error>,
        /// The time.
        now: Timestamp,
    },
}

/// What the page is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Wait, then ask who is calling, with the new key. Answered by [`Event::Answered`].
    Ask {
        /// To be sent back.
        run: u32,
        /// How long to wait, in milliseconds.
        after: u32,
    },
}

impl TestKey {
    /// A test that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { run: 0, state: State::Idle }
    }

    /// How far it has come.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Whether it is going on.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self.state, State::Running(_))
    }

    /// Whether a request of a run is still wanted.
    #[must_use]
    pub fn wants(&self, run: u32) -> bool {
        self.run == run && self.is_running()
    }

    fn ask(run: u32, after: i64) -> Vec<Effect> {
        // At most two minutes.
        vec![Effect::Ask { run, after: u32::try_from(after).unwrap_or_default() }]
    }

    fn start(self, now: Timestamp) -> (Self, Vec<Effect>) {
        if let State::Running(_) = self.state {
            return (self, vec![]);
        }
        let run = self.run.wrapping_add(1);
        let running = Running { started: now, answers: 0, in_a_row: 0 };
        (Self { run, state: State::Running(running) }, Self::ask(run, FIRST[0]))
    }

    fn answered(
        self,
        outcome: Result<CallerIdentity, Error>,
        now: Timestamp,
    ) -> (Self, Vec<Effect>) {
        let run = self.run;
        let State::Running(Running { started, answers, in_a_row }) = self.state else {
            return (self, vec![]);
        };
        let enter = |state| Self { run, state };
        let passed = now.millis().saturating_sub(started.millis());
        let answers = answers + 1;
        let (in_a_row, next) = match &outcome {
            Ok(_) => (in_a_row + 1, passed + AFTER_SUCCESS),
            Err(_) => (0, next_attempt(passed)),
        };
        match outcome {
            Ok(identity) if in_a_row >= ENOUGH => (enter(State::Works(identity)), vec![]),
            Err(error) if next > LIMIT => (enter(State::DoesNotWork(error)), vec![]),
            _ => {
                let running = Running { started, answers, in_a_row };
                (enter(State::Running(running)), Self::ask(run, next - passed))
            }
        }
    }
}

/// The first time of the schedule that is still to come.
fn next_attempt(passed: i64) -> i64 {
    let [.., last] = FIRST;
    let first = FIRST.into_iter().find(|at| *at > passed);
    first.unwrap_or_else(|| last + ((passed - last) / LATER + 1) * LATER)
}

impl Default for TestKey {
    fn default() -> Self {
        Self::new()
    }
}

impl Flow for TestKey {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        match event {
            Event::Start { now } => self.start(now),
            Event::Cancel => match self.state {
                State::Running(_) => (Self { state: State::Idle, ..self }, vec![]),
                _ => (self, vec![]),
            },
            Event::Answered { run, outcome, now } if run == self.run => self.answered(outcome, now),
            Event::Answered { .. } => (self, vec![]),
        }
    }
}
