//! What can go wrong between a signed form and an answer.
//!
//! Codes and their meaning:
//! [IAM common errors](https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).
//! What a person is told of them is in [`Error::explain`].

mod catalogue;

use super::xml::Element;
use super::{RetryReason, TransportError};
use crate::Timestamp;

pub use catalogue::Explanation;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The server refused and said why.
    Service(ServiceError),
    /// No HTTP answer could be read.
    Transport(TransportError),
    /// Something answered, but not with the API's XML: another server, a proxy's page, a broken one.
    Unreadable {
        /// What was asked.
        action: &'static str,
        /// The HTTP status that came with it.
        status: u16,
    },
    /// The request could not be built from these credentials.
    Unsignable,
}

/// A refusal in the server's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// What was asked, such as `CreateAccessKey`.
    pub action: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `AccessDenied`.
    pub code: String,
    /// The message that came with it, whole.
    pub message: String,
    /// For AWS support.
    pub request_id: Option<String>,
}

/// What a code is about: every code of one kind has the same causes and the same way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Clock,
    Signature,
    UnknownKey,
    Expired,
    Denied,
    Quota,
    Gone,
    Throttled,
    ServerError,
    NeedsUser,
    Unsigned,
    NoSuchAction,
    Other,
}

impl ServiceError {
    /// Reads the envelopes in the wild: `<ErrorResponse><Error>`, `<ErrorResponse><Errors><Error>`,
    /// `<Response><Errors><Error>` and a bare `<Error>`. `None` when there is no code.
    pub(super) fn read(action: &'static str, status: u16, root: &Element) -> Option<Self> {
        let error = if root.name() == "Error" {
            root
        } else {
            root.child("Error").or_else(|| root.child("Errors")?.child("Error"))?
        };
        let request_id = ["RequestId", "RequestID"]
            .iter()
            .find_map(|name| root.text_of(name).or_else(|| error.text_of(name)));
        Some(Self {
            action,
            status,
            code: error.text_of("Code")?.to_owned(),
            message: error.text_of("Message").unwrap_or_default().to_owned(),
            request_id: request_id.map(str::to_owned),
        })
    }

    fn kind(&self) -> Kind {
        match self.code.as_str() {
            "RequestExpired" | "RequestTimeTooSkewed" | "RequestInTheFuture" => Kind::Clock,
            "SignatureDoesNotMatch" | "InvalidSignatureException" | "IncompleteSignature" => {
                let clock = ["Signature expired", "Signature not yet current"];
                if clock.iter().any(|words| self.message.contains(words)) {
                    Kind::Clock
                } else {
                    Kind::Signature
                }
            }
            "InvalidClientTokenId" | "InvalidAccessKeyId" | "UnrecognizedClientException" => {
                Kind::UnknownKey
            }
            "ExpiredToken" | "ExpiredTokenException" => Kind::Expired,
            "AccessDenied" | "AccessDeniedException" => Kind::Denied,
            "LimitExceeded" => Kind::Quota,
            "NoSuchEntity" => Kind::Gone,
            "Throttling"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "SlowDown" => Kind::Throttled,
            "ServiceFailure" | "InternalFailure" | "ServiceUnavailable" | "RequestTimeout" => {
                Kind::ServerError
            }
            "ValidationError" if self.message.contains("non-User credentials") => Kind::NeedsUser,
            "MissingAuthenticationToken" | "MissingAuthenticationTokenException" => Kind::Unsigned,
            "InvalidAction" | "UnknownAction" | "NotImplemented" | "UnknownOperationException" => {
                Kind::NoSuchAction
            }
            _ if self.status == 429 => Kind::Throttled,
            _ if self.status >= 500 => Kind::ServerError,
            _ => Kind::Other,
        }
    }
}

impl Error {
    /// The server's code, if it gave one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => Some(&error.code),
            _ => None,
        }
    }

    /// Whether nobody can tell what the server did: no answer came, or none that can be read, or
    /// one that says that it failed on the way.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        match self {
            Self::Service(_) => self.is(Kind::ServerError),
            Self::Transport(error) => *error != TransportError::Aborted,
            Self::Unreadable { .. } => true,
            Self::Unsignable => false,
        }
    }

    /// Whether the server does not accept the access key id.
    #[must_use]
    pub fn is_unknown_key(&self) -> bool {
        self.is(Kind::UnknownKey)
    }

    /// Whether there is no such user or key.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.is(Kind::Gone)
    }

    /// Whether temporary credentials have run out.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.is(Kind::Expired)
    }

    /// Whether the device's clock and the server's are too far apart.
    #[must_use]
    pub fn is_about_clock(&self) -> bool {
        self.is(Kind::Clock)
    }

    /// Whether the server does not know the action, as servers without an STS do.
    #[must_use]
    pub fn is_unknown_action(&self) -> bool {
        match self {
            // A server for other things answers with a page of its own. One that is in a hurry does
            // too, and says nothing of the action.
            Self::Unreadable { status, .. } => {
                (400..500).contains(status) && *status != 429 || *status == 501
            }
            _ => self.is(Kind::NoSuchAction),
        }
    }

    /// Why asking again may help, if it may.
    #[must_use]
    pub fn retry_reason(&self) -> Option<RetryReason> {
        match self {
            Self::Service(error) => match error.kind() {
                Kind::Throttled => Some(RetryReason::Throttled),
                Kind::ServerError => Some(RetryReason::ServerError),
                _ => None,
            },
            Self::Transport(TransportError::Offline) => Some(RetryReason::Offline),
            Self::Unreadable { status: 429, .. } => Some(RetryReason::Throttled),
            Self::Transport(TransportError::NoAnswer)
            | Self::Unreadable { status: 500 | 502..=504, .. } => Some(RetryReason::ServerError),
            Self::Transport(_) | Self::Unreadable { .. } | Self::Unsignable => None,
        }
    }

    /// The server's own time, from a refusal about the clock: the first of the time and the
    /// tolerance in parentheses, `(20261123T202111Z - 15 min.)`.
    #[must_use]
    pub fn server_time(&self) -> Option<Timestamp> {
        let Self::Service(error) = self else { return None };
        let (_, parentheses) = error.message.rsplit_once('(')?;
        Timestamp::parse_basic(parentheses.split(' ').next()?)
    }

    fn is(&self, kind: Kind) -> bool {
        matches!(self, Self::Service(error) if error.kind() == kind)
    }
}
