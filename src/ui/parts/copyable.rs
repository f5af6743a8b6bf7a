//! Text that is wanted elsewhere, in an editor or a terminal.

use leptos::prelude::*;

use super::el::button;
use super::state::State;
use super::task::Task;
use crate::browser::clipboard;
use crate::ui::session::Lock;

/// A button that copies a text that stands beside it. What came of it is told in its own place.
pub fn copy_button(
    // What it says before it is pressed.
    label: &'static str,
    // The text.
    text: String,
) -> AnyView {
    let told = State::new(label);
    let copy = Task::new();
    let clip = Lock::expect().clip();
    let on_copy = move || {
        let writing = clipboard::write(&text);
        copy.start(async move {
            if writing.await.is_ok() {
                clip.holds_other();
                told.set("Copied");
            } else {
                told.set("Select and copy it yourself");
            }
        });
    };
    button("button").attr("aria-live", "polite").press(on_copy).text_by(move || told.get()).view()
}
