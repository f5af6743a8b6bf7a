//! Running a story.

use super::context::Story;
use super::panics;
use crate::browser::Engine;
use crate::environment::Environment;
use crate::peers::{Peer, PeerKind};
use crate::secrets::redact;

impl Environment {
    /// Runs one story in one engine, audits it, and keeps artifacts when it fails.
    ///
    /// # Errors
    ///
    /// What failed, and where the artifacts are.
    pub fn run(
        &self,
        engine: Engine,
        name: &str,
        peer: PeerKind,
        steps: &dyn Fn(&Story),
    ) -> Result<(), String> {
        self.with_peer(peer, |peer| self.run_on(peer, engine, name, steps))
    }

    fn run_on(
        &self,
        peer: &Peer,
        engine: Engine,
        name: &str,
        steps: &dyn Fn(&Story),
    ) -> Result<(), String> {
        let mut story = Story::begin(self, engine, peer);
        let mut outcome = story.run(steps);
        if outcome.is_err() && story.requested_no_page() {
            eprintln!("{engine}::{name} is retried: its browser never requested the page.");
            story = Story::begin(self, engine, peer);
            outcome = story.run(steps);
        }
        outcome.map_err(|error| {
            let folder = story.save_artifacts(name, &error);
            let message = format!("{error}\n\nArtifacts are in {}", folder.display());
            redact(&message, &story.secrets())
        })
    }
}

impl Story<'_> {
    fn run(&self, steps: &dyn Fn(&Story)) -> Result<(), String> {
        panics::catch(|| steps(self))
            .and_then(|()| self.audit())
            .and_then(|()| self.check_residue())
    }

    /// Whether the browser hung before it requested anything of the page, which therefore cannot be
    /// the cause. About one `MiniBrowser` in some hundreds starts that way.
    fn requested_no_page(&self) -> bool {
        self.engine() == Engine::Webkit
            && self.browser().load_timed_out()
            && self.site().record().all().is_empty()
            // A page from a file makes no request, so nothing is known of it.
            && self.log().files.is_empty()
    }
}
