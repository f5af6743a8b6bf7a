//! What this tab put on the clipboard, and clearing it of a secret.

use leptos::task::spawn_local;

use super::announcer::Announcer;
use super::leaving::ask_before_leaving;
use crate::browser::{clipboard, clock, events};
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::handle_slot::HandleSlot;
use keycutter_core::flows::clipboard::{self as flow, Clipboard, Event};

/// Clears the clipboard of a copied secret: after a minute, and when the tab locks.
#[derive(Clone, Copy)]
pub struct ClipboardGuard(FlowHandle<Clipboard>);

impl ClipboardGuard {
    /// Nothing was copied yet.
    pub fn new(announcer: Announcer) -> Self {
        let flow = FlowHandle::start((Clipboard::Empty, Vec::new()), move |flow, effect| {
            perform(announcer, flow, effect);
        });
        let is_ticking = move || flow.with(|clipboard| clipboard.is_ticking());
        HandleSlot::while_true(is_ticking, move || {
            let tick = move || flow.dispatch(Event::Tick { now: clock::now() });
            Box::new(clock::every_second(tick))
        });
        // Without the page the secret stays, so the browser asks before the page is left.
        ask_before_leaving(move || flow.with(|clipboard| clipboard.holds_secret()));
        let may_clear = [events::RETURN, events::ACTIVATION].concat();
        HandleSlot::new(events::listen(&may_clear, Box::new(move |_| flow.dispatch(Event::Retry))));
        Self(flow)
    }

    /// A secret was copied: it is cleared in a while.
    pub fn note_secret(self) {
        self.0.dispatch(Event::CopiedSecret { now: clock::now() });
    }

    /// Something else was copied, in place of a secret.
    pub fn note_other(self) {
        self.0.dispatch(Event::CopiedOther);
    }

    /// Another new key is on screen.
    pub fn note_new_key(self) {
        self.0.dispatch(Event::NewKey);
    }

    /// Clears the clipboard of a secret, if there is one.
    pub fn clear(self) {
        self.0.dispatch(Event::Clear);
    }

    /// What is known of the clipboard.
    pub fn state(self) -> Clipboard {
        self.0.with(|clipboard| *clipboard)
    }
}

fn perform(announcer: Announcer, flow: FlowHandle<Clipboard>, effect: flow::Effect) {
    match effect {
        flow::Effect::Clear => {
            // Begun at once: some engines allow it only while a button is being pressed.
            let writing = clipboard::write("");
            spawn_local(async move {
                flow.dispatch(Event::ClearAnswered(writing.await.is_ok()));
            });
        }
        flow::Effect::Announce => announcer.say("The clipboard has been cleared."),
    }
}
