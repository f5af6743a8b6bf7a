//! What is announced to screen readers.

use leptos::prelude::*;

use crate::ui::reactive::local_signal::LocalSignal;

/// Says things in a polite live region: the page's, or the open dialog's.
#[derive(Clone, Copy)]
pub struct Announcer(LocalSignal<String>);

impl Announcer {
    /// Provides an announcer to the views below.
    pub fn provide() -> Self {
        let announcer = Self(LocalSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer provided by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Says something. It stays until the next thing is said.
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }

    /// What was said last.
    pub fn text(self) -> String {
        self.0.get()
    }
}
