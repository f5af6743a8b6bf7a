//! HTTP servers on loopback, each of which records its requests.

mod blocking_proxy;
mod client;
mod clock;
mod compromised;
mod connection;
pub mod fault;
mod headers;
mod other_origin;
pub mod proxy;
pub mod record;
mod response;
mod server;
pub mod site;

pub use blocking_proxy::BlockingProxy;
pub use client::post;
pub use compromised::{CompromisedHost, POISONED, Repair};
pub use connection::Connection;
pub use other_origin::OtherOrigin;
pub use record::{Exchange, HIDDEN_HOST, Record};
