//! The browser's question before the page is left.

use crate::browser::events;
use crate::ui::reactive::handle_slot::HandleSlot;

/// Lets the browser ask before the page is left while something would be lost, as long as the part of
/// the page that asks for it is there.
pub fn ask_before_leaving(is_needed: impl Fn() -> bool + Send + Sync + 'static) {
    HandleSlot::while_true(is_needed, || Box::new(events::guard_leaving()));
}
