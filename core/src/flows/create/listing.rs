//! What is known from listing the keys.

use crate::keys::AccessKeyId;

/// The listing of the keys after the last outcome.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// See [`Create::unaccounted`](super::Create::unaccounted).
    pub(super) unaccounted: Vec<AccessKeyId>,
    /// Whether it failed.
    pub(super) is_failed: bool,
    /// Whether it is the second one, since the first lagged behind.
    pub(super) is_second: bool,
}
