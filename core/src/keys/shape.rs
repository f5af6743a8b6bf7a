//! What AWS's own ids and secrets look like, for text that has no better label.
//!
//! Prefixes: [IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).

/// How long AWS's access key ids are.
pub const ID_LENGTH: usize = 20;
/// How long AWS's secret access keys are.
pub const SECRET_LENGTH: usize = 40;

/// `AKIA` or `ASIA`, and sixteen capital letters and digits.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() == ID_LENGTH
        && has_id_prefix(text)
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Whether a text begins as AWS's access key ids do.
#[must_use]
pub fn has_id_prefix(text: &str) -> bool {
    text.starts_with("AKIA") || text.starts_with("ASIA")
}

/// Forty letters, digits, `/` and `+`.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.len() == SECRET_LENGTH && text.bytes().all(is_base64)
}

/// A secret that differs from other text of forty characters: a commit's hash has no capital
/// letters, a word no digits. One secret in four thousand has neither a digit nor a sign, and
/// needs a label.
#[must_use]
pub fn is_surely_secret(text: &str) -> bool {
    is_secret(text)
        && text.bytes().any(|b| b.is_ascii_uppercase())
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| !b.is_ascii_alphabetic())
}

/// An HMAC key id of Google Cloud Storage: `GOOG`, and capital
/// letters and digits (<https://docs.cloud.google.com/storage/docs/authentication/hmackeys>).
#[must_use]
pub fn is_google_id(text: &str) -> bool {
    text.len() >= ID_LENGTH
        && text.starts_with("GOOG")
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// An SMTP password of Amazon SES: base64 of a 4 and an HMAC of 32 bytes
/// ([SES developer guide](https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html)).
#[must_use]
pub fn is_smtp_password(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 44
        && bytes[0] == b'B'
        && matches!(bytes[1], b'A'..=b'P')
        && bytes.iter().all(|byte| is_base64(*byte))
}

/// An access key id from the examples in AWS's documentation, such as `AKIAIOSFODNN7EXAMPLE`.
#[must_use]
pub fn is_example_id(text: &str) -> bool {
    text.ends_with("EXAMPLE")
}

/// A secret access key from the examples in AWS's documentation, such as
/// `wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`.
#[must_use]
pub fn is_example_secret(text: &str) -> bool {
    text.ends_with("EXAMPLEKEY")
}

/// A character of secrets and, but for the `=` at their end, of session tokens.
#[must_use]
pub fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'/' || byte == b'+'
}
