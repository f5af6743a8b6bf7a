//! What is said about a pasted text.

use super::credentials::EXAMPLE;
use super::duration::in_words;
use crate::Timestamp;
use crate::formats::paste::{Found, NotUnderstood, Source};

/// What was found, as a sentence: "Temporary credentials from an environment block; they expire in
/// 42 minutes."
#[must_use]
pub fn found(found: &Found, now: Timestamp) -> String {
    let mut text = String::from(kind(found));
    text.push_str(" from ");
    text.push_str(source(found.source));
    if let Some(profile) = &found.profile {
        text.push_str(" (");
        text.push_str(profile);
        text.push(')');
    }
    if let Some(expires) = found.expires {
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
    if found.swapped {
        text.push_str(" The ID and the secret were swapped.");
    }
    if found.is_example() {
        text.push(' ');
        text.push_str(EXAMPLE);
    }
    text
}

fn kind(found: &Found) -> &'static str {
    if found.secret_access_key.is_empty() {
        "An access key ID"
    } else if found.access_key_id.is_empty() {
        "A secret access key"
    } else if found.session_token.is_some() || found.access_key_id.starts_with("ASIA") {
        "Temporary credentials"
    } else {
        "An access key"
    }
}

const fn source(source: Source) -> &'static str {
    match source {
        Source::PlainText => "plain text",
        Source::KeyFile => "a key file",
        Source::OldKeyFile => "an old key file",
        Source::Environment => "an environment block",
        Source::Profile => "a profile",
        Source::Settings => "a settings file",
        Source::Json => "JSON",
        Source::Xml => "XML",
    }
}

/// What the form still lacks after a half was filled in, as a sentence that follows [`found`]; or
/// nothing.
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

/// Why nothing was taken from a text, and what to do.
#[must_use]
pub const fn not_understood(reason: NotUnderstood) -> &'static str {
    match reason {
        NotUnderstood::Nothing => {
            "No access key was found in this text. It reads key files, environment blocks, \
             profiles, JSON, and most text that has an access key ID and its secret in it."
        }
        NotUnderstood::NoSecret => {
            "Found an access key ID but no secret access key. Paste both, or type them below."
        }
        NotUnderstood::NoId => {
            "Found what looks like a secret access key but no access key ID. Paste both, or type \
             them below."
        }
        NotUnderstood::Ambiguous => {
            "Found more than one access key ID, secret or session token, and it is not clear which \
             belong together. Which do you mean? Paste only those, or type them below."
        }
        NotUnderstood::TooMany => {
            "Found more than a hundred access keys. Paste only the one you want to use."
        }
    }
}
