//! Errors: what happened, likely causes, what to do.

use crate::aws::{Error, ErrorKind, Policy, Server, ServiceError, TransportError};

/// An error, explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The server's error code, or a short name where there was no response.
    pub code: String,
    /// What happened and what it means.
    pub meaning: String,
    /// What to do next; before a list of causes, its introduction.
    pub advice: &'static str,
    /// What may have caused it, the likeliest first.
    pub causes: &'static [&'static str],
    /// The smallest policy that allows what was denied.
    pub policy: Option<String>,
    /// The server's own message, if it had one, and the request's id, which AWS Support asks for.
    pub detail: Option<String>,
}

/// The introduction of a list of causes.
const CAUSES: &str = "Likely causes:";

/// A self-hosted server that is not reachable.
const NO_SERVER: &str = "Nothing answers at this URL. Check the name and the port, that the server is running, and that \
                         this browser trusts its certificate.";
/// One that is.
const NO_CORS: &str = "The server does not let pages from this origin read its responses (CORS).";
const BLOCKED: &str = "A browser extension, a firewall or a proxy blocks the request.";

/// Explains an error of a request to a server.
#[must_use]
pub fn explain(error: &Error, server: Server) -> Explanation {
    match error {
        Error::Service(error) => service_error(error),
        Error::Transport(error) => transport_error(*error, server),
        Error::Unreadable { action, status } => Explanation {
            meaning: format!(
                "The response to {action}, with HTTP status {status}, is not in the format of IAM and STS."
            ),
            ..explanation(
                "UnreadableAnswer",
                "",
                match server {
                    Server::Aws => {
                        "It may come from a proxy, or from a network that you have to sign in to first. If not, AWS may be \
                     having problems. Try again in a moment."
                    }
                    Server::SelfHosted => {
                        "Check the URL and its path. MinIO and Garage have different APIs and cannot be used. If the URL is \
                     right, the server may be having problems. Try again in a moment."
                    }
                },
            )
        },
        Error::Unsignable => explanation(
            "UnsignableRequest",
            "These credentials have characters that cannot be sent.",
            "Paste them again.",
        ),
    }
}

fn transport_error(error: TransportError, server: Server) -> Explanation {
    match (error, server) {
        (TransportError::TimedOut, _) => explanation(
            "TimedOut",
            "No response came within 20 seconds.",
            "The server or the network may be busy. Try again in a moment.",
        ),
        (TransportError::Offline, _) => explanation(
            "Offline",
            "This device is offline.",
            "Nothing is lost. Try again when the network is back.",
        ),
        (TransportError::NoServer, _) => explanation("NoAnswer", "No response came.", NO_SERVER),
        (TransportError::NoCors, _) => {
            explanation("NoAnswer", NO_CORS, "Allow this page's origin:")
        }
        (_, Server::Aws) => no_response(
            CAUSES,
            &[
                "The network has no connection to the Internet, or you have to sign in to it first.",
                BLOCKED,
                "The network cannot resolve AWS's host name (DNS).",
                "AWS refused the request in a way that a page cannot read: the key may be wrong, or belong to another \
                 partition.",
            ],
        ),
        (_, Server::SelfHosted) => no_response(CAUSES, &[NO_SERVER, NO_CORS, BLOCKED]),
    }
}

fn service_error(error: &ServiceError) -> Explanation {
    let (meaning, advice) = match error.kind() {
        ErrorKind::Clock => (
            "This device's clock and the server's are more than 15 minutes apart.",
            "Set this device's clock, then try again.",
        ),
        ErrorKind::Signature => (
            "The secret access key does not belong to this access key ID.",
            "Copy both again from the same key file. A lost secret cannot be recovered: create a new key instead.",
        ),
        ErrorKind::UnknownKey => ("The server does not accept this access key ID.", CAUSES),
        ErrorKind::Expired => {
            ("These temporary credentials have expired.", "Get new ones and paste them.")
        }
        ErrorKind::Denied => (
            "",
            "Ask an administrator of the account for a policy that allows it, or sign in with another identity.",
        ),
        ErrorKind::Quota => (
            "There are already two access keys, which is the limit. Inactive keys count.",
            "Make one inactive, check that nothing stops working, and delete it. Then create the new one.",
        ),
        ErrorKind::NoSuchEntity => {
            ("This user or key no longer exists.", "Refresh to see which keys exist now.")
        }
        ErrorKind::Throttled => {
            ("The server is limiting requests.", "Wait a moment, then try again.")
        }
        ErrorKind::ServerError => (
            "The server could not process the request.",
            "Refresh to see which keys exist now, then try again.",
        ),
        ErrorKind::NeedsUser => (
            "These credentials have no access keys of their own.",
            "Sign in again, and name the IAM user whose keys you want to manage.",
        ),
        ErrorKind::Unsigned => (
            "The request arrived without its signature.",
            "A proxy, a firewall or a browser extension removes it. Sign in from another network, or without the \
             extension.",
        ),
        ErrorKind::NoSuchAction => {
            ("", "It may be another kind of server, or an older version. Check the endpoint.")
        }
        ErrorKind::Other => ("", "The server's message is below."),
    };
    let meaning = match error.kind() {
        ErrorKind::Denied => format!("This identity is not allowed to call {}.", error.action),
        ErrorKind::NoSuchAction => format!("This server does not support {}.", error.action),
        ErrorKind::Other => {
            format!("The server refused {} with HTTP status {}.", error.action, error.status)
        }
        _ => meaning.to_owned(),
    };
    Explanation {
        code: error.code.clone(),
        meaning,
        advice,
        causes: causes(error),
        policy: (error.kind() == ErrorKind::Denied)
            .then(|| Policy::for_denied(error.service, error.action, &error.message).to_json()),
        detail: detail(error),
    }
}

/// Why a key is not accepted, by likelihood for the action that was called.
fn causes(error: &ServiceError) -> &'static [&'static str] {
    match (error.kind(), error.action) {
        (ErrorKind::UnknownKey, "GetCallerIdentity" | "GetSessionToken") => &[
            "The key is inactive or deleted, or its ID is mistyped.",
            "The key belongs to another partition.",
            "The credentials are temporary, and the session token is missing or belongs to another session.",
            "The key was created seconds ago and cannot be used everywhere yet. Try again in a moment.",
        ],
        (ErrorKind::UnknownKey, _) => &[
            "The key was made inactive or deleted in the meantime.",
            "The session was created without MFA, and cannot call IAM.",
            "The key was created seconds ago and cannot be used everywhere yet. Try again in a moment.",
        ],
        _ => &[],
    }
}

fn detail(error: &ServiceError) -> Option<String> {
    (!error.message.is_empty()).then(|| match &error.request_id {
        Some(id) => [&error.message, " (request ", id, ")"].concat(),
        None => error.message.clone(),
    })
}

fn explanation(code: &str, meaning: &str, advice: &'static str) -> Explanation {
    Explanation {
        code: code.to_owned(),
        meaning: meaning.to_owned(),
        advice,
        ..Explanation::default()
    }
}

fn no_response(advice: &'static str, causes: &'static [&'static str]) -> Explanation {
    let meaning = "No response came, and a browser does not tell a page why.";
    Explanation { causes, ..explanation("NoAnswer", meaning, advice) }
}
