//! A tab that nobody uses warns, then locks.
//!
//! ```text
//! Active ─► Warning ─► Expired: the tab locks
//!   ▲          │
//!   └──────────┘ only where the person says so
//! ```
//!
//! [`Idle`] measures the time; this is what a screen makes of it. A screen with nothing to forget is
//! never idle.

use super::Flow;
use crate::Timestamp;
use crate::idle::{Idle, IdleState};

/// The lock of one screen.
#[derive(Clone, Copy, Debug)]
pub struct IdleLock {
    idle: Idle,
    state: IdleState,
}

/// When an event happens, and what matters for it then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time now.
    pub now: Timestamp,
    /// How long the tab may be idle, in minutes.
    pub minutes: i64,
    /// Whether there is something to forget.
    pub holds_something: bool,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Time has passed, or the page is seen again.
    Tick(Moment),
    /// Somebody moved the pointer or pressed a key.
    Activity(Moment),
    /// `Stay signed in`, or `Keep it`.
    Stay(Moment),
}

/// What the page is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Lock the tab.
    Lock,
}

impl IdleLock {
    /// Somebody is using the screen now.
    #[must_use]
    pub const fn new(now: Timestamp) -> Self {
        Self { idle: Idle::new(now), state: IdleState::Active }
    }

    /// How many seconds are left, once the person is warned.
    #[must_use]
    pub const fn seconds_left(&self) -> Option<i64> {
        match self.state {
            IdleState::Warning(seconds) => Some(seconds),
            IdleState::Active | IdleState::Expired => None,
        }
    }
}

impl Flow for IdleLock {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        let (Event::Tick(moment) | Event::Activity(moment) | Event::Stay(moment)) = event;
        let Moment { now, minutes, holds_something } = moment;
        let mut idle = if holds_something { self.idle } else { Idle::new(now) };
        let state = match event {
            Event::Tick(_) => idle.tick(now, minutes),
            Event::Activity(_) => idle.activity(now, minutes),
            // Too late is too late, here as well.
            Event::Stay(_) if idle.tick(now, minutes) == IdleState::Expired => IdleState::Expired,
            Event::Stay(_) => return (Self::new(now), vec![]),
        };
        let lock = (state == IdleState::Expired).then_some(Effect::Lock);
        (Self { idle, state }, lock.into_iter().collect())
    }
}
