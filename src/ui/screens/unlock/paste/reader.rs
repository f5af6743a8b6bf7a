//! The reader of pasted text: most of what the first screen knows, and of use only once there is a
//! text. So its code is a part of its own.

use zeroize::Zeroizing;

use crate::browser::part::part;
use keycutter_core::formats::paste::{self, Found, NotUnderstood, Unreadable};

/// What was read in a text.
pub type Read = Result<Vec<Found>, NotUnderstood>;

/// What the page calls in it.
#[derive(Clone, Copy)]
pub struct Reader {
    /// [`paste::read`].
    pub read: fn(&str) -> Read,
    /// [`paste::decode`].
    pub decode: fn(&[u8]) -> Result<Zeroizing<String>, Unreadable>,
}

part! {
    /// The reader.
    pub static READER: Part<Reader> = paste(Reader { read: paste::read, decode: paste::decode });
}
