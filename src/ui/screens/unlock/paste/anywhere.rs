//! Text that is pasted outside of the box.

use web_sys::Event;

use super::{BOX, Pasting, READER, Reader};
use crate::browser::{clipboard, document, focus};
use keycutter_core::Secret;

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
        let is_word = text.expose().split_whitespace().nth(1).is_none();
        let can_read = |reader: Reader| (reader.read)(text.expose()).is_ok();
        if field.is_some() && (is_word || !READER.get().is_some_and(can_read)) {
            return;
        }
        event.prevent_default();
        self.with_reader(move |reader| {
            if !self.take_in(reader, text.expose()) {
                document::set_text(BOX, text.expose());
                focus::focus_first("#paste");
            }
        });
    }
}
