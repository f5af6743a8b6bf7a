//! Text that is wanted elsewhere, in an editor or a terminal.

use leptos::prelude::*;

use crate::browser::clipboard;
use crate::ui::context::lock::Lock;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::el::button;

/// A button that copies a text that stands beside it. What came of it is told in its own place.
pub fn copy_button(
    // What it says before it is pressed.
    label: &'static str,
    // The text.
    text: String,
) -> AnyView {
    let told = LocalSignal::new(label);
    let copy = SingleFlight::new();
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
    button("button")
        .attr("aria-live", "polite")
        .on_click(on_copy)
        .dynamic_text(move || told.get())
        .view()
}
