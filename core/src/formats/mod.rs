//! Text in and text out: what people paste, and the files they take home: the console's own
//! ([`key_file`]) and those of other tools ([`key_files`]).

pub mod key_file;
pub mod key_files;
pub mod paste;
