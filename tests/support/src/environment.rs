//! What all stories of a run share: the settings, and the peers once a story needs them.

use std::sync::OnceLock;

use crate::axe::Axe;
use crate::browser::Engine;
use crate::peers::{Boto, Peer, PeerKind};
use crate::settings::Settings;

/// What all stories of a run share.
#[derive(Debug)]
pub struct Environment {
    pub(crate) settings: Settings,
    pub(crate) axe: Axe,
    boto: OnceLock<&'static Boto>,
    moto: OnceLock<Peer>,
    ministack: OnceLock<Peer>,
}

impl Environment {
    /// Reads the settings. No peer runs yet.
    ///
    /// # Errors
    ///
    /// One sentence that names what is missing.
    pub fn load() -> Result<Self, String> {
        let settings = Settings::from_env()?;
        Ok(Self {
            axe: Axe::read(&settings.axe)?,
            settings,
            boto: OnceLock::new(),
            moto: OnceLock::new(),
            ministack: OnceLock::new(),
        })
    }

    /// The engines to test in.
    #[must_use]
    pub fn engines(&self) -> &[Engine] {
        &self.settings.engines
    }

    /// Calls a function with a running peer.
    pub(crate) fn with_peer<T>(&self, kind: PeerKind, action: impl FnOnce(&Peer) -> T) -> T {
        match kind {
            PeerKind::Moto => action(self.moto.get_or_init(|| self.start(kind))),
            PeerKind::Ministack => action(self.ministack.get_or_init(|| self.start(kind))),
            // It has a single caller, so stories cannot share it; and it starts at once.
            PeerKind::Roto => action(&self.start(kind)),
        }
    }

    fn start(&self, kind: PeerKind) -> Peer {
        let venv = &self.settings.venv;
        let boto = self.boto.get_or_init(|| Box::leak(Box::new(Boto::start(venv))));
        Peer::start(kind, venv, boto)
    }
}
