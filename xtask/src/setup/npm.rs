//! Tools that are npm packages: binaryen (for `wasm-opt`), esbuild and axe-core. None has
//! dependencies, so each is one archive with a pinned checksum.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::apt::{self, Package};
use super::cargo_tool::prints_version;
use super::{Piece, prebuilt};
use crate::folders::Folders;
use crate::pins::{AXE, BINARYEN, ESBUILD, NpmPackage, WASM_OPT};
use crate::run::{Run, on_path};
use crate::trouble::{Outcome, Trouble};

/// Optimises WebAssembly for size.
pub struct WasmOpt;

/// Minifies scripts.
pub struct Minifier;

/// The accessibility checker that is run inside the page.
pub struct Axe;

impl WasmOpt {
    /// The folder to put on the PATH, if the one that is there is another version.
    pub fn folder(folders: &Folders) -> Option<PathBuf> {
        (!Self::on_path()).then(|| cached(folders, &BINARYEN).join("bin"))
    }

    fn on_path() -> bool {
        on_path("wasm-opt").is_some_and(|path| prints_version(&path, WASM_OPT))
    }
}

impl Piece for WasmOpt {
    fn name(&self) -> String {
        format!("wasm-opt {WASM_OPT}")
    }

    fn ready(&self, folders: &Folders) -> bool {
        has_node() && (cached(folders, &BINARYEN).join("bin/wasm-opt").is_file() || Self::on_path())
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(20)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        pack(&self.name(), folders, &BINARYEN)
    }
}

impl Minifier {
    /// The script for Node.js, once it is ready.
    pub fn script(folders: &Folders) -> PathBuf {
        cached(folders, &ESBUILD).join("bin/esbuild")
    }
}

impl Piece for Minifier {
    fn name(&self) -> String {
        format!("esbuild {}", ESBUILD.version)
    }

    fn ready(&self, folders: &Folders) -> bool {
        has_node() && Self::script(folders).is_file()
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        pack(&self.name(), folders, &ESBUILD)
    }
}

impl Axe {
    /// Where the script is, once it is ready.
    pub fn script(folders: &Folders) -> PathBuf {
        cached(folders, &AXE).join("axe.min.js")
    }
}

impl Piece for Axe {
    fn name(&self) -> String {
        format!("axe-core {}", AXE.version)
    }

    fn ready(&self, folders: &Folders) -> bool {
        Self::script(folders).is_file()
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        pack(&self.name(), folders, &AXE)
    }
}

fn cached(folders: &Folders, package: &NpmPackage) -> PathBuf {
    folders.cached(&folder(package)).join("package")
}

fn folder(package: &NpmPackage) -> String {
    format!("tools/{}-{}", package.name, package.version)
}

fn has_node() -> bool {
    on_path("node").is_some()
}

/// Fetches the package's archive, checks it and unpacks it.
fn pack(step: &str, folders: &Folders, package: &NpmPackage) -> Outcome {
    if !has_node() || on_path("npm").is_none() {
        let node = [
            Package::new("nodejs", "node", "Node.js 18 or newer"),
            Package::new("npm", "npm", "npm"),
        ];
        apt::install(step, &node)?;
    }
    folders.fill(&folder(package), |root| {
        let spec = format!("{}@{}", package.name, package.version);
        Run::new(step, "npm")
            .args(["pack", "--loglevel=error", "--fetch-retries=1", &spec])
            .dir(root)
            .mend("check that the npm registry can be reached and run this again")
            .go_aside()?;
        let archive = root.join(format!("{}-{}.tgz", package.name, package.version));
        if !prebuilt::has_checksum(&archive, package.sha256)? {
            return Err(Trouble::new(
                step,
                format!(
                    "`npm pack {spec}` gave an archive with another checksum than the pinned one"
                ),
                "check which registry npm uses: nothing of it was run",
            ));
        }
        prebuilt::unpack(step, &archive, root)?;
        fs::remove_file(&archive).map_err(|error| Trouble::file(step, "remove", &archive, &error))
    })
}
