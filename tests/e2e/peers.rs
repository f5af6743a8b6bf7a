//! Tests against IAM servers by other authors, without a browser.

#[path = "peers/client.rs"]
mod client;
#[path = "peers/parity/mod.rs"]
mod parity;
#[path = "peers/running.rs"]
mod running;
