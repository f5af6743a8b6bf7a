//! Errors: what happened, likely causes, what to do.

use super::denial;
use super::endpoint::server as server_name;
use super::explanation::{CAUSES, Explanation, PolicyOffer, Remedy, explanation};
use crate::aws::{
    Error, ErrorKind, Policy, ScopePart, Server, Service, ServiceError, TransportError,
};

/// A self-hosted server that is not reachable.
const NO_SERVER: &str = "Nothing answers at this URL. Check the name and the port, that the server is running, and that \
                         this browser trusts its certificate.";
/// One that is.
const NO_CORS: &str = "The server does not let pages from this origin read its responses (CORS).";
const BLOCKED: &str = "A browser extension, a firewall or a proxy blocked the request.";

/// Explains an error of a request to a server.
#[must_use]
pub fn explain(error: &Error, server: Server) -> Explanation {
    let explained = match error {
        Error::Service(error) => service_error(error, server),
        Error::Transport(error) => transport_error(*error, server),
        Error::Unreadable { status: 429, .. } => throttled("HTTP 429", server),
        Error::Unreadable { action, status } => explanation(
            "UnreadableResponse",
            format!(
                "The response to {action}, with HTTP status {status}, is not in the format of IAM and STS."
            ),
            match server {
                Server::Aws => {
                    "It may come from a proxy, or from a network that requires you to sign in first. If not, AWS may \
                     be having problems. Try again in a moment."
                }
                Server::SelfHosted => {
                    "Check the URL and its path. MinIO and Garage have different APIs and cannot be used. If the URL is \
                     right, the server may be having problems. Try again in a moment."
                }
            },
        ),
        Error::Unsignable => explanation(
            "UnsignableRequest",
            "These credentials have characters that cannot be sent.",
            "Paste them again.",
        ),
    };
    let remedy = is_worth_another_try(error).then_some(Remedy::TryAgain);
    Explanation { remedy: explained.remedy.or(remedy), ..explained }
}

/// Whether the same request may succeed later, or once something outside of the page has changed.
fn is_worth_another_try(error: &Error) -> bool {
    match error {
        Error::Service(error) => {
            matches!(error.kind(), ErrorKind::Clock | ErrorKind::Throttled | ErrorKind::ServerError)
        }
        // A setting of the server has to change first.
        Error::Transport(TransportError::NoCors) | Error::Unsignable => false,
        Error::Transport(_) | Error::Unreadable { .. } => true,
    }
}

fn transport_error(error: TransportError, server: Server) -> Explanation {
    const NO_RESPONSE: &str = "No response arrived, and the browser does not say why.";
    match (error, server) {
        (TransportError::TimedOut, _) => explanation(
            "TimedOut",
            "No response arrived within 20 seconds.",
            "The server or the network may be busy. Try again in a moment.",
        ),
        (TransportError::Offline, _) => explanation(
            "Offline",
            "This device is offline.",
            "Nothing is lost. Try again when the network is back.",
        ),
        (TransportError::NoServer, _) => {
            explanation("NoResponse", "No response arrived.", NO_SERVER)
        }
        (TransportError::NoCors, _) => {
            explanation("NoResponse", NO_CORS, "Allow this page's origin:")
        }
        (_, Server::Aws) => Explanation {
            causes: &[
                "The network has no connection to the internet, or requires you to sign in first.",
                BLOCKED,
                "The network cannot resolve AWS's host name (DNS).",
                "AWS refused the request in a way that a page cannot read: the key may be wrong or belong to another \
                 partition.",
            ],
            ..explanation("NoResponse", NO_RESPONSE, CAUSES)
        },
        (_, Server::SelfHosted) => Explanation {
            causes: &[NO_SERVER, NO_CORS, BLOCKED],
            ..explanation("NoResponse", NO_RESPONSE, CAUSES)
        },
    }
}

fn service_error(error: &ServiceError, server: Server) -> Explanation {
    let name = server_name(server);
    let code = error.code.as_str();
    let explained = match error.kind() {
        ErrorKind::Scope(part) => scope(error, part, server),
        ErrorKind::UnknownKey => Explanation {
            causes: unknown_key_causes(error.action, server),
            ..explanation(code, format!("{name} does not accept this access key ID."), CAUSES)
        },
        ErrorKind::Denied(denial) => {
            let policies = if denial.is_missing_allow() { policies(error) } else { Vec::new() };
            Explanation { policies, ..denial::explain(denial, error) }
        }
        ErrorKind::Quota(limit) => quota(code, limit, server),
        ErrorKind::Throttled => throttled(code, server),
        ErrorKind::ServerError => explanation(
            code,
            format!("{name} could not process the request."),
            match error.action {
                "CreateAccessKey" | "UpdateAccessKey" | "DeleteAccessKey" => {
                    "Check which keys exist now before you try again."
                }
                _ => "Try again in a moment.",
            },
        ),
        ErrorKind::NoSuchAction => explanation(
            code,
            format!("{name} does not support {}.", error.action),
            match server {
                Server::Aws => "A proxy between this tab and AWS may have changed the request.",
                Server::SelfHosted => {
                    "It may be another kind of server, or an older version. Check the endpoint."
                }
            },
        ),
        kind => match without_details(kind) {
            Some((meaning, advice)) => explanation(code, meaning, advice),
            None => explanation(
                code,
                format!("{name} refused {} with HTTP status {}.", error.action, error.status),
                if error.message.is_empty() {
                    "It gave no reason."
                } else {
                    "Its message is below."
                },
            ),
        },
    };
    Explanation {
        code: if code.is_empty() { format!("HTTP {}", error.status) } else { explained.code },
        code_label: match server {
            Server::Aws => "AWS's response:",
            Server::SelfHosted => "The server's response:",
        },
        detail: detail(error),
        ..explained
    }
}

fn throttled(code: &str, server: Server) -> Explanation {
    let meaning = format!("{} is limiting requests.", server_name(server));
    explanation(code, meaning, "Try again in a moment.")
}

/// Meaning and advice of the kinds whose sentences depend on nothing else.
const fn without_details(kind: ErrorKind) -> Option<(&'static str, &'static str)> {
    let sentences = match kind {
        ErrorKind::Clock => (
            "This device's clock and the server's are more than 15 minutes apart.",
            "Set this device's clock, then try again.",
        ),
        ErrorKind::Signature => (
            "The secret access key does not belong to this access key ID.",
            "Copy both again from the same key file. A lost secret cannot be recovered: create a new key instead.",
        ),
        ErrorKind::Expired => {
            ("These temporary credentials have expired.", "Get new ones and paste them.")
        }
        ErrorKind::NoSuchEntity => {
            ("This user or key does not exist.", "It may have been deleted in the meantime.")
        }
        ErrorKind::NeedsUser => (
            "These credentials have no access keys of their own.",
            "Sign in again and enter the name of the IAM user whose keys you want to manage.",
        ),
        ErrorKind::Unsigned => (
            "The request arrived without its signature, or with a damaged one.",
            "A proxy, a firewall or a browser extension may have changed it. Try another network, or turn the \
             extension off.",
        ),
        _ => return None,
    };
    Some(sentences)
}

/// A signature for a region or service that the server does not accept.
fn scope(error: &ServiceError, part: ScopePart, server: Server) -> Explanation {
    let name = server_name(server);
    let code = error.code.as_str();
    match (part, server) {
        (ScopePart::Region, Server::Aws) => explanation(
            code,
            "AWS does not accept signatures for this region.",
            "The key may belong to another partition. Sign in again, and choose its partition under Where.",
        ),
        (ScopePart::Region, Server::SelfHosted) => explanation(
            code,
            "The server does not accept signatures for this region.",
            match error.expected_region() {
                Some(region) => format!("Sign in again with the region {region}."),
                None => "Sign in again with the server's own region.".to_owned(),
            },
        ),
        (ScopePart::Service, _) => {
            let service = match error.service {
                Service::Iam => "IAM",
                Service::Sts => "STS",
            };
            explanation(
                code,
                format!("{name} does not accept signatures for {service} at this URL."),
                "Check the endpoint. One URL has to serve both IAM and STS.",
            )
        }
    }
}

fn quota(code: &str, limit: Option<u32>, server: Server) -> Explanation {
    let meaning = match (limit, server) {
        (Some(limit), Server::Aws) => {
            format!(
                "There are already {limit} access keys, which is the limit. Inactive keys count."
            )
        }
        (None, Server::Aws) => {
            "There are already as many access keys as allowed. Inactive keys count.".to_owned()
        }
        (Some(limit), Server::SelfHosted) => {
            format!("The server's limit of {limit} access keys is reached.")
        }
        (None, Server::SelfHosted) => "The server's limit of access keys is reached.".to_owned(),
    };
    let advice = "Make one inactive, check that nothing stops working, and delete it. Then create the new one.";
    explanation(code, meaning, advice)
}

/// Why a key is not accepted, by likelihood for the action that was called.
fn unknown_key_causes(action: &str, server: Server) -> &'static [&'static str] {
    const RECENT: &str =
        "The key was created seconds ago and cannot be used everywhere yet. Try again in a moment.";
    const TOKEN: &str = "The credentials are temporary, and the session token is missing or belongs to another \
                         session.";
    const MISTYPED: &str = "The key is inactive or deleted, or its ID is mistyped.";
    const RETIRED: &str = "The key was made inactive or deleted in the meantime.";
    match (action, server) {
        ("GetCallerIdentity" | "GetSessionToken", Server::Aws) => {
            &[MISTYPED, "The key belongs to another partition.", TOKEN, RECENT]
        }
        ("GetCallerIdentity" | "GetSessionToken", Server::SelfHosted) => {
            &[MISTYPED, "The key belongs to another server.", TOKEN]
        }
        (_, Server::Aws) => {
            &[RETIRED, "The session was created without MFA, and cannot call IAM.", RECENT]
        }
        (_, Server::SelfHosted) => &[RETIRED, TOKEN],
    }
}

fn policies(error: &ServiceError) -> Vec<PolicyOffer> {
    let Some(smallest) = Policy::for_denied(error.service, error.action, &error.message) else {
        return Vec::new();
    };
    let all = smallest.for_all_own_keys().map(|policy| PolicyOffer {
        name: "Full policy",
        copy: "Copy full policy",
        purpose: "A policy that allows everything that this page does with this user's keys:",
        document: policy.to_json(),
    });
    let smallest = PolicyOffer {
        name: "Smallest policy",
        copy: "Copy smallest policy",
        purpose: "The smallest policy that allows this:",
        document: smallest.to_json(),
    };
    [smallest].into_iter().chain(all).collect()
}

fn detail(error: &ServiceError) -> Option<String> {
    (!error.message.is_empty()).then(|| match &error.request_id {
        Some(id) => [&*error.message, " (request ", id, ")"].concat(),
        None => error.message.clone().into(),
    })
}
