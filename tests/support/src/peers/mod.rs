//! IAM servers by other authors, each with an administrator created at its start.
//!
//! Every story creates users of its own there, by requests that boto3 signs, so stories can share
//! a server.

mod boto;
mod credentials;
mod kind;
mod peer;
mod policy;
mod principals;

pub use boto::{Boto, Outcome};
pub use credentials::Credentials;
pub use kind::PeerKind;
pub use peer::Peer;
pub use principals::{Role, User};
