//! The polite live region.

use leptos::prelude::*;

use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::el::el;

/// Says things in a polite live region: the page's, or the open dialog's.
#[derive(Clone, Copy)]
pub struct Announcer(LocalSignal<String>);

impl Announcer {
    /// Lends the announcer to the components below.
    pub fn provide() -> Self {
        let announcer = Self(LocalSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Says something. It stands until the next thing is said.
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }

    /// Where it is said.
    pub fn region(self) -> AnyView {
        el("p")
            .class("visually-hidden")
            .attr("role", "status")
            .dynamic_text(move || self.0.get())
            .view()
    }
}
