//! Text that is pasted, whether into the box or outside of it.

use web_sys::Event;

use super::{BOX, Pasting, READER, Read};
use crate::browser::{clipboard, document, focus};
use keycutter_core::Secret;

impl Pasting {
    /// Reads what is pasted while no field has the focus, and what is pasted into a field and is
    /// more than its one word. A field gets what the reader does not understand, and so does the
    /// box.
    ///
    /// What is understood never gets into the box: there, the browser would scroll back to it after
    /// the focus has moved to `Continue`.
    pub(super) fn catch(self, event: &Event) {
        if !document::is_reachable(BOX) {
            return;
        }
        let Some(text) = clipboard::pasted(event).map(Secret::from) else { return };
        let field = document::target_field(event);
        let is_for_reader = match field.as_deref() {
            None => true,
            Some(BOX) => document::text(BOX).is_empty(),
            Some(_) => text.expose().split_whitespace().nth(1).is_some(),
        };
        if !is_for_reader {
            return;
        }
        match (READER.get().map(|reader| (reader.read)(text.expose())), field) {
            (Some(read @ Ok(_)), _) | (Some(read), None) => {
                event.prevent_default();
                self.take_in_or_show(text.expose(), read);
            }
            (None, None) => {
                event.prevent_default();
                self.with_reader(move |reader| {
                    let text = text.expose();
                    self.take_in_or_show(text, (reader.read)(text));
                });
            }
            (_, Some(_)) => {}
        }
    }

    /// A text that is not understood, or not all of it, is for the person to see.
    fn take_in_or_show(self, text: &str, read: Read) {
        if !self.take_in(text, read) {
            document::set_text(BOX, text);
            focus::focus_first("#paste");
        }
    }
}
