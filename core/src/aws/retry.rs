//! When a request is made again, and how long to wait first.
//!
//! Full jitter, after [Exponential backoff and jitter](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/):
//! each wait is drawn from zero to a bound that doubles. The draw and the time are arguments.

use crate::Timestamp;

/// Why a request is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryReason {
    /// The server asked for fewer requests.
    Throttled,
    /// The server failed, or nothing came back.
    ServerError,
    /// The device is offline: the wait ends when it is not.
    Offline,
    /// Nothing is wrong: what was just done may take a moment to show.
    Propagation,
}

/// A wait before the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// What it is for.
    pub reason: RetryReason,
    /// How long, in milliseconds. For [`RetryReason::Offline`] it is only the most there is: whatever the
    /// time, that wait ends with its reason.
    pub millis: u32,
}

/// How patient to be with one reason. Times are in milliseconds.
struct Patience {
    /// Tries in all, the first included.
    tries: u32,
    /// The bound of the first wait, which doubles from there.
    base: u32,
    /// The bound of any wait.
    longest: u32,
    /// The bound of everything since the first try.
    total: i64,
}

const THROTTLING: Patience = Patience { tries: 6, base: 1_000, longest: 10_000, total: 60_000 };
const SERVER_ERROR: Patience = Patience { tries: 4, base: 400, longest: 4_000, total: 15_000 };

/// One request's tries.
#[derive(Debug)]
pub struct Retry {
    began: Timestamp,
    tries: u32,
}

impl Retry {
    /// The first try begins.
    #[must_use]
    pub const fn new(began: Timestamp) -> Self {
        Self { began, tries: 1 }
    }

    /// The wait before the next try; `None` when it is time to give up. `draw` is any random
    /// number, and `after` what the server's `Retry-After` asks for, in milliseconds.
    #[must_use]
    pub fn next(
        &mut self,
        reason: RetryReason,
        after: Option<u32>,
        now: Timestamp,
        draw: u32,
    ) -> Option<Pause> {
        let patience = match reason {
            RetryReason::Throttled => THROTTLING,
            RetryReason::ServerError => SERVER_ERROR,
            RetryReason::Offline => {
                // The time offline is not the server's fault.
                *self = Self::new(now);
                return Some(Pause { reason, millis: u32::MAX });
            }
            // Nothing is wrong, so there is nothing to try again.
            RetryReason::Propagation => return None,
        };
        if self.tries >= patience.tries {
            return None;
        }
        let doubled = patience.base.saturating_mul(1 << (self.tries - 1).min(16));
        let bound = u64::from(doubled.min(patience.longest));
        // The draw's share of the bound: below it, so it fits.
        let drawn = u32::try_from((bound * u64::from(draw)) >> 32).unwrap_or(0);
        let millis = drawn.max(after.unwrap_or(0));
        let spent = now.millis().saturating_sub(self.began.millis());
        if spent.saturating_add(i64::from(millis)) > patience.total {
            return None;
        }
        self.tries += 1;
        Some(Pause { reason, millis })
    }
}
