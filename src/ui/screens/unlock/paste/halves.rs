//! What a paste leaves of a key to be completed or checked.

use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::field::FieldState;
use keycutter_core::aws::Fields;
use keycutter_core::formats::paste::{Found, Part};
use keycutter_core::messages;

impl Form {
    /// What a paste has left missing, as a sentence that follows what was found.
    pub fn missing(self) -> &'static str {
        self.read(|form| {
            let Fields { access_key_id, secret_access_key, session_token, .. } = form.credentials;
            messages::paste::missing(access_key_id, secret_access_key, session_token)
        })
    }

    /// Whether the ID or the secret is not typed.
    pub fn lacks_half(self) -> bool {
        [self.access_key_id, self.secret_access_key].iter().any(|field| field.read(str::is_empty))
    }

    /// The half of a key that a paste leaves beside another half than before: they may not belong
    /// together.
    pub fn kept_half(self, found: &Found) -> Option<Part> {
        let (id, secret) = (found.access_key_id.as_str(), found.secret_access_key.expose());
        let is_other = |field: FieldState, text: &str| {
            field.read(|old| !old.is_empty() && !text.is_empty() && old != text)
        };
        let is_kept =
            |field: FieldState, text: &str| text.is_empty() && field.read(|old| !old.is_empty());
        if is_other(self.access_key_id, id) && is_kept(self.secret_access_key, secret) {
            Some(Part::Secret)
        } else {
            let is_id = is_other(self.secret_access_key, secret) && is_kept(self.access_key_id, id);
            is_id.then_some(Part::Id)
        }
    }
}
