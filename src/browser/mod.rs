//! What only a browser can do: requests, the clock, files, the clipboard, preferences, the focus,
//! and events of the window. Thin effects without decisions.

pub mod clipboard;
pub mod clock;
pub mod document;
pub mod environment;
pub mod events;
pub mod fetch;
pub mod file;
pub mod focus;
pub mod part;
pub mod preferences;
pub mod print;
