//! The environment in which the page is built: compiler, tools and flags.

use std::env;
use std::ffi::OsString;
use std::fs;

use crate::prelude::*;
use crate::project;
use crate::tools::cargo_tool::{self, CargoTool};
use crate::tools::rustup::{self, Compiler};
use crate::tools::{self, node};

/// Leptos keeps its views as trait objects: a smaller page that compiles sooner.
const ERASE_COMPONENTS: &str = "--cfg=erase_components";
/// SHA-256 as a loop and not unrolled: 2 kB less, and a signature still takes microseconds.
const COMPACT_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";
/// A panic is a trap and `Debug` writes nothing, so that neither can tell a secret.
const SILENT: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];
/// Lets Trunk's call of Cargo build the standard library too. The compiler is the stable one; its
/// flags for this are not stable yet.
const BUILD_STD: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// Keeps what the program is split by: the parts (`src/part.rs`), and what refers to what.
const SPLIT: [&str; 2] = ["--cfg=split", "-Clink-arg=--emit-relocs"];

/// What the page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Development.
    Dev,
    /// Development, with an optimised program.
    Release,
    /// Hosting: optimised, in parts, and the same bytes on every machine.
    Site,
    /// Commands that a user types in a shell.
    Shell,
}

/// The tools that build the page.
pub struct PageTools {
    /// Builds and serves it.
    pub trunk: CargoTool,
    /// Joins the program and its script.
    pub bindgen: CargoTool,
    /// Splits the program.
    pub splitter: CargoTool,
    profile: Profile,
}

impl PageTools {
    /// The tools in the versions that this checkout wants.
    pub fn new(project: &Project, profile: Profile) -> Result<Self> {
        let bindgen = cargo_tool::wasm_bindgen(project)?;
        let [trunk, splitter] = [cargo_tool::trunk(), cargo_tool::wasm_split()];
        Ok(Self { trunk, bindgen, splitter, profile })
    }

    /// Sets them up, those that fail most easily first.
    pub fn ensure(&self, project: &Project) -> Result<()> {
        let mut tools = vec![
            rustup::wasm_target(project),
            self.bindgen.tool(project),
            self.trunk.tool(project),
        ];
        if self.profile != Profile::Dev {
            tools.push(node::tool(project));
        }
        if self.is_optimized() {
            tools.push(rustup::component(project, "rust-src"));
        }
        if self.profile == Profile::Site {
            tools.push(self.splitter.tool(project));
        }
        tools::ensure(project, &tools)
    }

    fn is_optimized(&self) -> bool {
        matches!(self.profile, Profile::Release | Profile::Site)
    }

    /// The environment variables that choose them, once they are ready.
    pub fn vars(&self, project: &Project) -> Vec<(&'static str, OsString)> {
        let mut path = Vec::new();
        let mut flags = vec![ERASE_COMPONENTS.to_owned()];
        let mut vars = Vec::new();
        let is_release = self.is_optimized();
        if is_release {
            flags.extend(remaps(project));
            flags.push(COMPACT_SHA2.to_owned());
            flags.extend(SILENT.map(str::to_owned));
            vars.extend(BUILD_STD.map(|(name, value)| (name, value.into())));
        }
        if self.profile == Profile::Site {
            flags.extend(SPLIT.map(str::to_owned));
        }
        if let Some(Compiler::Debian(sysroot)) = Compiler::find(project) {
            path.push(sysroot.join("bin"));
            if !is_release {
                flags.push(format!("--sysroot={}", sysroot.display()));
            }
            if let Some(linker) = rustup_linker(project) {
                vars.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into_os_string()));
            }
        }
        let programs = [self.trunk.program(project), self.bindgen.program(project)];
        path.extend(programs.iter().filter_map(|it| it.parent()).map(Path::to_owned));
        if self.profile != Profile::Dev {
            path.push(node::bin(project));
        }
        vars.push(("PATH", with_path(&path)));
        let flags = usable(&flags).join(" ");
        vars.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.into()));
        vars.push(("TRUNK_SKIP_VERSION_CHECK", "true".into()));
        vars.extend(env::current_exe().map(|own| ("KEYCUTTER_XTASK", own.into_os_string())));
        vars
    }
}

/// Flags that keep this machine's paths out of a release. In development a compiler's message
/// names a file that can be opened.
fn remaps(project: &Project) -> Vec<String> {
    let entries = project::crate_sources().and_then(|sources| fs::read_dir(sources).ok());
    let mut registries: Vec<_> = entries.into_iter().flatten().flatten().collect();
    registries.sort_by_key(fs::DirEntry::file_name);
    let crates = registries.iter().map(|it| remap(&it.path(), "/crates"));
    std::iter::once(remap(project.root(), "/keycutter")).chain(crates).collect()
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// Cargo splits the variable at spaces, so a path with one cannot be given: then panics name the
/// folder of the checkout, and the page works all the same.
fn usable(flags: &[String]) -> Vec<&str> {
    flags.iter().map(String::as_str).filter(|flag| !flag.contains(char::is_whitespace)).collect()
}

/// Debian's compiler has no linker for wasm; rustup's toolchain has one that fits.
fn rustup_linker(project: &Project) -> Option<PathBuf> {
    let hosts = fs::read_dir(rustup::own_sysroot(project)?.join("lib/rustlib")).ok()?.flatten();
    hosts.map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.is_file())
}

fn with_path(first: &[PathBuf]) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    // A folder with a colon in its name cannot stand on a PATH, which then stays as it is.
    env::join_paths(first.iter().cloned().chain(env::split_paths(&rest))).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cargo_builds_the_page_with_the_same_flag() {
        let config = include_str!("../../.cargo/config.toml");
        assert!(config.contains(&format!("rustflags = [\"{ERASE_COMPONENTS}\"]")));
        let flags = [remap(Path::new("/a"), "/b"), remap(Path::new("/a c"), "/b")];
        assert_eq!(usable(&flags), ["--remap-path-prefix=/a=/b"]);
    }
}
