//! Peers for tests without a browser.

use std::path::PathBuf;
use std::sync::OnceLock;

use support::{Boto, Peer, PeerKind, settings};

/// Starts a peer.
pub fn start(kind: PeerKind) -> Peer {
    static BOTO: OnceLock<(Boto, PathBuf)> = OnceLock::new();
    let (boto, venv) = BOTO.get_or_init(|| {
        let venv = settings::venv().unwrap_or_else(|sentence| panic!("{sentence}"));
        (Boto::start(&venv), venv)
    });
    Peer::start(kind, venv, boto)
}
