//! Renewing temporary credentials.

use leptos::task::spawn_local;

use super::keys_model::{KeysModel, Trial};
use keycutter_core::aws::Error;
use keycutter_core::flows::renew::{Effect, Event, Renew};

impl KeysModel {
    /// Looks at the clock: credentials may run out, which is known of some.
    pub fn check_expiry(self) {
        let Some(session) = self.signed_in.try_session() else { return };
        if self.renewal.with_untracked(Renew::is_expired) == Some(false) {
            let (expires, now) = (session.client().credentials().expires(), session.client().now());
            self.renewal.dispatch(Event::Tick { expires, now });
        }
    }

    /// Asks for new credentials where a request was refused because those in use have run out.
    pub fn note_expiry(self, error: &Error) {
        if error.is_expired() {
            self.renewal.dispatch(Event::Refused);
        }
    }

    /// Does what the flow asks for. The form goes with its dialog, which wipes it.
    pub(super) fn perform_renewal(self, effect: Effect<Trial>) {
        match effect {
            Effect::Try(trial) => spawn_local(async move {
                self.renewal.dispatch(Event::Tried(trial.caller().await));
            }),
            Effect::Adopt(trial) => {
                let session = self.signed_in.session();
                session.client().renew(trial.credentials());
                self.network.follow(session.client());
            }
            Effect::ListKeys => {
                self.announcer.say("You are signed in with the new credentials.");
                self.list_quietly(|_| {});
            }
        }
    }
}
