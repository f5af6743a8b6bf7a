//! Validation of typed credentials, before any request: from form fields to [`Credentials`].
//!
//! What is wrong is a [`CredentialProblem`], which holds no part of what was typed.

use super::Credentials;
use crate::keys::{AccessKeyId, shape};
use crate::{Secret, Timestamp};

/// The form fields, as typed.
#[derive(Clone, Copy, Default)]
pub struct Fields<'a> {
    /// The access key ID.
    pub access_key_id: &'a str,
    /// The secret access key.
    pub secret_access_key: &'a str,
    /// The session token; empty for none.
    pub session_token: &'a str,
    /// When the session token expires, if the pasted text said so.
    pub expires: Option<Timestamp>,
}

/// Which keys the target server issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shapes {
    /// AWS's own format.
    Aws,
    /// Another server's: any text that a signed request can carry.
    Any,
}

/// What the fields are validated against.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// Which keys the target server issues.
    pub shapes: Shapes,
    /// The current time.
    pub now: Timestamp,
}

/// The form field that a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialField {
    /// The access key ID.
    AccessKeyId,
    /// The secret access key.
    SecretAccessKey,
    /// The session token.
    SessionToken,
}

/// A correction that can be offered beside a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Swap the access key ID and the secret access key.
    Swap,
}

/// Why the fields cannot be used, by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialProblem {
    /// In the access key ID.
    AccessKeyId(AccessKeyIdProblem),
    /// In the secret access key.
    SecretAccessKey(SecretAccessKeyProblem),
    /// In the session token.
    SessionToken(SessionTokenProblem),
}

/// What is wrong with an access key ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessKeyIdProblem {
    /// It is empty.
    Missing,
    /// It and the secret access key are swapped.
    Swapped,
    /// It is a secret access key.
    IsSecret {
        /// Whether the other field could be the ID, so that a swap may help.
        can_swap: bool,
    },
    /// Another field holds the same text.
    SameAsOtherField,
    /// It is the ID of something else.
    OtherId(OtherId),
    /// It does not begin as AWS's do.
    NotAws,
    /// It has characters that AWS's do not have.
    WrongCharacters,
    /// It has fewer characters than AWS's.
    TooShort,
    /// It has more characters than AWS's.
    TooLong,
    /// It is an example from AWS's documentation.
    Example,
    /// A signed request cannot carry it.
    Unusable,
}

/// What is wrong with a secret access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretAccessKeyProblem {
    /// It is empty.
    Missing,
    /// It has spaces or characters outside of printable ASCII.
    NotPrintable,
    /// It is an access key ID.
    IsAccessKeyId,
    /// It has characters that AWS's do not have.
    WrongCharacters,
    /// It has fewer characters than AWS's.
    TooShort,
    /// It has more characters than AWS's.
    TooLong,
    /// It is an example from AWS's documentation.
    Example,
}

/// What is wrong with a session token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionTokenProblem {
    /// It is empty, and the access key ID is temporary.
    Missing,
    /// It has spaces or characters outside of printable ASCII.
    NotPrintable,
    /// It is a secret access key.
    IsSecret,
    /// Another field holds the same text.
    SameAsOtherField,
    /// The access key ID belongs to a long-term key, which has none.
    NotForLongTermKey,
    /// It has expired.
    Expired,
}

/// What an ID that is not of an access key identifies
/// ([IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherId {
    /// `AIDA`.
    User,
    /// `AROA`.
    Role,
    /// `AGPA`.
    UserGroup,
    /// `ANPA`.
    Policy,
    /// `AIPA`.
    InstanceProfile,
    /// `APKA`.
    PublicKey,
    /// `ASCA`.
    Certificate,
}

impl OtherId {
    /// Recognizes an ID by its prefix.
    fn of(id: &str) -> Option<Self> {
        let kind = match id.get(..4)? {
            "AIDA" => Self::User,
            "AROA" => Self::Role,
            "AGPA" => Self::UserGroup,
            "ANPA" => Self::Policy,
            "AIPA" => Self::InstanceProfile,
            "APKA" => Self::PublicKey,
            "ASCA" => Self::Certificate,
            _ => return None,
        };
        Some(kind)
    }
}

impl CredentialProblem {
    /// The field it belongs to.
    #[must_use]
    pub const fn field(self) -> CredentialField {
        match self {
            Self::AccessKeyId(_) => CredentialField::AccessKeyId,
            Self::SecretAccessKey(_) => CredentialField::SecretAccessKey,
            Self::SessionToken(_) => CredentialField::SessionToken,
        }
    }

    /// The correction to offer, if there is one.
    #[must_use]
    pub const fn fix(self) -> Option<Fix> {
        match self {
            Self::AccessKeyId(
                AccessKeyIdProblem::Swapped | AccessKeyIdProblem::IsSecret { can_swap: true },
            ) => Some(Fix::Swap),
            _ => None,
        }
    }
}

impl Credentials {
    /// Validates the form fields. Surrounding white space is dropped.
    ///
    /// # Errors
    ///
    /// Every [`CredentialProblem`], in the order of the fields; only one where the texts are in the
    /// wrong fields, or both halves are an example.
    pub fn from_fields(
        fields: &Fields<'_>,
        checks: Checks,
    ) -> Result<Self, Vec<CredentialProblem>> {
        let id = fields.access_key_id.trim();
        let secret = fields.secret_access_key.trim();
        let token = fields.session_token.trim();

        let strict = checks.shapes == Shapes::Aws;
        if let Some(problem) = misplaced(id, secret, token, strict) {
            return Err(vec![problem]);
        }
        let is_expired = fields.expires.is_some_and(|expires| expires <= checks.now);
        let id_problem = access_key_id_problem(id, strict);
        // An example is reported once, at its ID.
        let is_reported = id_problem == Some(AccessKeyIdProblem::Example);
        let secret_problem = secret_problem(secret, strict)
            .filter(|it| !(is_reported && *it == SecretAccessKeyProblem::Example));
        let problems: Vec<_> = [
            id_problem.map(CredentialProblem::AccessKeyId),
            secret_problem.map(CredentialProblem::SecretAccessKey),
            token_problem(id, token, strict, is_expired).map(CredentialProblem::SessionToken),
        ]
        .into_iter()
        .flatten()
        .collect();
        let id = if strict { AccessKeyId::parse(id) } else { AccessKeyId::parse_any(id) };
        match id {
            Ok(id) if problems.is_empty() => {
                let secret_of = |text: &str| Secret::from(text.to_owned());
                // Only a session token expires.
                let token = (!token.is_empty()).then(|| secret_of(token));
                let expires = fields.expires.filter(|_| token.is_some());
                Ok(Self::new(id, secret_of(secret), token).until(expires))
            }
            _ => Err(problems),
        }
    }
}

/// Texts of this length and longer may be secrets of any server; shorter ones are words such as
/// LocalStack's `test` and MinIO's `minioadmin`, which are documented as both ID and secret.
const SECRET_OF_ANY_SERVER: usize = 16;

/// Text in the wrong field. It comes before all else: the ID and the token are sent as they are,
/// and a secret must not be.
fn misplaced(id: &str, secret: &str, token: &str, strict: bool) -> Option<CredentialProblem> {
    let id_below = shape::is_id(secret) && !shape::is_id(id) && !id.is_empty();
    let secret_above = shape::is_surely_secret(id);
    // No swap where the other field holds a secret too.
    let can_swap = !shape::is_secret(secret);
    let is_default_key = !strict && id.len() < SECRET_OF_ANY_SERVER && id == secret;
    let id_is_repeated =
        !id.is_empty() && !shape::is_id(id) && (id == token || id == secret && !is_default_key);
    let id_problem = if id_below || (secret_above && can_swap && !secret.is_empty()) {
        Some(AccessKeyIdProblem::Swapped)
    } else if secret_above {
        Some(AccessKeyIdProblem::IsSecret { can_swap })
    } else {
        None
    };
    if let Some(problem) = id_problem {
        Some(CredentialProblem::AccessKeyId(problem))
    } else if shape::is_surely_secret(token) {
        Some(CredentialProblem::SessionToken(SessionTokenProblem::IsSecret))
    } else if id_is_repeated {
        Some(CredentialProblem::AccessKeyId(AccessKeyIdProblem::SameAsOtherField))
    } else if !token.is_empty() && token == secret {
        Some(CredentialProblem::SessionToken(SessionTokenProblem::SameAsOtherField))
    } else {
        None
    }
}

fn access_key_id_problem(id: &str, strict: bool) -> Option<AccessKeyIdProblem> {
    if id.is_empty() {
        return Some(AccessKeyIdProblem::Missing);
    }
    if strict {
        return aws_id_problem(id);
    }
    AccessKeyId::parse_any(id).is_err().then_some(AccessKeyIdProblem::Unusable)
}

fn aws_id_problem(id: &str) -> Option<AccessKeyIdProblem> {
    if let Some(other) = OtherId::of(id) {
        return Some(AccessKeyIdProblem::OtherId(other));
    }
    let length = id.len().cmp(&shape::ID_LENGTH);
    if !shape::has_id_prefix(id) {
        Some(AccessKeyIdProblem::NotAws)
    } else if !id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        Some(AccessKeyIdProblem::WrongCharacters)
    } else if length.is_lt() {
        Some(AccessKeyIdProblem::TooShort)
    } else if length.is_gt() {
        Some(AccessKeyIdProblem::TooLong)
    } else {
        is_documentation_example(id, "").then_some(AccessKeyIdProblem::Example)
    }
}

fn secret_problem(secret: &str, strict: bool) -> Option<SecretAccessKeyProblem> {
    let length = secret.len().cmp(&shape::SECRET_LENGTH);
    if secret.is_empty() {
        Some(SecretAccessKeyProblem::Missing)
    } else if !is_header_safe(secret) {
        Some(SecretAccessKeyProblem::NotPrintable)
    } else if shape::is_id(secret) {
        Some(SecretAccessKeyProblem::IsAccessKeyId)
    } else if !strict {
        None
    } else if is_documentation_example("", secret) {
        Some(SecretAccessKeyProblem::Example)
    } else if length.is_lt() {
        Some(SecretAccessKeyProblem::TooShort)
    } else if length.is_gt() {
        Some(SecretAccessKeyProblem::TooLong)
    } else if !shape::is_secret(secret) {
        Some(SecretAccessKeyProblem::WrongCharacters)
    } else {
        None
    }
}

fn token_problem(
    id: &str,
    token: &str,
    strict: bool,
    is_expired: bool,
) -> Option<SessionTokenProblem> {
    if token.is_empty() {
        return id.starts_with("ASIA").then_some(SessionTokenProblem::Missing);
    }
    if !is_header_safe(token) {
        Some(SessionTokenProblem::NotPrintable)
    } else if strict && id.starts_with("AKIA") {
        Some(SessionTokenProblem::NotForLongTermKey)
    } else if is_expired {
        Some(SessionTokenProblem::Expired)
    } else {
        None
    }
}

/// Whether either half is from an example in AWS's documentation, which AWS accepts nowhere. A
/// self-hosted server may accept it.
#[must_use]
pub fn is_documentation_example(id: &str, secret: &str) -> bool {
    id.ends_with("EXAMPLE") || secret.ends_with("EXAMPLEKEY")
}

/// Printable ASCII without spaces: the alphabet of every secret and token, and all that an HTTP
/// header can carry.
fn is_header_safe(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic())
}
