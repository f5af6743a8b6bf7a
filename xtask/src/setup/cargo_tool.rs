//! Tools that are crates: Trunk, wasm-bindgen and geckodriver.
//!
//! Used as it stands on the PATH when it has the very version; else fetched ready-made; else
//! built in a light profile, since building is most of a first setup and these tools run for
//! seconds.

use std::path::PathBuf;
use std::time::Duration;

use super::{Piece, prebuilt};
use crate::folders::{self, Folders};
use crate::run::{Run, on_path};
use crate::trouble::Outcome;

/// A program of a crate, in one version.
pub struct CargoTool {
    /// The crate.
    pub name: &'static str,
    /// The program in it.
    pub program: &'static str,
    /// The one version that is used.
    pub version: String,
    /// How much the compiler should try.
    pub opt_level: &'static str,
    /// More arguments for `cargo install`.
    pub flags: &'static [&'static str],
    /// About how long building it takes.
    pub builds_in: Duration,
}

impl CargoTool {
    /// Where the program is, once it is ready.
    pub fn program(&self, folders: &Folders) -> PathBuf {
        match on_path(self.program) {
            Some(path) if prints_version(&path, &self.version) => path,
            _ => self.own(folders),
        }
    }

    fn own(&self, folders: &Folders) -> PathBuf {
        let file = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        folders.cached(&self.folder()).join("bin").join(file)
    }

    fn folder(&self) -> String {
        format!("tools/{}-{}", self.name, self.version)
    }
}

impl Piece for CargoTool {
    fn name(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    fn ready(&self, folders: &Folders) -> bool {
        self.own(folders).is_file() || self.program(folders).is_file()
    }

    fn takes(&self) -> Duration {
        self.builds_in
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        folders.fill(&self.folder(), |root| {
            let bin = root.join("bin");
            folders::create(&bin)?;
            if let Some(archive) = prebuilt::find(self.name, &self.version)
                && prebuilt::fetch(archive, self.program, &bin, folders)?
                && prints_version(&bin.join(self.program), &self.version)
            {
                return Ok(());
            }
            eprintln!("Building it.");
            // The work stays where it is when this is interrupted, and goes on from there.
            let target = folders.unfinished(&format!("{}-{}", self.name, self.version))?;
            Run::new(&self.name(), "cargo")
                .args(["install", self.name, "--version", &self.version])
                .args(self.flags)
                .arg("--root")
                .arg(root)
                .arg("--force")
                .dir(folders.root())
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
                .env("CARGO_PROFILE_RELEASE_LTO", "false")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .env_remove("RUSTFLAGS")
                .mend(
                    "check that a C compiler (gcc) is installed and that the crate registry \
                     can be reached, and run this again: what is built so far is kept",
                )
                .go_aside()?;
            folders::remove(&target)
        })
    }
}

/// Whether a program's `--version` names this very version.
pub fn prints_version(program: &std::path::Path, version: &str) -> bool {
    Run::new("Version", program)
        .arg("--version")
        .read()
        .is_ok_and(|said| names_version(&said, version))
}

fn names_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word.trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_version_counts() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version("wasm-opt version 132 (version_132)", "132"));
        assert!(names_version("geckodriver 0.37.1 ( 2026-01-01)", "0.37.1"));
        assert!(!names_version("trunk 0.21.1", "0.21.14"));
        assert!(!names_version("trunk 0.21.14-beta", "0.21.14"));
    }
}
