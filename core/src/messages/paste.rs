//! What is said about a paste.

use super::credentials::EXAMPLE;
use super::duration::in_words;
use crate::Timestamp;
use crate::aws::is_documentation_example;
use crate::formats::paste::{Found, NotUnderstood};

impl Found {
    /// What to call it in a choice: its profile, or its id without the middle.
    #[must_use]
    pub fn label(&self) -> String {
        if let Some(profile) = &self.profile {
            return profile.clone();
        }
        let id = &self.access_key_id;
        match (id.get(..4), id.len().checked_sub(4).and_then(|last| id.get(last..))) {
            (Some(first), Some(last)) if id.len() > 8 => format!("{first}…{last}"),
            _ => id.clone(),
        }
    }

    /// What was found, as a sentence: "Temporary credentials from an environment block; they
    /// expire in 42 minutes."
    #[must_use]
    pub fn told(&self, now: Timestamp) -> String {
        let is_temporary = self.session_token.is_some() || self.access_key_id.starts_with("ASIA");
        let mut text = String::from(if self.secret_access_key.is_empty() {
            "An access key ID from "
        } else if self.access_key_id.is_empty() {
            "A secret access key from "
        } else if is_temporary {
            "Temporary credentials from "
        } else {
            "An access key from "
        });
        text.push_str(self.source);
        if let Some(profile) = &self.profile {
            text.push_str(" (");
            text.push_str(profile);
            text.push(')');
        }
        if let Some(expires) = self.expires {
            let left = expires.millis().saturating_sub(now.millis());
            if left > 0 {
                text.push_str("; they expire in ");
                text.push_str(&in_words(left));
            } else {
                text.push_str("; they expired ");
                text.push_str(&in_words(left.saturating_neg()));
                text.push_str(" ago");
            }
        }
        text.push('.');
        if self.swapped {
            text.push_str(" The ID and the secret were in each other's places.");
        }
        if let Some(example) = self.about_example() {
            text.push(' ');
            text.push_str(example);
        }
        text
    }

    /// What to say of the example of AWS's documentation, if it is that.
    #[must_use]
    pub fn about_example(&self) -> Option<&'static str> {
        is_documentation_example(&self.access_key_id, self.secret_access_key.expose())
            .then_some(EXAMPLE)
    }
}

/// What is still missing once something was found and filled in, as a sentence to follow it.
#[must_use]
pub const fn missing(id: &str, secret: &str) -> &'static str {
    if id.is_empty() {
        " Its ID is still missing: paste or type that too."
    } else if secret.is_empty() {
        " Its secret is still missing: paste or type that too."
    } else {
        ""
    }
}

impl NotUnderstood {
    /// What to say about it: what was found, what was missing, what to do.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Nothing => {
                "No access key was found in this text. It reads key files, environment blocks, profiles, JSON, and \
                 most text that has an access key ID and its secret in it."
            }
            Self::NoSecret => {
                "Found an access key ID but no secret access key. Paste both, or type them below."
            }
            Self::NoId => {
                "Found what looks like a secret access key but no access key ID. Paste both, or type them below."
            }
            Self::Ambiguous => {
                "Found more than one access key ID, secret or session token, and it is not clear which belong \
                 together. Which do you mean? Paste only those, or type them below."
            }
            Self::TooMany => {
                "Found more than a hundred access keys. Paste only the one you want to use."
            }
        }
    }
}
