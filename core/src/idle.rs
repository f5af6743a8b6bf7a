//! When a tab that nobody uses locks itself.
//!
//! By the clock on the wall, not by counted ticks: a tab that slept, or that its browser put away
//! and brought back, has been idle all the while.

use crate::Timestamp;

/// How long before its end a wait is warned of, in milliseconds.
const LAST_MINUTE: i64 = 60_000;

/// Since when nobody has used the tab.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    since: Timestamp,
    seen: Timestamp,
}

/// What an idle tab does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleState {
    /// Nothing.
    Active,
    /// It warns: so many seconds are left.
    Warning(i64),
    /// It locks.
    Expired,
}

impl Idle {
    /// Somebody is using the tab now.
    #[must_use]
    pub const fn new(now: Timestamp) -> Self {
        Self { since: now, seen: now }
    }

    /// Looks at the clock, for a tab that locks after so many minutes.
    ///
    /// A clock that was set back does not undo the time that has passed.
    pub fn tick(&mut self, now: Timestamp, minutes: i64) -> IdleState {
        let back = self.seen.millis().saturating_sub(now.millis()).max(0);
        self.since = self.since.plus(-back);
        self.seen = now;
        let idle = now.millis().saturating_sub(self.since.millis());
        let left = minutes.saturating_mul(60_000).saturating_sub(idle);
        match left {
            ..=0 => IdleState::Expired,
            1..=LAST_MINUTE => IdleState::Warning((left + 999) / 1000),
            _ => IdleState::Active,
        }
    }

    /// Somebody moved, which ends a short rest and no other: whoever was warned says so, and whoever
    /// comes back too late finds the tab locked.
    pub fn activity(&mut self, now: Timestamp, minutes: i64) -> IdleState {
        let state = self.tick(now, minutes);
        if state == IdleState::Active {
            *self = Self::new(now);
        }
        state
    }
}
