//! Credentials as servers give them out.

use serde_json::Value;

/// An access key with its secret, or temporary credentials with their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The access key id.
    pub id: String,
    /// The secret access key.
    pub secret: String,
    /// The session token.
    pub token: Option<String>,
}

impl Credentials {
    /// A long-term key.
    #[must_use]
    pub fn key(id: &str, secret: &str) -> Self {
        Self { id: id.to_owned(), secret: secret.to_owned(), token: None }
    }

    /// Reads `AccessKey` or `Credentials` of a response.
    pub(super) fn from_response(value: &Value) -> Self {
        Self {
            id: text(&value["AccessKeyId"]),
            secret: text(&value["SecretAccessKey"]),
            token: value["SessionToken"].as_str().map(str::to_owned),
        }
    }
}

/// A JSON string's text.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
