//! What an access key is and may become.
//!
//! An [`AccessKey`] is what AWS tells about a key, a [`NewAccessKey`] is that plus its secret,
//! once, and a [`KeyRing`] is all the keys of one identity with what may be done to each.

mod access_key;
pub mod key_glyph;
mod key_ring;
mod life;
pub mod shape;

pub use access_key::{AccessKey, AccessKeyId, InvalidAccessKeyId, LastUsed, NewAccessKey, Status};
pub use key_ring::{KeyRing, LastUse, Row, RowActions};
pub use life::{Life, OLD_AFTER_DAYS};
