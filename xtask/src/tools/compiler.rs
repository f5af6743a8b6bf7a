//! What a minimal Rust toolchain lacks: components, and the standard library for the browser.
//!
//! Where rustup cannot fetch that library, Debian's compiler takes the place of the user's for the
//! page, and Cargo builds the library from Debian's source along with it. Nothing is written into
//! rustup's folders.

use std::fs;

use super::{Tool, debian};
use crate::prelude::*;
use site::WASM;

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
/// A folder of links to these: the whole of /usr/bin first on the PATH would bring much more.
const LINKS: &str = "debian-rust";
const PROGRAMS: [&str; 4] = ["cargo", "rustc", "cargo-clippy", "clippy-driver"];

/// Adds a component of rustup's: `rustfmt`, `clippy`, or `rust-src`, since a release builds the
/// standard library along with the page, for size and without the texts of panics.
pub fn ensure_component(project: &Project, name: &str) -> Result<()> {
    let sh = &project.sh;
    let is_ready = || match name {
        "rustfmt" => succeeds(cmd!(sh, "cargo fmt --version")),
        "clippy" => succeeds(cmd!(sh, "cargo clippy --version")),
        _ => std_source(project).is_some_and(|source| source.is_dir()),
    };
    let fix = format!("add {name} to the Rust toolchain that you use");
    let tool = Tool { name, seconds: 10, fix: &fix };
    tool.ensure(project, is_ready, || run_aside(cmd!(sh, "rustup component add {name}")))
}

/// Sets up a compiler that can build for the browser.
pub fn ensure_wasm(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let tool = Tool {
        name: WASM,
        seconds: 60,
        fix: "let the downloads of rustup, or Debian's archive, be reached",
    };
    let is_ready = || has_wasm(sh) || debian_programs(project).is_some();
    tool.ensure(project, is_ready, || {
        run_aside(cmd!(sh, "rustup target add {WASM}")).or_else(|error| {
            eprintln!("{error:#}.\nDebian's compiler will build the page, and leaves yours alone.");
            debian::install(sh, &PACKAGES)?;
            project.fill(LINKS, |links| {
                let link = |program| cmd!(sh, "ln -s /usr/bin/{program} {links}").run();
                Ok(PROGRAMS.into_iter().try_for_each(link)?)
            })
        })
    })
}

/// The folder of Debian's programs for the PATH, if the compiler there cannot build for the browser.
pub fn debian_programs(project: &Project) -> Option<PathBuf> {
    let is_needed = project.has(LINKS) && !has_wasm(&project.sh);
    let links = is_needed.then(|| project.cached(LINKS))?;
    links.join("rustc").is_file().then_some(links)
}

/// The linker of rustup's toolchain, since Debian's compiler has none for the browser.
pub fn rustup_linker(project: &Project) -> Option<PathBuf> {
    let hosts = fs::read_dir(sysroot(&project.sh)?.join("lib/rustlib")).ok()?.flatten();
    hosts.map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.is_file())
}

fn has_wasm(sh: &Shell) -> bool {
    let folder = cmd!(sh, "rustc --print target-libdir --target {WASM}").ignore_stderr().read();
    let mut files = folder.into_iter().flat_map(fs::read_dir).flatten().flatten();
    files.any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

fn std_source(project: &Project) -> Option<PathBuf> {
    let is_debian = debian_programs(project).is_some();
    let sysroot = if is_debian { "/usr".into() } else { sysroot(&project.sh)? };
    Some(sysroot.join("lib/rustlib/src/rust/library/std"))
}

/// The folder of the toolchain on the PATH.
fn sysroot(sh: &Shell) -> Option<PathBuf> {
    cmd!(sh, "rustc --print sysroot").read().ok().map(PathBuf::from)
}
