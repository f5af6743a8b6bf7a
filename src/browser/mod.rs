//! What only a browser can do: fetch, the clock, files, the clipboard, preferences, and to notice
//! who is there. Thin effects that take no decisions.

pub mod clipboard;
pub mod clock;
pub mod fetch;
pub mod file;
pub mod page;
pub mod preferences;
pub mod presence;
