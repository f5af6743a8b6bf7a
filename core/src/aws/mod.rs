//! The IAM and STS Query APIs, without any I/O of their own.
//!
//! Nothing here sends a request or reads a clock: both are done by a [`Transport`]. An action
//! ([`iam`], [`sts`]) is its form and its result side by side; [`Client`] signs the form, hands it
//! to the transport and reads the response.

mod action;
mod bucket;
mod caller;
mod client;
mod credential_fields;
mod credential_problem;
mod credentials;
mod denial;
mod endpoint;
mod error;
pub mod iam;
mod identity;
mod key_changes;
mod partition;
mod policy;
pub mod query;
mod redact;
mod request;
mod retry;
mod service_error;
mod sign;
pub mod sts;
mod url;
mod user_changes;
pub mod xml;

pub use action::{Action, MalformedAnswer};
pub use bucket::{BucketProblem, check_bucket};
pub use caller::Identified;
pub use client::Client;
pub use credential_fields::{Checks, Fields, Shapes, is_documentation_example};
pub use credential_problem::{
    AccessKeyIdProblem, CredentialField, CredentialProblem, Fix, OtherId, SecretAccessKeyProblem,
    SessionTokenProblem,
};
pub use credentials::Credentials;
pub use denial::{Denial, MfaFailure, PolicyKind};
pub(crate) use endpoint::region_problem;
pub use endpoint::{
    CustomEndpoint, Endpoint, EndpointField, EndpointProblem, RegionProblem, Server, UrlProblem,
};
pub use error::Error;
pub use identity::{CallerIdentity, KeyOwner, Principal, UserNameProblem};
pub use key_changes::NotCreated;
pub use partition::{Partition, Service};
pub use policy::Policy;
pub use request::{Headers, Request, Response, TIME_LIMIT, Transport, TransportError};
pub use retry::{Pause, Retry, RetryReason};
use service_error::Call;
pub use service_error::{ErrorKind, ScopePart, ServiceError};
pub use sign::{Scope, SignError, sign};
