//! The HTTP proxy every browser is told to use for all but loopback: it writes down and refuses.

use std::net::SocketAddr;

use super::record::{Exchange, Record};
use super::server::{Door, Server, answer};

/// A proxy that lets nothing out.
#[derive(Debug)]
pub struct Trap {
    server: Server,
    record: Record,
}

impl Trap {
    /// Starts one on a free port.
    #[must_use]
    pub fn start() -> Self {
        let record = Record::default();
        let refuse = {
            let record = record.clone();
            move |request| {
                let place = record.add(Exchange::asked(&request));
                record.complete(place, Some(403), b"", false);
                async {
                    Ok(answer(403, "text/plain", "Nothing leaves this machine during a test."))
                }
            }
        };
        // WebKit speaks TLS even to the proxy when it wants TLS behind it.
        let hidden = {
            let record = record.clone();
            move || {
                record.add(Exchange::unread());
            }
        };
        let server = Server::start_with(refuse, hidden, Door::default());
        Self { server, record }
    }

    /// Where browsers find it.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Who was asked for.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }
}
