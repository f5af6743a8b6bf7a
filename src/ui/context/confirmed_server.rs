//! The self-hosted server that the person means, as long as the page lives.

use leptos::prelude::*;

use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::Endpoint;

/// The URL of the server that was confirmed or signed in to last.
#[derive(Clone, Copy)]
pub struct ConfirmedServer(LocalSignal<String>);

impl ConfirmedServer {
    /// Provides it to the views below, with none confirmed yet.
    pub fn provide() {
        provide_context(Self(LocalSignal::new(String::new())));
    }

    /// The one provided by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Its URL; empty for none. Not followed.
    pub fn url(self) -> String {
        self.0.get_untracked()
    }

    /// The person means the server of this endpoint.
    pub fn confirm(self, endpoint: &Endpoint) {
        if let Endpoint::Custom(server) = endpoint {
            self.0.set(server.url().to_owned());
        }
    }
}
