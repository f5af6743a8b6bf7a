//! How old a key may become.

/// The age at which a key is to be rotated, in days: the limit of AWS Config's rule
/// `access-keys-rotated` and of the CIS benchmark. IAM itself recommends replacing a key when there
/// is a reason.
pub const ROTATE_AFTER_DAYS: i64 = 90;
