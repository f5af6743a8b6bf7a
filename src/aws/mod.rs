//! The IAM and STS Query APIs, without any I/O of their own.
//!
//! Nothing here sends a request or reads a clock: both come in through [`Transport`]. An action
//! ([`iam`], [`sts`]) is its form and its answer side by side; [`Client`] signs the one, hands it
//! to the transport and reads the other.

mod action;
mod client;
mod credentials;
mod endpoint;
mod error;
pub mod iam;
mod identity;
pub mod query;
mod request;
mod sign;
pub mod sts;
pub mod xml;

pub use action::{Action, MalformedAnswer};
pub use client::Client;
pub use credentials::{CredentialField, CredentialProblem, Credentials};
pub use endpoint::{CustomEndpoint, EndpointField, EndpointProblem, Partition, Place, Service};
pub use error::{Error, Explanation, ServiceError};
pub use identity::{CallerIdentity, KeyOwner, Principal};
pub use request::{Request, Response, Transport, TransportError};
pub use sign::{Scope, SignError, sign};
