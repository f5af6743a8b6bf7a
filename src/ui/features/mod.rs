//! What stands on several screens.

pub mod banner;
pub mod clipboard_guard;
pub mod demo_bar;
pub mod failure;
pub mod idle_lock;
pub mod key_glyph;
pub mod theme;
pub mod waiting;
