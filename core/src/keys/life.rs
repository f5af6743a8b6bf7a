//! A key's age as a line: creation, last use, today, and a mark at 90 days.
//!
//! Ninety days is the limit of AWS Config's rule `access-keys-rotated` and of the CIS benchmark; IAM
//! recommends replacing a key when there is a reason.

use crate::Timestamp;

/// The age at which a key counts as old, in days.
pub const OLD_AFTER_DAYS: i64 = 90;

/// Positions on the line, in thousandths from 0 (creation) to 1000 (the line's end).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// The key's age in whole days.
    pub age_days: i64,
    /// Last use, if there was one.
    pub used: Option<i64>,
    /// Today.
    pub today: i64,
    /// The 90-day mark.
    pub mark: i64,
}

impl Life {
    /// The line of a key created at `created`, at the time `now`. It is 120 days long, or as long as
    /// the key is old, so that the mark is always on it. Times that are out of order, since clocks
    /// differ, count as equal.
    #[must_use]
    pub fn new(created: Timestamp, last_used: Option<Timestamp>, now: Timestamp) -> Self {
        const DAY: i64 = 86_400_000;
        let since = |at: Timestamp| at.millis().saturating_sub(created.millis()).max(0);
        let age = since(now);
        let span = age.max(120 * DAY);
        // In seconds, so that the product does not overflow.
        let on_line = |millis: i64| millis / 1000 * 1000 / (span / 1000);
        Self {
            age_days: age / DAY,
            used: last_used.map(|at| on_line(since(at).min(age))),
            today: on_line(age),
            mark: on_line(OLD_AFTER_DAYS * DAY),
        }
    }

    /// Whether the key is past the mark.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.age_days >= OLD_AFTER_DAYS
    }
}
