//! Names of servers, and problems of the endpoint fields.

use super::credentials::SECRET_IN_PLAIN_FIELD;
use crate::aws::{Endpoint, EndpointProblem, Partition, RegionProblem, Server, UrlProblem};

/// A server, as the subject of a sentence.
#[must_use]
pub const fn server(server: Server) -> &'static str {
    match server {
        Server::Aws => "AWS",
        Server::SelfHosted => "The server",
    }
}

/// A partition.
#[must_use]
pub const fn partition(partition: Partition) -> &'static str {
    match partition {
        Partition::Aws => "AWS",
        Partition::China => "AWS China",
        Partition::GovCloud => "AWS GovCloud (US)",
        Partition::EuropeanSovereign => "AWS European Sovereign Cloud",
    }
}

/// An endpoint: its partition, or its URL.
#[must_use]
pub fn name(endpoint: &Endpoint) -> &str {
    match endpoint {
        Endpoint::Partition(it) => partition(*it),
        Endpoint::Custom(custom) => custom.url(),
    }
}

/// Where `Continue` signs in, or is signing in: a partition's name, or a server's host and port.
#[must_use]
pub fn destination(server: &str, is_remembered: bool, is_signing_in: bool) -> String {
    match (is_signing_in, is_remembered) {
        (true, _) => format!("Signing in to {server}…"),
        (false, true) => format!("Sign in to {server} (remembered)"),
        (false, false) => format!("Sign in to {server}"),
    }
}

/// What happens if AWS's credentials are sent to a server that is not AWS's.
#[must_use]
pub fn question(server: &str) -> String {
    format!(
        "These look like AWS credentials, but {server} does not belong to AWS. It would receive the access key ID, the \
         session token if there is one, and signed requests, but not the secret access key."
    )
}

/// What is wrong with an endpoint field, and how to correct it.
#[must_use]
pub const fn problem(problem: &EndpointProblem) -> &'static str {
    match problem {
        EndpointProblem::Url(problem) => url(problem),
        EndpointProblem::Region(RegionProblem::LooksLikeSecret) => SECRET_IN_PLAIN_FIELD,
        EndpointProblem::Region(RegionProblem::WrongShape) => {
            "A region, such as us-east-1, has at most 32 lowercase letters, digits and hyphens."
        }
    }
}

const fn url(problem: &UrlProblem) -> &'static str {
    match problem {
        UrlProblem::NotAUrl => {
            "Enter a full URL, such as https://s3.example.com, or http://127.0.0.1:8000 for a server on this computer."
        }
        UrlProblem::HasUnusableParts => {
            "The URL must not contain a user name, a ?, // or /. in its path, or other special characters. Enter only the \
             server, and a path if it needs one."
        }
        UrlProblem::UnnameableHost => {
            "A content security policy cannot contain this host name, so this page cannot call the server. Use a \
             host name with only letters, digits, dots and hyphens."
        }
        UrlProblem::PlainHttp => {
            "With plain http, others on the network can read your requests. Use https; http works only for 127.0.0.1 \
             and localhost."
        }
        UrlProblem::Forbidden { .. } => {
            "The content security policy of this copy of Keycutter does not allow requests to this server."
        }
    }
}

/// The command that builds a copy of the page whose policy allows the endpoint, if that is the
/// problem.
#[must_use]
pub fn command(problem: &EndpointProblem) -> Option<String> {
    match problem {
        // A policy names no server that speaks plain http, but those on this computer.
        EndpointProblem::Url(UrlProblem::Forbidden { origin }) if origin.starts_with("https") => {
            Some(format!("cargo xtask dist --endpoint {origin}"))
        }
        _ => None,
    }
}
