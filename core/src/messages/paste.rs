//! What is said about a pasted text.

use super::credentials::EXAMPLE;
use super::duration::in_words;
use crate::Timestamp;
use crate::formats::paste::{
    Found, Gap, Issuer, Mark, NotAKey, NotUnderstood, Origin, Part, Source, Unreadable,
};

/// What was found, in sentences: "Temporary credentials from environment variables; they expire in
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
    for sentence in [origin(found.origin), issuer(found.issuer()), found.gap.map_or("", gap)] {
        text.push_str(sentence);
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
        Source::Environment => "environment variables",
        Source::Profile => "a profile",
        Source::Settings => "a settings file",
        Source::Json => "JSON",
        Source::Xml => "XML",
        Source::Url => "a URL",
    }
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Live => "",
        Origin::Commented => " The lines are commented out.",
        Origin::Removed => " The lines are removed by this diff.",
    }
}

const fn issuer(issuer: Issuer) -> &'static str {
    match issuer {
        Issuer::Aws => "",
        Issuer::Google => " This is an HMAC key of Google Cloud Storage, not an AWS access key.",
        Issuer::Cloudflare => " This looks like a Cloudflare R2 key, not an AWS access key.",
        Issuer::Other => {
            " This does not look like an AWS access key. It may belong to another server."
        }
    }
}

/// Why a part is missing that the text names.
const fn gap(gap: Gap) -> &'static str {
    match (gap.part, gap.instead) {
        (Part::Id, NotAKey::Cut) => " The ID is cut off in this text.",
        (Part::Secret, NotAKey::Cut) => " The secret is cut off in this text.",
        (Part::Token, NotAKey::Cut) => " The session token is cut off in this text.",
        (Part::Id, NotAKey::Masked) => " The ID is hidden in this text.",
        (Part::Secret, NotAKey::Masked) => " The secret is hidden in this text.",
        (Part::Token, NotAKey::Masked) => " The session token is hidden in this text.",
        (Part::Secret, NotAKey::SmtpPassword) => {
            " In place of the secret, this text has an SMTP password of Amazon SES."
        }
        (_, NotAKey::Encrypted) => " The rest of it is encrypted in this text.",
        (_, NotAKey::Reference) => " The rest of it is a reference to where the value is stored.",
        (_, NotAKey::ByteCount) => " This text gives only the length of the rest.",
        _ => "",
    }
}

/// What the form still lacks after a paste, as a sentence that follows [`found`]; or nothing.
#[must_use]
pub fn missing(id: &str, secret: &str, token: &str) -> &'static str {
    if id.is_empty() {
        " Its ID is still missing. Paste or type it too."
    } else if secret.is_empty() {
        " Its secret is still missing. Paste or type it too."
    } else if token.is_empty() && id.starts_with("ASIA") {
        " The session token is still missing. Paste or type it too."
    } else {
        ""
    }
}

/// What follows [`found`] when a half took the place of another, and this part stayed in the form.
#[must_use]
pub const fn kept(part: Part) -> &'static str {
    match part {
        Part::Id => {
            " The access key ID is still the one from before. Check that the two belong together."
        }
        Part::Secret => {
            " The secret access key is still the one from before. Check that the two belong together."
        }
        // No half of a key.
        Part::Token => "",
    }
}

/// The label of one of several, with what to point out: "default (expired)".
#[must_use]
pub fn label(found: &Found, now: Timestamp) -> String {
    let mark = match found.mark(now) {
        None => return found.label(),
        Some(Mark::Example) => "documentation example",
        Some(Mark::Commented) => "commented out",
        Some(Mark::Removed) => "removed by this diff",
        Some(Mark::Expired) => "expired",
    };
    format!("{} ({mark})", found.label())
}

/// How many there are to choose from.
#[must_use]
pub fn several(count: usize) -> String {
    format!("Found {count} profiles. Choose the one to use.")
}

/// Nothing was chosen of several.
pub const CHOOSE: &str = "Choose a profile.";

/// Why nothing was taken from a text, and what to do.
#[must_use]
pub const fn not_understood(reason: NotUnderstood) -> &'static str {
    match reason {
        NotUnderstood::Empty => "This file is empty.",
        NotUnderstood::Nothing => {
            "No access key found in this text. Paste a key file, environment variables, a profile, JSON, or any text \
             that contains an access key ID and its secret."
        }
        NotUnderstood::NotAKey(kind) => not_a_key(kind),
        NotUnderstood::NoSecret => {
            "Found an access key ID but no secret access key. Paste both, or type them below."
        }
        NotUnderstood::NoId => {
            "Found what looks like a secret access key but no access key ID. Paste both, or type \
             them below."
        }
        NotUnderstood::Ambiguous => {
            "Found more than one access key ID, secret or session token, and it is not clear which belong together. \
             Paste only one set, or type it below."
        }
        NotUnderstood::TooMany => {
            "Found more than a hundred access keys. Paste only the one you want to use."
        }
    }
}

const fn not_a_key(kind: NotAKey) -> &'static str {
    match kind {
        NotAKey::SmtpPassword => {
            "This is an SMTP password of Amazon SES. It is derived from a secret access key and \
             cannot be used in its place."
        }
        NotAKey::CloudFrontKeyPair => {
            "This is the ID of a CloudFront key pair, which signs URLs. It is not an IAM access key."
        }
        NotAKey::UserId => {
            "This is the ID of an IAM user, not of an access key. An access key ID begins with \
             AKIA or ASIA."
        }
        NotAKey::RoleId => {
            "This is the ID of a role, not of an access key. An access key ID begins with AKIA or \
             ASIA."
        }
        NotAKey::ResourceId => {
            "This is the ID of another IAM resource, not of an access key. An access key ID begins \
             with AKIA or ASIA."
        }
        NotAKey::ServiceToken => {
            "This is the ID of a service's bearer token, not of an access key."
        }
        NotAKey::Arn => "This is an ARN, the name of a resource. It contains no access key.",
        NotAKey::ConsoleLink => "This is a link to the AWS console. It contains no access key.",
        NotAKey::GoogleApiKey => "This is a Google Cloud API key, not an AWS access key.",
        NotAKey::SsoToken => {
            "This is a cached IAM Identity Center sign-in, not an access key. Run aws configure export-credentials \
             and paste its output."
        }
        NotAKey::Reference => {
            "This text says where the access key is stored, but does not contain it. Paste the values themselves."
        }
        NotAKey::Encrypted => {
            "The values in this text are encrypted. Decrypt them and paste the result."
        }
        NotAKey::Masked => "The values in this text are hidden. Reveal them and paste them again.",
        NotAKey::ByteCount => {
            "This text gives only the lengths of the values. Paste the values themselves."
        }
        NotAKey::Cut => "The values in this text are cut off. Copy them again in full.",
        NotAKey::Placeholder => "This text has only placeholders where an access key belongs.",
        NotAKey::Null => "The values in this text are empty.",
    }
}

/// Why a file was not read.
#[must_use]
pub const fn unreadable(reason: Unreadable) -> &'static str {
    match reason {
        Unreadable::Binary => {
            "This file is not a text file. Open it in its own program and paste the text."
        }
        Unreadable::TooLarge => {
            "This file is larger than 1 MB and was not read. Paste only the lines with the access key."
        }
    }
}

/// The offer to use the server that the text names. It is never used unasked.
#[must_use]
pub fn endpoint_offer(url: &str) -> String {
    format!("Use {url} as the endpoint")
}

/// What was chosen because of a region.
#[must_use]
pub fn partition_suggested(region: &str, partition: &str) -> String {
    format!("The region {region} is in {partition}.")
}
