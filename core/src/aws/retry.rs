//! Whether a request is sent again, and after how long.
//!
//! Full jitter, after [Exponential backoff and jitter](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/):
//! each wait is a random part of a bound that doubles. The random number and the time are arguments.

use crate::Timestamp;

/// Why a request waits or is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryReason {
    /// The server throttles.
    Throttled,
    /// The server failed, or there was no response.
    ServerError,
    /// The device is offline; the wait ends when the network is back.
    Offline,
    /// No error: a change takes a moment to become visible.
    Propagation,
}

/// A wait before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub reason: RetryReason,
    /// How long, in milliseconds. For [`RetryReason::Offline`] it is `u32::MAX`, since that wait ends
    /// when the network is back.
    pub millis: u32,
}

/// The limits for one reason. Times are in milliseconds.
struct Limits {
    /// The number of attempts, the first included.
    attempts: u32,
    /// The bound of the first wait, which doubles from there.
    base: u32,
    /// The largest bound of a wait.
    longest: u32,
    /// The time since the first attempt after which there is no other.
    total: i64,
}

const THROTTLING: Limits = Limits { attempts: 6, base: 1_000, longest: 10_000, total: 60_000 };
const SERVER_ERROR: Limits = Limits { attempts: 4, base: 400, longest: 4_000, total: 15_000 };

/// The attempts of one request.
#[derive(Debug)]
pub struct Retry {
    began: Timestamp,
    attempts: u32,
}

impl Retry {
    /// The first attempt begins.
    #[must_use]
    pub const fn new(began: Timestamp) -> Self {
        Self { began, attempts: 1 }
    }

    /// The wait before the next attempt; `None` when there is to be none. `random` is any random
    /// number, and `after` the server's `Retry-After` in milliseconds.
    #[must_use]
    pub fn next(
        &mut self,
        reason: RetryReason,
        after: Option<u32>,
        now: Timestamp,
        random: u32,
    ) -> Option<Pause> {
        let limits = match reason {
            RetryReason::Throttled => THROTTLING,
            RetryReason::ServerError => SERVER_ERROR,
            RetryReason::Offline => {
                // Time spent offline does not count.
                *self = Self::new(now);
                return Some(Pause { reason, millis: u32::MAX });
            }
            // There was no error, so there is nothing to retry.
            RetryReason::Propagation => return None,
        };
        if self.attempts >= limits.attempts {
            return None;
        }
        let doubled = limits.base.saturating_mul(1 << (self.attempts - 1).min(16));
        let bound = u64::from(doubled.min(limits.longest));
        // A random part of the bound, which is less than it and so fits.
        let jittered = u32::try_from((bound * u64::from(random)) >> 32).unwrap_or(0);
        let millis = jittered.max(after.unwrap_or(0));
        let spent = now.millis().saturating_sub(self.began.millis());
        if spent.saturating_add(i64::from(millis)) > limits.total {
            return None;
        }
        self.attempts += 1;
        Some(Pause { reason, millis })
    }
}
