//! What can go wrong between a signed form and its response.

use super::{ErrorKind, RetryReason, ServiceError, TransportError};
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

    /// Whether the caller may not call the action.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        matches!(self, Self::Service(error) if matches!(error.kind(), ErrorKind::Denied(_)))
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
