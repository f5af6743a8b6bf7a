//! Names of S3 buckets.

use std::net::Ipv4Addr;

use crate::keys::shape;

/// What is wrong with the name of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BucketProblem {
    /// It looks like a secret access key.
    LooksLikeSecret,
    /// It breaks S3's rules for names.
    WrongShape,
}

/// Checks the name of a general purpose bucket: 3 to 63 lower-case letters, digits, periods and
/// hyphens, with a letter or digit at both ends of each part, and no IP address.
///
/// # Errors
///
/// [`BucketProblem`].
///
/// See [bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
pub fn check_bucket(name: &str) -> Result<(), BucketProblem> {
    if shape::is_surely_secret(name) {
        return Err(BucketProblem::LooksLikeSecret);
    }
    let is_edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_well_formed = (3..=63).contains(&name.len())
        && name.split('.').all(|part| part.starts_with(is_edge) && part.ends_with(is_edge))
        && name.chars().all(|c| is_edge(c) || c == '.' || c == '-')
        && name.parse::<Ipv4Addr>().is_err();
    if is_well_formed { Ok(()) } else { Err(BucketProblem::WrongShape) }
}
