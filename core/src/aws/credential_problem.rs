//! What can be wrong with typed credentials. The problems hold no part of what was typed.

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
    pub(super) fn of(id: &str) -> Option<Self> {
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
