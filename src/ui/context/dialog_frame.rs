//! What every modal dialog shows around its own content.

use leptos::prelude::*;

/// A modal dialog makes everything outside of it unreachable, so what must stay in sight is
/// rendered again inside of each.
#[derive(Clone, Copy)]
pub struct DialogFrame {
    /// Above the heading.
    pub before: fn() -> AnyView,
    /// Below the content.
    pub after: fn() -> AnyView,
}

impl DialogFrame {
    /// Provides the frame to the views below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The frame provided by the app.
    pub fn expect() -> Self {
        expect_context()
    }
}
