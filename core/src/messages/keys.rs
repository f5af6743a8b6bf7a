//! The list of access keys.

use crate::keys::{KeyRing, Row};

/// The status of a key.
#[must_use]
pub fn status(row: &Row) -> &str {
    if row.is_live() { row.key.status.as_str() } else { "Deleted" }
}

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
