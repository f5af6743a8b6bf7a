//! Access keys.
//!
//! An [`AccessKey`] is what a server lists about a key, a [`NewAccessKey`] is that and its secret, and
//! a [`KeyRing`] is all the keys of one identity with what can be done to each.

mod access_key;
mod age;
mod descriptions;
pub mod key_glyph;
mod key_ring;
pub mod shape;

pub use access_key::{AccessKey, AccessKeyId, InvalidAccessKeyId, LastUsed, NewAccessKey, Status};
pub use age::ROTATE_AFTER_DAYS;
pub use descriptions::{Descriptions, Unfit, check_description};
pub use key_ring::{KeyRing, LastUse, Row, RowActions};
