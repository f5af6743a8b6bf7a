//! The source of the standard library, which a release builds along with the page: for size, and
//! without the texts of panics. That makes the page a fifth smaller than with the library as it
//! comes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Piece;
use super::wasm_target::{Compiler, DEBIAN_SOURCE};
use crate::folders::Folders;
use crate::run::Run;
use crate::trouble::Outcome;

const STEP: &str = "The source of the standard library";

/// What cargo is told through its environment, so that Trunk's call of it builds the library too.
pub const CARGO_VARS: [(&str, &str); 3] = [
    // Cargo's and rustc's flags below are not settled yet; the compiler is the stable one.
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What rustc is told: a panic is a trap and nothing else, and `Debug` writes nothing, so that
/// neither can tell a secret.
pub const RUSTC_FLAGS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// The source, with the compiler it belongs to.
pub struct StdSource;

impl Piece for StdSource {
    fn name(&self) -> String {
        STEP.to_owned()
    }

    fn ready(&self, folders: &Folders) -> bool {
        source(folders).is_some_and(|source| source.join("library/std").is_dir())
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        Run::new(STEP, "rustup")
            .args(["component", "add", "rust-src"])
            .dir(folders.root())
            .mend("install your Rust's rust-src component and run this again")
            .go_aside()
    }
}

fn source(folders: &Folders) -> Option<PathBuf> {
    match Compiler::find(folders)? {
        Compiler::Own => {
            let rustc = Run::new(STEP, "rustc").args(["--print", "sysroot"]).dir(folders.root());
            Some(Path::new(&rustc.read().ok()?).join("lib/rustlib/src/rust"))
        }
        Compiler::Debian(_) => Some(PathBuf::from(DEBIAN_SOURCE)),
    }
}
