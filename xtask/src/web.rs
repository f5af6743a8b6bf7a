//! The environment in which the page is built: which compiler, which tools, which flags.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::folders::{self, Folders};
use crate::pins;
use crate::run::{Run, quote};
use crate::setup::Piece;
use crate::setup::cargo_tool::CargoTool;
use crate::setup::npm::{Minifier, WasmOpt};
use crate::setup::std_source::{self, StdSource};
use crate::setup::wasm_target::{Compiler, WasmTarget};
use crate::trouble::{Outcome, Trouble};

/// Leptos keeps its views as trait objects: a smaller page that compiles sooner.
const ERASE_COMPONENTS: &str = "--cfg=erase_components";
/// SHA-256 as a loop instead of written out: 2 kB less, and a signature still takes microseconds.
const COMPACT_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";
const STEP: &str = "The page's tools";

/// What the page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Being worked on.
    Work,
    /// Being hosted: optimised, and the same on every machine.
    Release,
    /// Whatever is done by hand in a shell.
    Shell,
}

/// What is needed to build the page.
pub struct Tools {
    trunk: CargoTool,
    bindgen: CargoTool,
    purpose: Purpose,
}

impl Tools {
    /// The tools at the versions this checkout wants.
    pub fn of(folders: &Folders, purpose: Purpose) -> Outcome<Self> {
        let path = folders.root().join("Cargo.lock");
        let lock = fs::read_to_string(&path)
            .map_err(|error| Trouble::file(STEP, "read", &path, &error))?;
        let bindgen = pins::locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
            Trouble::new(
                STEP,
                format!("{} names no version of wasm-bindgen", path.display()),
                "restore Cargo.lock from the repository",
            )
        })?;
        Ok(Self {
            trunk: CargoTool {
                name: "trunk",
                program: "trunk",
                version: pins::TRUNK.to_owned(),
                opt_level: "0",
                flags: &["--locked", "--no-default-features", "--features", "rustls"],
                builds_in: Duration::from_mins(4),
            },
            bindgen: CargoTool {
                name: "wasm-bindgen-cli",
                program: "wasm-bindgen",
                version: bindgen.to_owned(),
                opt_level: "1",
                flags: &["--locked"],
                builds_in: Duration::from_secs(135),
            },
            purpose,
        })
    }

    /// The pieces to set up, in an order that does the uncertain first.
    pub fn pieces(&self) -> Vec<&dyn Piece> {
        let mut pieces: Vec<&dyn Piece> = vec![&WasmTarget, &self.bindgen, &self.trunk];
        if self.optimise() {
            pieces.push(&WasmOpt);
        }
        if self.purpose == Purpose::Release {
            pieces.push(&StdSource);
            pieces.push(&Minifier);
        }
        pieces
    }

    fn optimise(&self) -> bool {
        self.purpose != Purpose::Work
    }

    /// Where Trunk is.
    pub fn trunk(&self, folders: &Folders) -> PathBuf {
        self.trunk.program(folders)
    }

    /// The environment that builds the page with these tools, once they are ready.
    pub fn vars(&self, folders: &Folders) -> Vec<(&'static str, OsString)> {
        let compiler = Compiler::find(folders).unwrap_or(Compiler::Own);
        let mut path = Vec::new();
        let mut flags = vec![ERASE_COMPONENTS.to_owned()];
        let mut vars = Vec::new();
        let release = self.purpose == Purpose::Release;
        if release {
            flags.extend(remaps(folders));
            flags.push(COMPACT_SHA2.to_owned());
            flags.extend(std_source::RUSTC_FLAGS.map(str::to_owned));
            vars.extend(std_source::CARGO_VARS.map(|(name, value)| (name, value.into())));
        }
        if let Compiler::Debian(sysroot) = &compiler {
            path.push(sysroot.join("bin"));
            if !release {
                flags.push(format!("--sysroot={}", sysroot.display()));
            }
            if let Some(linker) = rustup_linker(folders) {
                vars.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into_os_string()));
            }
        }
        for program in [self.trunk.program(folders), self.bindgen.program(folders)] {
            path.extend(program.parent().map(Path::to_owned));
        }
        path.extend(self.optimise().then(|| WasmOpt::folder(folders)).flatten());
        vars.push(("PATH", with_path(&path)));
        vars.push((
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            usable(&flags).join(" ").into(),
        ));
        vars.push(("TRUNK_SKIP_VERSION_CHECK", "true".into()));
        if let Ok(own) = env::current_exe() {
            vars.push(("KEYCUTTER_XTASK", own.into_os_string()));
        }
        vars
    }

    /// The same as lines for a shell.
    pub fn exports(&self, folders: &Folders) -> String {
        let vars = self.vars(folders).into_iter();
        let lines: Vec<_> = vars
            .map(|(name, value)| format!("export {name}={}", quote(&value.to_string_lossy())))
            .collect();
        lines.join("\n")
    }
}

/// Flags that keep this machine's paths out of the released page. The page under work keeps
/// them, since a compiler's message should name a file one can open.
fn remaps(folders: &Folders) -> Vec<String> {
    let mut remaps = vec![remap(folders.root(), "/keycutter")];
    let sources = folders::crate_sources();
    let entries = sources.and_then(|sources| fs::read_dir(sources).ok());
    let mut registries: Vec<_> = entries.into_iter().flatten().flatten().collect();
    registries.sort_by_key(fs::DirEntry::file_name);
    remaps.extend(registries.iter().map(|it| remap(&it.path(), "/crates")));
    remaps
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// Cargo splits this variable at spaces, so a path with one cannot be given. The page then
/// works as well, and only names its makers' folders in panics.
fn usable(flags: &[String]) -> Vec<&str> {
    flags.iter().map(String::as_str).filter(|flag| !flag.contains(char::is_whitespace)).collect()
}

/// Debian's compiler has no linker for wasm; rustup's toolchain brings one that fits.
fn rustup_linker(folders: &Folders) -> Option<PathBuf> {
    let sysroot =
        Run::new(STEP, "rustc").args(["--print", "sysroot"]).dir(folders.root()).read().ok()?;
    let rustlib = Path::new(&sysroot).join("lib/rustlib");
    let hosts = fs::read_dir(rustlib).ok()?.flatten();
    hosts.map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.is_file())
}

fn with_path(first: &[PathBuf]) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(env::split_paths(&rest));
    // A folder with a colon in its name cannot stand on a PATH: then the PATH stays as it is.
    env::join_paths(all).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cargo_builds_the_page_with_the_same_flag() {
        let config = include_str!("../../.cargo/config.toml");
        assert!(config.contains(&format!("rustflags = [\"{ERASE_COMPONENTS}\"]")));
    }

    #[test]
    fn a_path_with_a_space_is_not_given_to_cargo() {
        let flags = [remap(Path::new("/a"), "/b"), remap(Path::new("/a c"), "/b")];
        assert_eq!(usable(&flags), ["--remap-path-prefix=/a=/b"]);
    }
}
