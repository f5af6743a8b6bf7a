//! What a person sees and does, by role and accessible name.
//!
//! [`dom.js`](dom.js) finds elements by the page's accessibility semantics and changes nothing.
//! Clicks and keys are the driver's own, so their events are trusted. Every step waits until a user
//! would see what it needs, and fails with an outline of what the page shows instead.

mod control;
mod document;
mod keyboard;
mod locator;
mod see;
mod table;

pub use control::{Control, HeldButton};
pub use document::Page;
pub use keyboard::Key;
pub use table::{Row, Table};
