//! Events of the window, through **gloo-events**.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use web_sys::Event;

/// Signs of a person at the device.
pub const ACTIVITY: &[&str] = &["pointerdown", "pointermove", "keydown", "wheel"];
/// The page is visible again, or was restored from the back/forward cache.
pub const RETURN: &[&str] = &["visibilitychange", "pageshow", "focus"];
/// What lets the page write to the clipboard for some seconds (HTML, *activation triggering input
/// event*), but for keys: with one of those, something may be pasted.
pub const ACTIVATION: &[&str] = &["pointerdown", "pointerup"];
/// The page is left. The browser may keep it in its back/forward cache.
pub const LEAVING: &[&str] = &["pagehide"];
/// The device has a network again.
pub const ONLINE: &[&str] = &["online"];
/// The page loses the focus, and gets it again.
pub const AWAY_AND_BACK: &[&str] = &["blur", "visibilitychange", "focus"];
/// Something is dragged over the page, out of it again, or dropped on it.
pub const DRAGS: &[&str] = &["dragover", "dragleave", "drop"];
/// Something is pasted, wherever the focus is.
pub const PASTES: &[&str] = &["paste"];
/// A press begins, and ends in a click or in none.
pub const PRESSES: &[&str] = &["pointerdown", "click", "pointercancel", "keydown"];

/// Listeners for several events. Dropped, they are removed.
pub type Listeners = Vec<EventListener>;

/// Calls something at each of the named events of the window.
#[must_use]
pub fn listen(names: &[&'static str], callback: Box<dyn Fn(&Event)>) -> Listeners {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let callback: Rc<dyn Fn(&Event)> = callback.into();
    // Drops and `beforeunload` are about preventing the default.
    let options = EventListenerOptions::enable_prevent_default();
    let add = |name: &&'static str| {
        let callback = Rc::clone(&callback);
        EventListener::new_with_options(&window, *name, options, move |event| callback(event))
    };
    names.iter().map(add).collect()
}

/// The same for as long as the page lives.
pub fn listen_forever(names: &[&'static str], callback: Box<dyn Fn(&Event)>) {
    listen(names, callback).into_iter().for_each(EventListener::forget);
}

/// Has the browser ask before the page is left, as long as the result lives. It asks in its own
/// words, and only a person who has used the page.
#[must_use]
pub fn guard_leaving() -> Listeners {
    let ask = |event: &Event| {
        event.prevent_default();
        // Engines differ in which of the two they follow.
        let _ = Reflect::set(event, &"returnValue".into(), &true.into());
    };
    listen(&["beforeunload"], Box::new(ask))
}
