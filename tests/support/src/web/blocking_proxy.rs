//! The HTTP proxy that browsers are told to use for all but loopback: it records and refuses.

use std::net::SocketAddr;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;

use super::record::{self, Record};
use super::server::{Listener, Server};

/// A proxy that lets no request out.
#[derive(Debug)]
pub struct BlockingProxy {
    server: Server,
    record: Record,
}

impl BlockingProxy {
    /// Starts one on a free port.
    #[must_use]
    pub fn start() -> Self {
        let record = Record::default();
        let router = Router::new()
            .fallback((StatusCode::FORBIDDEN, "No request leaves this machine during a test."))
            .layer(middleware::from_fn_with_state(record.clone(), record::exchange));
        // WebKit speaks TLS even to the proxy when it wants TLS behind it.
        let server = Server::start_with(Listener::default(), router, Some(record.clone()));
        Self { server, record }
    }

    /// Where browsers find it.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The refused requests.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }
}
