//! The recording reverse proxy between the page and a peer.
//!
//! The peers do not answer preflights the way AWS does, so the proxy does. `Host` and body pass
//! through unchanged, so the peer can verify the signature. On demand a call fails: see [`Fault`].

mod cors;
mod handler;
mod rules;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::sync::watch;

use super::fault::Fault;
use super::record::Record;
use super::server::{Listener, Server};
use crate::runtime;
use handler::Shared;
use rules::Rule;

/// Keeps calls waiting until it is dropped.
#[derive(Debug)]
#[must_use = "calls wait no longer than this lives"]
pub struct Hold(watch::Sender<bool>);

impl Hold {
    /// Lets every waiting call continue, and all later ones.
    pub fn release(&self) {
        self.0.send_replace(true);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.release();
    }
}

/// A proxy in front of one peer.
#[derive(Debug)]
pub struct Proxy {
    server: Server,
    shared: Arc<Shared>,
    /// Dropped with the proxy, which ends the calls that are never answered.
    _running: watch::Sender<()>,
}

impl Proxy {
    /// Starts one on a free port.
    #[must_use]
    pub fn start(peer: SocketAddr) -> Self {
        let (running, ended) = watch::channel(());
        let listener = Listener::default();
        let shared = Arc::new(Shared::new(peer, listener.clone(), ended));
        let router = Router::new().fallback(handler::handle).with_state(Arc::clone(&shared));
        Self { server: Server::start_with(listener, router, None), shared, _running: running }
    }

    /// The URL for the field `Endpoint URL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }

    /// The calls so far.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.shared.record
    }

    /// The next call of an action fails.
    pub fn once(&self, action: &str, fault: Fault) {
        self.times(1, action, fault);
    }

    /// The next calls of an action fail.
    pub fn times(&self, count: u32, action: &str, fault: Fault) {
        self.fail(action, fault, Some(count));
    }

    /// Every call of an action fails.
    pub fn always(&self, action: &str, fault: Fault) {
        self.fail(action, fault, None);
    }

    /// Keeps calls of an action waiting.
    pub fn hold(&self, action: &str) -> Hold {
        let (sender, receiver) = watch::channel(false);
        self.shared.rules.add(action, Rule::Hold(receiver));
        Hold(sender)
    }

    /// Adds parameters to every call of an action. Only for a peer that verifies no signature: it
    /// does not cover them.
    pub fn add_parameters(&self, action: &str, parameters: &str) {
        self.shared.rules.add(action, Rule::AddParameters(parameters.to_owned()));
    }

    /// Refuses connections from now on.
    pub fn refuse(&self) {
        runtime::block_on(self.shared.listener.close());
    }

    /// Refuses connections once the next call of an action is answered.
    pub fn refuse_after(&self, action: &str) {
        self.shared.rules.add(action, Rule::StopListening);
    }

    /// Ends every fault, and listens again.
    pub fn reset(&self) {
        self.shared.reset();
        self.server.reopen();
    }

    fn fail(&self, action: &str, fault: Fault, count: Option<u32>) {
        let fresh = fault.needs_fresh_connection();
        self.shared.rules.add(action, Rule::Fail(fault, count));
        if fresh {
            runtime::block_on(self.shared.listener.close_idle());
        }
    }
}
