//! A secret on the clipboard, and how it comes off again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::el::{button, el};
use super::state::State;
use crate::Timestamp;
use crate::browser::clipboard;
use crate::browser::clock::{self, Ticking};
use crate::ui::session::Announcer;

/// How long a secret stays on the clipboard, in milliseconds.
const STAY: i64 = 60_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// No secret of ours is there.
    Nothing,
    /// One is, since then.
    Secret(Timestamp),
    /// One may be: the browser did not let the page take it off.
    Stuck,
    /// It was taken off.
    Cleared,
}

/// What this tab knows of the clipboard. It never reads it: other things there are nobody's
/// business.
#[derive(Clone, Copy)]
pub struct Clip {
    announcer: Announcer,
    state: State<Content>,
    ticking: State<Option<Ticking>>,
}

impl Clip {
    /// Lends this to the components below.
    pub fn provide(announcer: Announcer) -> Self {
        let state = State::new(Content::Nothing);
        let clip = Self { announcer, state, ticking: State::new(None) };
        provide_context(clip);
        clip
    }

    /// What the app lent.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A secret was copied: in a while it is taken off again.
    pub fn holds_secret(self) {
        let since = clock::now();
        self.state.set(Content::Secret(since));
        self.ticking.set(clock::every_second(move || {
            if clock::now().millis() - since.millis() >= STAY {
                self.clear();
            }
        }));
    }

    /// Something else was copied, or what was said of the last secret has been read.
    pub fn holds_other(self) {
        if self.state.get_untracked() != Content::Stuck {
            self.rest(Content::Nothing);
        }
    }

    /// Takes a secret off, if there is one.
    pub fn clear(self) {
        if !matches!(self.state.get_untracked(), Content::Secret(_) | Content::Stuck) {
            return;
        }
        self.ticking.set(None);
        // Begun at once: some engines allow it only while a button is being pressed, and none while
        // something else has the keyboard.
        let writing = clipboard::write("");
        spawn_local(async move {
            if writing.await.is_ok() {
                self.rest(Content::Cleared);
                self.announcer.say("The clipboard is cleared.");
            } else {
                self.rest(Content::Stuck);
            }
        });
    }

    fn rest(self, state: Content) {
        self.ticking.set(None);
        self.state.set(state);
    }

    /// What is told under the secret.
    pub fn told(self) -> AnyView {
        match self.state.get() {
            Content::Nothing => ().into_any(),
            Content::Secret(_) => el("p")
                .text("Copied. In a minute it is cleared; a clipboard history may keep it.")
                .view(),
            Content::Cleared => {
                el("p").text("The clipboard is cleared; a clipboard history may keep it.").view()
            }
            Content::Stuck => self.stuck(),
        }
    }

    /// What is told wherever the secret itself has gone.
    pub fn told_elsewhere(self) -> AnyView {
        if self.state.get() == Content::Stuck { self.stuck() } else { ().into_any() }
    }

    fn stuck(self) -> AnyView {
        el("div")
            .class("strip")
            .child(el("p").text(
                "The secret may still be on the clipboard: this browser lets a page clear it only \
                 while you press a button.",
            ))
            .child(button("button").press(move || self.clear()).text("Clear clipboard"))
            .view()
    }
}
