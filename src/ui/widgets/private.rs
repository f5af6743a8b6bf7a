//! Fields whose text nothing but this page may read.

use std::cell::Cell;

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{environment, events};
use crate::ui::context::announcer::Announcer;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::widgets::element::{EmptyElement, el};

/// What turns off the browser's memory, correction and prediction, which may ask a server, and
/// password managers, each by its own name.
const PRIVATE: [(&str, &str); 11] = [
    ("autocomplete", "off"),
    ("autocapitalize", "off"),
    ("autocorrect", "off"),
    ("spellcheck", "false"),
    ("writingsuggestions", "false"),
    ("translate", "no"),
    ("data-1p-ignore", "true"),
    ("data-lpignore", "true"),
    ("data-bwignore", "true"),
    ("data-form-type", "other"),
    ("data-protonpass-ignore", "true"),
];

/// A form control of a tag that the browser and password managers leave alone.
pub fn private(tag: &'static str) -> EmptyElement {
    let [(name, value), more @ ..] = PRIVATE;
    more.into_iter()
        .fold(el(tag).attr(name, value), |element, (name, value)| element.attr(name, value))
}

/// Hides a shown secret as soon as the page loses the focus, and announces it on return: a screen
/// reader ignores what a window in the background says.
pub fn hide_when_away(is_shown: impl Fn() -> bool + 'static, hide: impl Fn() + 'static) {
    let announcer = Announcer::expect();
    let was_shown = Cell::new(false);
    let on_change = move |_: &Event| {
        if is_shown() {
            hide();
            was_shown.set(true);
            // So that the same words are announced again.
            announcer.say("");
        } else if was_shown.get() && environment::is_visible() {
            was_shown.set(false);
            announcer.say("The secret was hidden while you were away.");
        }
    };
    HandleSlot::new(events::listen(events::AWAY_AND_BACK, Box::new(on_change)));
}
