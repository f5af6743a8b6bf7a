//! The environment in which the page is built: compiler, tools and flags.

use std::env;
use std::ffi::OsString;
use std::fs;

use crate::prelude::*;
use crate::tools::cargo_tool::{TRUNK, WASM_BINDGEN, WASM_SPLIT};
use crate::tools::{compiler, node};

/// Leptos keeps its views as trait objects: a smaller page that compiles sooner.
const ERASE_COMPONENTS: &str = "--cfg=erase_components";
/// SHA-256 as a loop and not unrolled: 2 kB less, and a signature still takes microseconds.
const COMPACT_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";
/// A panic is a trap and `Debug` writes nothing, so that neither can tell a secret.
const SILENT: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];
/// Keeps what the program is split by: the parts (`src/part.rs`), and what refers to what.
const SPLIT: [&str; 2] = ["--cfg=split", "-Clink-arg=--emit-relocs"];
/// Lets Trunk's call of Cargo build the standard library too. The compiler is a stable one; its
/// flags for this are not stable yet.
const BUILD_STD: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What the page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Development.
    Dev,
    /// Hosting: optimised, in parts, and the same bytes on every machine.
    Site,
}

impl Profile {
    /// Sets up the tools that build the page, those that fail most easily first.
    pub fn ensure_tools(self, project: &Project) -> Result<()> {
        compiler::ensure_wasm(project)?;
        WASM_BINDGEN.ensure(project)?;
        TRUNK.ensure(project)?;
        if self == Self::Site {
            node::ensure(project)?;
            compiler::ensure_component(project, "rust-src")?;
            WASM_SPLIT.ensure(project)?;
        }
        Ok(())
    }

    /// The environment variables that choose them, once they are ready.
    pub fn vars(self, project: &Project) -> Vec<(&'static str, OsString)> {
        let (mut vars, mut path) = (Vec::new(), Vec::new());
        let debian = compiler::debian_programs(project);
        if self == Self::Site || debian.is_some() {
            vars.extend(BUILD_STD.map(|(name, value)| (name, value.into())));
        }
        if let Some(programs) = debian {
            path.push(programs);
            let linker = compiler::rustup_linker(project).map(PathBuf::into_os_string);
            vars.extend(linker.map(|it| ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", it)));
        }
        let programs = [TRUNK, WASM_BINDGEN].map(|tool| tool.program(project));
        path.extend(programs.iter().filter_map(|it| it.parent()).map(Path::to_owned));
        vars.push(("PATH", with_path(path)));
        vars.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", self.flags(project).into()));
        vars.push(("TRUNK_SKIP_VERSION_CHECK", "true".into()));
        vars.extend(env::current_exe().map(|own| ("KEYCUTTER_XTASK", own.into_os_string())));
        vars
    }

    fn flags(self, project: &Project) -> String {
        let mut flags = vec![ERASE_COMPONENTS.to_owned()];
        if self == Self::Site {
            flags.extend(remaps(project));
            flags.extend([COMPACT_SHA2].into_iter().chain(SILENT).chain(SPLIT).map(str::to_owned));
        }
        // Cargo splits the variable at spaces, so a path with one cannot be given: then the program
        // names that folder, and works all the same.
        flags.retain(|flag| !flag.contains(char::is_whitespace));
        flags.join(" ")
    }
}

/// Flags that keep this machine's paths out of the site. In development a compiler's message names a
/// file that can be opened.
fn remaps(project: &Project) -> impl Iterator<Item = String> {
    let entries = site::crate_sources().and_then(|sources| fs::read_dir(sources).ok());
    let mut registries: Vec<_> = entries.into_iter().flatten().flatten().collect();
    registries.sort_by_key(fs::DirEntry::file_name);
    let crates = registries.into_iter().map(|it| (it.path(), "/crates"));
    std::iter::once((project.root().to_owned(), "/keycutter"))
        .chain(crates)
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
}

fn with_path(first: Vec<PathBuf>) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    // A folder with a colon in its name cannot stand on a PATH, which then stays as it is.
    env::join_paths(first.into_iter().chain(env::split_paths(&rest))).unwrap_or(rest)
}

#[test]
fn plain_cargo_builds_the_page_with_the_same_flag() {
    let config = include_str!("../../.cargo/config.toml");
    assert!(config.contains(&format!("rustflags = [\"{ERASE_COMPONENTS}\"]")));
}
