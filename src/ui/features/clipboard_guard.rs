//! A secret on the clipboard, and how it comes off again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, clock, events};
use crate::ui::context::announcer::Announcer;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;

/// How long a secret stays on the clipboard, in milliseconds.
const STAY: i64 = 60_000;

/// What is told while no secret of ours is on the clipboard.
const NOTHING: &str = "";
/// While one is.
const SECRET: &str = "Copied. In a minute it is cleared; a clipboard history may keep it.";
/// While one may be, since the browser did not let the page take it off.
const STUCK: &str = "The secret may still be on the clipboard: the browser did not let this page \
                     clear it by itself.";
/// Once it was taken off.
const CLEARED: &str = "The clipboard is cleared; a clipboard history may keep it.";

/// What this tab knows of the clipboard. It never reads it: other things there are nobody's
/// business.
#[derive(Clone, Copy)]
pub struct ClipboardGuard {
    announcer: Announcer,
    /// One of the sentences above.
    told: LocalSignal<&'static str>,
    ticking: HandleSlot,
}

impl ClipboardGuard {
    /// Nothing was copied yet. What could not be taken off is tried again when the page is back.
    pub fn new(announcer: Announcer) -> Self {
        let clip =
            Self { announcer, told: LocalSignal::new(NOTHING), ticking: HandleSlot::nothing() };
        // Most browsers let a page write to the clipboard only while it has the keyboard.
        HandleSlot::new(events::listen(
            events::RETURN,
            Box::new(move |_| {
                if clip.told.get_untracked() == STUCK {
                    clip.clear();
                }
            }),
        ));
        clip
    }

    /// A secret was copied: in a while it is taken off again.
    pub fn holds_secret(self) {
        let since = clock::now();
        self.told.set(SECRET);
        let ticking = clock::every_second(move || {
            if clock::now().millis() - since.millis() >= STAY {
                self.clear();
            }
        });
        self.ticking.set(Some(Box::new(ticking)));
    }

    /// Something else was copied, in place of a secret.
    pub fn holds_other(self) {
        self.rest(NOTHING);
    }

    /// Another key is here: that the secret of the one before was cleared is old news. Set even if
    /// it stays the same, for the followers' sake: see [`LocalSignal`].
    pub fn begin_anew(self) {
        let told = self.told.get_untracked();
        self.told.set(if told == CLEARED { NOTHING } else { told });
    }

    /// Takes a secret off, if there is one.
    pub fn clear(self) {
        if ![SECRET, STUCK].contains(&self.told.get_untracked()) {
            return;
        }
        self.ticking.set(None);
        // Begun at once: some engines allow it only while a button is being pressed, and none while
        // something else has the keyboard.
        let writing = clipboard::write("");
        spawn_local(async move {
            if writing.await.is_ok() {
                self.rest(CLEARED);
                self.announcer.say("The clipboard is cleared.");
            } else {
                self.rest(STUCK);
            }
        });
    }

    fn rest(self, told: &'static str) {
        self.ticking.set(None);
        self.told.set(told);
    }

    /// What is told under the secret.
    pub fn told(self) -> AnyView {
        match self.told.get() {
            STUCK => self.stuck(),
            told => told.into_any(),
        }
    }

    /// What is told wherever the secret itself has gone.
    pub fn told_elsewhere(self) -> AnyView {
        if self.told.get() == STUCK { self.stuck() } else { ().into_any() }
    }

    fn stuck(self) -> AnyView {
        el("div")
            .class("strip")
            .child(el("p").text(STUCK))
            .child(button("button").on_click(move || self.clear()).text("Clear clipboard"))
            .view()
    }
}
