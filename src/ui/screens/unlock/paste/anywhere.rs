//! Text that is pasted outside of the box.

use web_sys::Event;

use super::{BOX, Pasting};
use crate::browser::{clipboard, document, focus};
use keycutter_core::Secret;
use keycutter_core::formats::paste;

impl Pasting {
    /// Reads what is pasted while no field has the focus, and what is pasted into a field and is
    /// more than its one word. A field gets what the reader does not understand, and so does the
    /// box.
    pub(super) fn catch(self, event: &Event) {
        let field = document::target_field(event);
        if field.as_deref() == Some(BOX) || !document::is_reachable(BOX) {
            return;
        }
        let Some(text) = clipboard::pasted(event).map(Secret::from) else { return };
        let text = text.expose();
        let is_word = text.split_whitespace().nth(1).is_none();
        if field.is_some() && (is_word || paste::read(text).is_err()) {
            return;
        }
        event.prevent_default();
        if !self.take_in(text) {
            document::set_text(BOX, text);
            focus::focus_first("#paste");
        }
    }
}
