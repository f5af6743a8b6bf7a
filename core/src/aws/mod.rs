//! The IAM and STS Query APIs, without any I/O of their own.
//!
//! Nothing here sends a request or reads a clock: both are done by a [`Transport`]. An action
//! ([`iam`], [`sts`]) is its form and its result side by side; [`Client`] signs the form, hands it
//! to the transport and reads the response.

mod action;
mod client;
mod credential_fields;
mod credentials;
mod endpoint;
mod error;
pub mod iam;
mod identity;
mod partition;
mod policy;
pub mod query;
mod request;
mod retry;
mod sign;
pub mod sts;
pub mod xml;

pub use action::{Action, MalformedAnswer};
pub use client::{Client, NotCreated};
pub use credential_fields::{
    AccessKeyIdProblem, Checks, CredentialField, CredentialProblem, Fields, Fix, OtherId,
    SecretAccessKeyProblem, SessionTokenProblem, Shapes, is_documentation_example,
};
pub use credentials::Credentials;
pub use endpoint::{
    CustomEndpoint, Endpoint, EndpointField, EndpointProblem, RegionProblem, Server, UrlProblem,
};
pub use error::{Error, ErrorKind, ServiceError};
pub use identity::{CallerIdentity, KeyOwner, Principal, UserNameProblem};
pub use partition::{Partition, Service};
pub use policy::Policy;
pub use request::{Headers, Request, Response, TIME_LIMIT, Transport, TransportError};
pub use retry::{Pause, Retry, RetryReason};
pub use sign::{Scope, SignError, sign};
