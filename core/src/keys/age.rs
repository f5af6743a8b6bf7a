//! How old a key is.

use crate::Timestamp;

/// The age at which a key is to be rotated, in days: the limit of AWS Config's rule
/// `access-keys-rotated` and of the CIS benchmark. IAM itself recommends replacing a key when there
/// is a reason.
pub const ROTATE_AFTER_DAYS: i64 = 90;

/// The age of a key in whole days. Clocks differ: a key that was created after `now` is of today.
#[must_use]
pub fn age_in_days(created: Timestamp, now: Timestamp) -> i64 {
    created.days_until(now).max(0)
}
