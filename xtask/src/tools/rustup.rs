//! What a minimal Rust toolchain lacks: components, and a compiler for the browser.

use super::{Tool, std_build};
use crate::prelude::*;
use crate::project::WASM;

/// A component of rustup's: `rustfmt`, `clippy`, or `rust-src`, since a release builds the standard
/// library along with the page, for size and without the texts of panics.
pub fn component<'a>(project: &'a Project, name: &'a str) -> Tool<'a> {
    let sh = &project.sh;
    let is_ready = move || match name {
        "rustfmt" => succeeds(cmd!(sh, "cargo fmt --version")),
        "clippy" => succeeds(cmd!(sh, "cargo clippy --version")),
        _ => std_source(project).is_some_and(|source| source.join("library/std").is_dir()),
    };
    Tool {
        name: name.to_owned(),
        seconds: 10,
        fix: format!("add {name} to the Rust toolchain that you use, and run this again"),
        is_ready: Box::new(is_ready),
        set_up: Box::new(move || run_aside(cmd!(sh, "rustup component add {name}"))),
    }
}

fn std_source(project: &Project) -> Option<PathBuf> {
    match Compiler::find(project)? {
        Compiler::Own => Some(own_sysroot(project)?.join("lib/rustlib/src/rust")),
        Compiler::Debian(_) => Some(std_build::SOURCE.into()),
    }
}

/// The folder of the toolchain on the PATH.
pub fn own_sysroot(project: &Project) -> Option<PathBuf> {
    let sh = &project.sh;
    cmd!(sh, "rustc --print sysroot").read().ok().map(PathBuf::from)
}

/// A compiler that can build for the browser.
pub enum Compiler {
    /// The one on the PATH.
    Own,
    /// Debian's, with the folder of [`std_build`]: `bin` for the PATH, `lib` as its sysroot.
    Debian(PathBuf),
}

impl Compiler {
    /// The compiler to use, if there is one.
    pub fn find(project: &Project) -> Option<Self> {
        let sh = &project.sh;
        let libdir = cmd!(sh, "rustc --print target-libdir --target {WASM}").ignore_stderr();
        if libdir.read().is_ok_and(|folder| std_build::has_std(Path::new(&folder))) {
            return Some(Self::Own);
        }
        let sysroot = project.cached(&std_build::folder(sh)?);
        sysroot.is_dir().then_some(Self::Debian(sysroot))
    }
}

/// A compiler for the browser with its standard library.
pub fn wasm_target(project: &Project) -> Tool<'_> {
    let sh = &project.sh;
    let set_up = move || {
        run_aside(cmd!(sh, "rustup target add {WASM}")).or_else(|error| {
            eprintln!("{error:#}.\nBuilding it with Debian's compiler, which leaves yours alone.");
            std_build::set_up(project)
        })
    };
    Tool {
        name: format!("The {WASM} target"),
        seconds: 120,
        fix: "let rustup or Debian's archive be reached, and run this again".to_owned(),
        is_ready: Box::new(|| Compiler::find(project).is_some()),
        set_up: Box::new(set_up),
    }
}
