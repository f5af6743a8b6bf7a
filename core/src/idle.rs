//! When an unused tab locks itself.
//!
//! Idle time is measured by the clock, not by timers: a tab that was suspended has been idle for as
//! long.

use crate::Timestamp;

/// How long before the tab locks it warns, in milliseconds.
const WARNING: i64 = 60_000;

/// How long the tab has not been used.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    since: Timestamp,
    seen: Timestamp,
}

/// What the tab does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleState {
    /// It stays as it is.
    Active,
    /// It warns that it locks in so many seconds.
    Warning(i64),
    /// It locks.
    Expired,
}

impl Idle {
    /// The tab is used now.
    #[must_use]
    pub const fn new(now: Timestamp) -> Self {
        Self { since: now, seen: now }
    }

    /// The state at this time, for a tab that locks after so many minutes.
    ///
    /// Setting the clock back does not shorten the idle time.
    pub fn tick(&mut self, now: Timestamp, minutes: i64) -> IdleState {
        let back = self.seen.millis().saturating_sub(now.millis()).max(0);
        self.since = self.since.plus(-back);
        self.seen = now;
        let idle = now.millis().saturating_sub(self.since.millis());
        let left = minutes.saturating_mul(60_000).saturating_sub(idle);
        match left {
            ..=0 => IdleState::Expired,
            1..=WARNING => IdleState::Warning((left + 999) / 1000),
            _ => IdleState::Active,
        }
    }

    /// The state after activity, which restarts the idle time only while the tab is active: a warning
    /// has to be answered, and an expired tab stays expired.
    pub fn activity(&mut self, now: Timestamp, minutes: i64) -> IdleState {
        let state = self.tick(now, minutes);
        if state == IdleState::Active {
            *self = Self::new(now);
        }
        state
    }
}
