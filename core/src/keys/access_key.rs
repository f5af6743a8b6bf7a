//! One access key.

use std::fmt;

use super::shape;
use crate::{Secret, ServerText, Timestamp};

/// The ID of an access key, such as `AKIAIOSFODNN7EXAMPLE`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessKeyId(String);

impl AccessKeyId {
    /// Reads an id a person typed or pasted; surrounding white space is dropped.
    ///
    /// # Errors
    ///
    /// [`InvalidAccessKeyId`] when it is not 16 to 128 of `[A-Za-z0-9_]`, which is IAM's own
    /// pattern (IAM API reference, data type `AccessKey`).
    pub fn parse(text: &str) -> Result<Self, InvalidAccessKeyId> {
        let text = text.trim();
        let shaped = (16..=128).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if shaped { Ok(Self(text.to_owned())) } else { Err(InvalidAccessKeyId) }
    }

    /// Reads an id of any server that a person typed or pasted; surrounding white space is dropped.
    ///
    /// # Errors
    ///
    /// [`InvalidAccessKeyId`] when it is not 1 to 128 printable ASCII characters, or has one of
    /// `/ , =`, which delimit it in the `Authorization` header.
    pub fn parse_any(text: &str) -> Result<Self, InvalidAccessKeyId> {
        let text = text.trim();
        let fits = (1..=128).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_graphic() && !b"/,=".contains(&b));
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidAccessKeyId) }
    }

    /// Takes an id from a server's response: what a server lists is shown, even if it does not look
    /// like AWS's.
    #[must_use]
    pub fn from_answer(text: &str) -> Self {
        Self(ServerText::line(text).into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The account that the key belongs to, twelve digits, where the id encodes it.
    ///
    /// The encoding is undocumented, so this is a hint: base32 after the prefix, of which the account
    /// is the forty bits after the first. Old ids, whose fifth character is `I` or `J`, and the
    /// examples of the documentation have none.
    #[must_use]
    pub fn account(&self) -> Option<String> {
        let coded = self.0.get(4..).filter(|_| shape::is_id(&self.0))?;
        if coded.starts_with(['I', 'J']) || coded.ends_with("EXAMPLE") {
            return None;
        }
        let mut values = coded.bytes().map(|byte| match byte {
            b'A'..=b'Z' => Some(u64::from(byte - b'A')),
            b'2'..=b'7' => Some(u64::from(byte - b'2') + 26),
            _ => None,
        });
        // Ten characters are fifty bits: one bit, the account, and nine more bits.
        let bits = values.by_ref().take(10).try_fold(0, |bits, value| Some(bits << 5 | value?))?;
        let account = (bits >> 9) & 0xff_ffff_ffff;
        if !values.all(|value| value.is_some()) {
            return None;
        }
        (account < 1_000_000_000_000).then(|| format!("{account:012}"))
    }
}

impl fmt::Display for AccessKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not an access key id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidAccessKeyId;

/// Whether a key may sign requests.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The key signs requests.
    Active,
    /// The key is kept but refused.
    Inactive,
    /// The key has expired (in IAM since June 2025).
    Expired,
    /// Any other status, in the words of the server.
    Other(ServerText),
}

impl Status {
    /// Reads the status in a response.
    #[must_use]
    pub fn from_answer(text: &str) -> Self {
        match text {
            "Active" => Self::Active,
            "Inactive" => Self::Inactive,
            "Expired" => Self::Expired,
            other => Self::Other(ServerText::line(other)),
        }
    }

    /// The status as in the API.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
            Self::Expired => "Expired",
            Self::Other(text) => text,
        }
    }
}

/// What a server lists about an access key. Only the id is always present: a root key has no user
/// name, and other servers omit more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKey {
    /// The ID.
    pub id: AccessKeyId,
    /// Whether it signs requests.
    pub status: Status,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// The IAM user it belongs to; `None` for the root user.
    pub user_name: Option<String>,
}

/// A new key with its secret, which the server returns only once.
#[derive(Debug)]
pub struct NewAccessKey {
    /// The key as it is listed.
    pub key: AccessKey,
    /// The secret access key.
    pub secret: Secret,
}

impl NewAccessKey {
    /// Whether a spreadsheet takes the secret for a formula. IDs begin with a letter or a digit.
    #[must_use]
    pub fn looks_like_a_formula(&self) -> bool {
        matches!(self.secret.expose().as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@'))
    }

    /// The id and the secret, to be copied as one. A space stays where a field has a single line.
    #[must_use]
    pub fn both(&self) -> Secret {
        Secret::from(format!("{} {}", self.key.id, self.secret.expose()))
    }
}

/// When and where a key last signed a request. AWS reports it after minutes to hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUsed {
    /// When; `None` for never since April 2015, when AWS began to record it.
    pub at: Option<Timestamp>,
    /// The service called, such as `s3`.
    pub service: Option<ServerText>,
    /// The region called, such as `eu-west-1`.
    pub region: Option<ServerText>,
}
