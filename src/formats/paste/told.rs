//! What is said about a paste.

use super::{Found, NotUnderstood};
use crate::Timestamp;

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
        let mut text = String::from(if is_temporary {
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
                push_span(&mut text, left);
            } else {
                text.push_str("; they expired ");
                push_span(&mut text, left.saturating_neg());
                text.push_str(" ago");
            }
        }
        text.push('.');
        if self.swapped {
            text.push_str(" The ID and the secret were in each other's places.");
        }
        text
    }
}

/// A span of time in its largest whole unit, and minutes up to two hours.
fn push_span(text: &mut String, millis: i64) {
    let minutes = millis / 60_000;
    let (count, unit) = match minutes {
        0 => return text.push_str("less than a minute"),
        1..120 => (minutes, "minute"),
        120..2880 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    text.push_str(&count.to_string());
    text.push(' ');
    text.push_str(unit);
    if count != 1 {
        text.push('s');
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
                "Found an access key ID but no secret access key. Paste both, or type the secret below."
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
