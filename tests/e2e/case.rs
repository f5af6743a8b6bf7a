//! A story as a test case.

use support::{Engine, PeerKind, Story};

/// A story: its name, the peer it runs on, and its steps.
#[derive(Clone, Copy)]
pub struct Case {
    /// Its module and function.
    pub name: &'static str,
    /// Which server it needs.
    pub peer: PeerKind,
    /// Its steps.
    pub steps: fn(&Story),
    engines: Engines,
}

#[derive(Clone, Copy)]
enum Engines {
    All,
    Chromium,
}

impl Case {
    const fn new(name: &'static str, peer: PeerKind, steps: fn(&Story)) -> Self {
        Self { name, peer, steps, engines: Engines::All }
    }

    /// The same story, in Chromium only.
    pub const fn in_chromium(self) -> Self {
        Self { engines: Engines::Chromium, ..self }
    }

    /// Whether it runs in an engine.
    pub fn runs_in(&self, engine: Engine) -> bool {
        match self.engines {
            Engines::All => true,
            Engines::Chromium => engine == Engine::Chromium,
        }
    }
}

/// A story on moto, which verifies signatures and policies and has the quota.
pub const fn on_moto(name: &'static str, steps: fn(&Story)) -> Case {
    Case::new(name, PeerKind::Moto, steps)
}

/// A story on ministack, which refuses inactive keys and has a root user.
pub const fn on_ministack(name: &'static str, steps: fn(&Story)) -> Case {
    Case::new(name, PeerKind::Ministack, steps)
}

/// A story on roto, which verifies nothing but paginates.
pub const fn on_roto(name: &'static str, steps: fn(&Story)) -> Case {
    Case::new(name, PeerKind::Roto, steps)
}
