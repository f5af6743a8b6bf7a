//! The IAM and STS Query APIs, without any I/O of their own.
//!
//! Nothing here sends a request or reads a clock: both come in through [`Transport`]. An action
//! ([`iam`], [`sts`]) is its form and its answer side by side; [`Client`] signs the one, hands it
//! to the transport and reads the other.

mod action;
mod client;
mod credential_fields;
mod credentials;
mod endpoint;
mod error;
pub mod iam;
mod identity;
pub mod query;
mod request;
mod retry;
mod sign;
pub mod sts;
pub mod xml;

pub use action::{Action, MalformedAnswer};
pub use client::{Client, NotCreated};
pub use credential_fields::{
    Checks, CredentialField, CredentialProblem, Fields, Fix, Shapes, about_example, about_secret,
};
pub use credentials::Credentials;
pub use endpoint::{
    CustomEndpoint, Endpoint, EndpointField, EndpointProblem, Partition, Server, Service,
};
pub use error::{Error, Explanation, ServiceError};
pub use identity::{CallerIdentity, KeyOwner, Principal};
pub use request::{Headers, Request, Response, TIME_LIMIT, Transport, TransportError};
pub use retry::{Pause, Retry, RetryReason};
pub use sign::{Scope, SignError, sign};
