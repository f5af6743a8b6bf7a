//! The IAM servers the stories run against, in a Python environment of pinned versions.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::apt;
use super::{Piece, prebuilt};
use crate::folders::{self, Folders};
use crate::run::Run;
use crate::trouble::{Outcome, Trouble};

/// Every package with its version.
const REQUIREMENTS: &str = include_str!("peers.txt");
/// Written last: an environment without it was interrupted.
const COMPLETE: &str = "complete";
const STEP: &str = "The IAM servers for the tests";

/// moto, ministack, roto and boto3.
pub struct Peers;

impl Peers {
    /// The Python environment. Its name changes with the versions, so it is never half old.
    pub fn folder(folders: &Folders) -> PathBuf {
        let hash = prebuilt::hex(&Sha256::digest(REQUIREMENTS));
        folders.cached(&format!("venv-{}", &hash[..12]))
    }

    fn has_venv() -> bool {
        Run::new(STEP, "python3").args(["-c", "import venv, ensurepip"]).succeeds()
    }
}

impl Piece for Peers {
    fn name(&self) -> String {
        STEP.to_owned()
    }

    fn ready(&self, folders: &Folders) -> bool {
        Self::folder(folders).join(COMPLETE).is_file()
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(90)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        if !Self::has_venv() {
            apt::install_names(
                STEP,
                &["python3", "python3-venv"],
                "Python 3.11 or newer with its venv module",
            )?;
        }
        // Scripts inside name their folder, so it is made where it stays, not renamed.
        let venv = Self::folder(folders);
        folders::remove(&venv)?;
        Run::new(STEP, "python3")
            .args(["-m", "venv"])
            .arg(&venv)
            .mend("install Python 3.11 or newer with its venv module and run this again")
            .go_aside()?;
        let list = venv.join("requirements.txt");
        fs::write(&list, REQUIREMENTS)
            .map_err(|error| Trouble::file(STEP, "write", &list, &error))?;
        Run::new(STEP, venv.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--requirement"])
            .arg(&list)
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .mend("check that the Python package index can be reached and run this again")
            .go_aside()?;
        let complete = venv.join(COMPLETE);
        fs::write(&complete, "").map_err(|error| Trouble::file(STEP, "write", &complete, &error))
    }
}
