//! Parts of the Rust toolchain a minimal one lacks: rustfmt and Clippy.

use std::time::Duration;

use super::Piece;
use crate::folders::Folders;
use crate::run::Run;
use crate::trouble::Outcome;

/// A component of rustup's, named as rustup names it.
pub struct Component(pub &'static str);

/// Formats the code.
pub const RUSTFMT: Component = Component("rustfmt");
/// Lints it.
pub const CLIPPY: Component = Component("clippy");

impl Piece for Component {
    fn name(&self) -> String {
        self.0.to_owned()
    }

    fn ready(&self, folders: &Folders) -> bool {
        let command = if self.0 == RUSTFMT.0 { "fmt" } else { self.0 };
        Run::new(self.0, "cargo").args([command, "--version"]).dir(folders.root()).succeeds()
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        Run::new(self.0, "rustup")
            .args(["component", "add", self.0])
            .dir(folders.root())
            .mend(format!("install {} for the Rust you use and run this again", self.0))
            .go_aside()
    }
}
