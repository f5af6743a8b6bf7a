//! Signing in with an MFA code, which a policy may require.

use leptos::prelude::*;

/// Leads to the fields for an MFA code, from whichever screen is shown.
#[derive(Clone, Copy)]
pub struct MfaSignIn(Callback<()>);

impl MfaSignIn {
    /// Provides the way to the views below.
    pub fn provide(lead: Callback<()>) {
        provide_context(Self(lead));
    }

    /// The way provided by the screen, or by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Goes there.
    pub fn lead(self) {
        self.0.run(());
    }
}
