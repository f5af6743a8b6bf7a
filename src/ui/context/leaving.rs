//! The browser's question before the page is left.

use leptos::prelude::*;

use crate::browser::events;
use crate::ui::reactive::handle_slot::HandleSlot;

/// Lets the browser ask before the page is left while something would be lost, as long as the part of
/// the page that asks for it is there.
pub fn ask_before_leaving(is_needed: impl Fn() -> bool + Send + Sync + 'static) {
    let is_needed = Memo::new(move |_| is_needed());
    let guard = HandleSlot::empty();
    Effect::new(move || {
        guard.set(is_needed.get().then(|| Box::new(events::guard_leaving()) as _));
    });
}
