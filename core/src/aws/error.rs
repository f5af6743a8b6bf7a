//! What can go wrong between a signed form and its response, and what each error code means.
//!
//! Codes: [IAM common errors](https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html).

use super::xml::Element;
use super::{RetryReason, Service, TransportError};
use crate::Timestamp;

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The server returned an error.
    Service(ServiceError),
    /// No HTTP response could be read.
    Transport(TransportError),
    /// A response that is not the API's XML: from a proxy, another kind of server or a broken one.
    Unreadable {
        /// The action that was called.
        action: &'static str,
        /// The HTTP status of the response.
        status: u16,
    },
    /// The request could not be built from these credentials.
    Unsignable,
}

/// An error that the server returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// The service that was called.
    pub service: Service,
    /// The action that was called, such as `CreateAccessKey`.
    pub action: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `AccessDenied`.
    pub code: String,
    /// The server's message; empty when there was none.
    pub message: String,
    /// The request's id, which AWS Support asks for.
    pub request_id: Option<String>,
}

/// The meaning of an error code: all codes of one kind have the same causes and remedies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The device's clock and the server's are too far apart.
    Clock,
    /// The signature is not the one that the server calculated.
    Signature,
    /// The server does not accept the access key ID.
    UnknownKey,
    /// Temporary credentials have expired.
    Expired,
    /// The identity is not allowed to call the action.
    Denied,
    /// A quota is used up.
    Quota,
    /// The user or the key does not exist.
    NoSuchEntity,
    /// Too many requests.
    Throttled,
    /// The server failed.
    ServerError,
    /// The caller has no access keys of its own, and named no user.
    NeedsUser,
    /// The request arrived without a signature.
    Unsigned,
    /// The server does not know the action.
    NoSuchAction,
    /// Any other code.
    Other,
}

impl ServiceError {
    /// Reads the envelopes in the wild: `<ErrorResponse><Error>`, `<ErrorResponse><Errors><Error>`,
    /// `<Response><Errors><Error>` and a bare `<Error>`. `None` when there is no code.
    pub(super) fn read(
        (service, action): (Service, &'static str),
        status: u16,
        root: &Element,
    ) -> Option<Self> {
        let error = if root.name() == "Error" {
            root
        } else {
            root.child("Error").or_else(|| root.child("Errors")?.child("Error"))?
        };
        let request_id = ["RequestId", "RequestID"]
            .iter()
            .find_map(|name| root.text_of(name).or_else(|| error.text_of(name)));
        Some(Self {
            service,
            action,
            status,
            code: error.text_of("Code")?.to_owned(),
            message: error.text_of("Message").unwrap_or_default().to_owned(),
            request_id: request_id.map(str::to_owned),
        })
    }

    /// What the code means.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.code.as_str() {
            "RequestExpired" | "RequestTimeTooSkewed" | "RequestInTheFuture" => ErrorKind::Clock,
            "SignatureDoesNotMatch" | "InvalidSignatureException" | "IncompleteSignature" => {
                let clock = ["Signature expired", "Signature not yet current"];
                if clock.iter().any(|words| self.message.contains(words)) {
                    ErrorKind::Clock
                } else {
                    ErrorKind::Signature
                }
            }
            "InvalidClientTokenId" | "InvalidAccessKeyId" | "UnrecognizedClientException" => {
                ErrorKind::UnknownKey
            }
            "ExpiredToken" | "ExpiredTokenException" => ErrorKind::Expired,
            "AccessDenied" | "AccessDeniedException" => ErrorKind::Denied,
            "LimitExceeded" => ErrorKind::Quota,
            "NoSuchEntity" => ErrorKind::NoSuchEntity,
            "Throttling"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "SlowDown" => ErrorKind::Throttled,
            "ServiceFailure" | "InternalFailure" | "ServiceUnavailable" | "RequestTimeout" => {
                ErrorKind::ServerError
            }
            "ValidationError" if self.message.contains("non-User credentials") => {
                ErrorKind::NeedsUser
            }
            "MissingAuthenticationToken" | "MissingAuthenticationTokenException" => {
                ErrorKind::Unsigned
            }
            "InvalidAction" | "UnknownAction" | "NotImplemented" | "UnknownOperationException" => {
                ErrorKind::NoSuchAction
            }
            _ if self.status == 429 => ErrorKind::Throttled,
            _ if self.status >= 500 => ErrorKind::ServerError,
            _ => ErrorKind::Other,
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

    /// Whether the action may have been carried out all the same: there was no response, no readable
    /// one, or a server error.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Service(_) => self.is(ErrorKind::ServerError),
            Self::Transport(error) => *error != TransportError::Aborted,
            Self::Unreadable { .. } => true,
            Self::Unsignable => false,
        }
    }

    /// Whether the server does not accept the access key id.
    #[must_use]
    pub fn is_unknown_key(&self) -> bool {
        self.is(ErrorKind::UnknownKey)
    }

    /// Whether the user or the key does not exist.
    #[must_use]
    pub fn is_no_such_entity(&self) -> bool {
        self.is(ErrorKind::NoSuchEntity)
    }

    /// Whether temporary credentials have expired.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.is(ErrorKind::Expired)
    }

    /// Whether the device's clock and the server's are too far apart.
    #[must_use]
    pub fn is_about_clock(&self) -> bool {
        self.is(ErrorKind::Clock)
    }

    /// Whether the server does not know the action, as servers without an STS do.
    #[must_use]
    pub fn is_unknown_action(&self) -> bool {
        match self {
            // A server without this API responds with a page of its own. So does one that throttles,
            // whatever the action.
            Self::Unreadable { status, .. } => {
                (400..500).contains(status) && *status != 429 || *status == 501
            }
            _ => self.is(ErrorKind::NoSuchAction),
        }
    }

    /// Why a retry may help, if it may.
    #[must_use]
    pub fn retry_reason(&self) -> Option<RetryReason> {
        match self {
            Self::Service(error) => match error.kind() {
                ErrorKind::Throttled => Some(RetryReason::Throttled),
                ErrorKind::ServerError => Some(RetryReason::ServerError),
                _ => None,
            },
            Self::Transport(TransportError::Offline) => Some(RetryReason::Offline),
            Self::Unreadable { status: 429, .. } => Some(RetryReason::Throttled),
            Self::Transport(TransportError::NoAnswer)
            | Self::Unreadable { status: 500 | 502..=504, .. } => Some(RetryReason::ServerError),
            Self::Transport(_) | Self::Unreadable { .. } | Self::Unsignable => None,
        }
    }

    /// The server's time, from an error about the clock. The message ends in the time and the
    /// tolerance, in parentheses: `(20261123T202111Z - 15 min.)`.
    #[must_use]
    pub fn server_time(&self) -> Option<Timestamp> {
        let Self::Service(error) = self else { return None };
        let (_, parentheses) = error.message.rsplit_once('(')?;
        Timestamp::parse_basic(parentheses.split(' ').next()?)
    }

    fn is(&self, kind: ErrorKind) -> bool {
        matches!(self, Self::Service(error) if error.kind() == kind)
    }
}
