//! The list of access keys.

use super::duration;
use crate::keys::{KeyRing, ROTATE_AFTER_DAYS, Row};

/// The status of a key.
#[must_use]
pub fn status(row: &Row) -> &str {
    if row.is_live() { row.key.status.as_str() } else { "Deleted" }
}

/// How old a key is, in days: `today`, `12 days old`, `13 months old, rotate`. Clocks differ: a key
/// that was created later than today is of today.
#[must_use]
pub fn age(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1..ROTATE_AFTER_DAYS => format!("{} old", duration::days(days)),
        _ => format!("{} old, rotate", duration::days(days)),
    }
}

/// What it takes to see when a key was last used.
pub const LAST_USE_DENIED: &str = "Needs iam:GetAccessKeyLastUsed";

/// How many keys there are, of how many; nothing for none.
#[must_use]
pub fn count(ring: &KeyRing) -> Option<String> {
    match (ring.live(), ring.quota()) {
        (0, _) => None,
        (count, Some(quota)) => Some(format!("{count} of {quota}")),
        (count, None) => Some(count.to_string()),
    }
}

/// Why no key can be created at AWS.
pub const QUOTA_REACHED: &str =
    "Two keys is the limit, and inactive ones count. Delete one to make room.";
