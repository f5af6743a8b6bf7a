//! Text in and text out: what people paste, and the files they take home.

pub mod key_file;
pub mod paste;
