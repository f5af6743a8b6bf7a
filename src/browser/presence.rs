//! Whether a person is there, and whether the page still is.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

/// Signs of a person, more of them than anyone needs.
pub const SIGNS: &[&str] = &["pointerdown", "pointermove", "keydown", "wheel"];
/// The page is seen again, or was brought back from where its browser had put it.
pub const BACK: &[&str] = &["visibilitychange", "pageshow", "focus"];
/// The page is left. Its browser may keep it as it is, to show it again later.
pub const LEAVING: &[&str] = &["pagehide"];
/// Something else has the keyboard; after that, the page again.
pub const AWAY_AND_BACK: &[&str] = &["blur", "visibilitychange", "focus"];

/// Something is dragged over the page, out of it again, or dropped on it.
pub const DRAGS: &[&str] = &["dragover", "dragleave", "drop"];

/// A press begins, and ends in a click or in none.
pub const PRESSES: &[&str] = &["pointerdown", "click", "pointercancel", "keydown"];

/// An ear for events of the window. Dropped, it hears no more.
pub struct Listening {
    names: &'static [&'static str],
    // Called by the browser as long as it is here.
    heard: Closure<dyn FnMut(Event)>,
}

/// Listens for events.
#[must_use]
pub fn listen(names: &'static [&'static str], heard: Box<dyn FnMut(Event)>) -> Listening {
    let listening = Listening { names, heard: Closure::wrap(heard) };
    if let Some(window) = web_sys::window() {
        for name in names {
            // Refused for no known reason, here and below.
            let heard = listening.heard.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback(name, heard);
        }
    }
    listening
}

/// Has the browser ask before the page is left. It asks in its own words, and only whoever has
/// used the page. As long as it would, it does not put the page away whole.
#[must_use]
pub fn guard() -> Listening {
    let ask = |event: Event| {
        event.prevent_default();
        // Engines differ in which of the two they heed.
        let _ = Reflect::set(&event, &"returnValue".into(), &true.into());
    };
    listen(&["beforeunload"], Box::new(ask))
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            for name in self.names {
                let heard = self.heard.as_ref().unchecked_ref();
                let _ = window.remove_event_listener_with_callback(name, heard);
            }
        }
    }
}
