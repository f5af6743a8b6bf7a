//! A compiler for wasm32: the user's own with rustup's standard library, or, where rustup cannot
//! fetch that, Debian's compiler with a standard library built once from Debian's source.
//!
//! Debian's compiler stands beside the user's and is used for the page only. What is built goes
//! into the cache as a sysroot of its own; nothing is written into `/usr` or rustup's folders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Piece;
use super::apt;
use crate::folders::{self, Folders};
use crate::run::{Run, on_path};
use crate::trouble::{Outcome, Trouble};

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";
const STEP: &str = "The wasm32 target";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const DEBIAN_PROGRAMS: [&str; 4] = ["cargo", "rustc", "cargo-clippy", "clippy-driver"];
/// The oldest Rust that builds this project.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");
const DEBIAN_BIN: &str = "/usr/bin";
/// Where Debian's package puts the source of the standard library.
pub const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust";

/// A compiler that can build for the browser.
pub enum Compiler {
    /// The one on the PATH.
    Own,
    /// Debian's, with this folder of ours: `bin` to put on the PATH, `lib` as its sysroot.
    Debian(PathBuf),
}

impl Compiler {
    /// The compiler to use, if there is one.
    pub fn find(folders: &Folders) -> Option<Self> {
        if own_compiler_has_target(folders) {
            return Some(Self::Own);
        }
        let sysroot = folders.cached(&debian_sysroot()?);
        sysroot.is_dir().then_some(Self::Debian(sysroot))
    }
}

/// The standard library for the browser, with a compiler that fits it.
pub struct WasmTarget;

impl Piece for WasmTarget {
    fn name(&self) -> String {
        STEP.to_owned()
    }

    fn ready(&self, folders: &Folders) -> bool {
        Compiler::find(folders).is_some()
    }

    fn takes(&self) -> Duration {
        Duration::from_mins(2)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        if on_path("rustup").is_some() {
            let added = Run::new(STEP, "rustup")
                .args(["target", "add", WASM])
                .dir(folders.root())
                .go_aside();
            if added.is_ok() && own_compiler_has_target(folders) {
                return Ok(());
            }
            eprintln!("rustup cannot fetch it from here.");
        }
        eprintln!("Building it with Debian's compiler, which stands beside yours.");
        if debian_sysroot().is_none() || !Path::new(DEBIAN_SOURCE).is_dir() {
            apt::install_newest(
                STEP,
                &DEBIAN_PACKAGES,
                &format!("the {WASM} target of your Rust (`rustup target add {WASM}`)"),
            )?;
        }
        let sysroot = debian_sysroot().ok_or_else(|| {
            Trouble::new(
                STEP,
                format!("`apt-get install {}` brought no Rust {NEEDED}", DEBIAN_PACKAGES[0]),
                "let rustup reach its downloads, or add Debian's security archive, \
                 and run this again",
            )
        })?;
        folders.fill(&sysroot, |folder| {
            link_programs(&folder.join("bin"))?;
            build_std(folders, &folder.join("lib/rustlib").join(WASM).join("lib"))
        })
    }
}

fn own_compiler_has_target(folders: &Folders) -> bool {
    Run::new(STEP, "rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .dir(folders.root())
        .read()
        .is_ok_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// What Debian's compiler says of itself, if it is installed.
fn debian_version() -> Option<String> {
    let rustc = Path::new(DEBIAN_BIN).join("rustc");
    rustc.is_file().then(|| debian(&rustc).args(["--version", "--verbose"]).read().ok())?
}

/// The name of our sysroot for Debian's compiler: another compiler has another.
fn debian_sysroot() -> Option<String> {
    sysroot_name(&debian_version()?)
}

/// Its release and commit, unless it is too old for this project.
fn sysroot_name(version: &str) -> Option<String> {
    let field =
        |name: &str| version.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let commit = field("commit-hash").filter(|hash| *hash != "unknown");
    let commit = commit.map_or("", |hash| hash.get(..9).unwrap_or(hash));
    let release = field("release")?;
    (numbers(release) >= numbers(NEEDED)).then(|| format!("sysroot-{release}-{commit}"))
}

/// A version as numbers that compare.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map_while(|number| number.parse().ok()).collect()
}

/// The name std's own source has in the official builds, instead of where it lies here.
fn official_source_name() -> Option<String> {
    let version = debian_version()?;
    let hash = version.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    Some(format!("/rustc/{hash}"))
}

/// A command of Debian's toolchain, out of reach of rustup's settings for its own.
fn debian(program: &Path) -> Run {
    Run::new(STEP, program)
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTC_WRAPPER")
}

/// Debian's programs in a folder of their own: all of `/usr/bin` first on the PATH would
/// bring much more.
fn link_programs(bin: &Path) -> Outcome {
    folders::create(bin)?;
    for program in DEBIAN_PROGRAMS {
        let link = bin.join(program);
        symlink(&Path::new(DEBIAN_BIN).join(program), &link)
            .map_err(|error| Trouble::file(STEP, "create", &link, &error))?;
    }
    Ok(())
}

#[cfg(unix)]
fn symlink(original: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(original, link)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Builds the standard library of Debian's source, and keeps its libraries in `lib`.
fn build_std(folders: &Folders, lib: &Path) -> Outcome {
    let work = folders.unfinished("std")?;
    let write = |name: &str, text: &str| {
        let path = work.join(name);
        fs::write(&path, text).map_err(|error| Trouble::file(STEP, "write", &path, &error))
    };
    folders::create(&work.join("src"))?;
    write(
        "Cargo.toml",
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n\
         [profile.release]\npanic = \"abort\"\n\n[workspace]\n",
    )?;
    write("src/lib.rs", "//! Empty: only what stands below it is wanted.\n")?;

    // The names the official builds give these folders, so that no page names this machine's.
    let source = official_source_name().map(|name| (PathBuf::from(DEBIAN_SOURCE), name));
    let crates = folders::crate_sources().map(|sources| (sources, "/rust/deps".to_owned()));
    let remaps = source.into_iter().chain(crates).map(|(from, to)| {
        // Flags are split by this character, which no path holds.
        format!("\u{1f}--remap-path-prefix={}={to}", from.display())
    });
    let flags = format!("-Cembed-bitcode=yes{}", remaps.collect::<String>());
    debian(&Path::new(DEBIAN_BIN).join("cargo"))
        .args(["build", "--release", "--target", WASM])
        .arg("-Zbuild-std=std,panic_abort")
        .dir(&work)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", Path::new(DEBIAN_BIN).join("rustc"))
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .mend("check that the crate registry can be reached and run this again")
        .go_aside()?;

    folders::create(lib)?;
    let built = work.join("target").join(WASM).join("release/deps");
    let entries =
        fs::read_dir(&built).map_err(|error| Trouble::file(STEP, "read", &built, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libempty-") {
            let path = entry.path();
            fs::copy(&path, lib.join(&name))
                .map_err(|error| Trouble::file(STEP, "copy", &path, &error))?;
        }
    }
    if !holds_std(lib) {
        return Err(Trouble::new(
            STEP,
            format!("`{DEBIAN_BIN}/cargo build -Zbuild-std` left no standard library"),
            "install the Debian package rust-web-src again",
        ));
    }
    folders::remove(&work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_compiler_has_another_sysroot() {
        let said = "rustc 1.96.0 (ac68faa20 2026-05-25)\nbinary: rustc\n\
                    commit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\nrelease: 1.96.0\n";
        assert_eq!(sysroot_name(said).as_deref(), Some("sysroot-1.96.0-ac68faa20"));
        assert_eq!(
            sysroot_name("commit-hash: unknown\nrelease: 1.97.0\n").as_deref(),
            Some("sysroot-1.97.0-")
        );
        assert_eq!(sysroot_name("what?"), None);
    }

    #[test]
    fn an_old_compiler_has_none() {
        assert_eq!(sysroot_name("release: 1.85.0\n"), None);
        assert!(numbers("1.100.0") > numbers("1.95"));
        assert!(numbers("1.95.0") >= numbers("1.95"));
    }
}
