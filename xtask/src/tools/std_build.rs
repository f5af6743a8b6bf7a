//! The standard library for the browser, built with Debian's compiler from Debian's source, for
//! machines where rustup cannot fetch it.
//!
//! Debian's compiler builds the page only. The library goes into a folder of the cache that serves
//! as its sysroot; nothing is written into `/usr` or into rustup's folders.

use std::fs;

use super::apt;
use crate::prelude::*;
use crate::project::{self, WASM};

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const PROGRAMS: [&str; 4] = ["cargo", "rustc", "cargo-clippy", "clippy-driver"];
/// Where the package puts the source of the standard library.
pub const SOURCE: &str = "/usr/lib/rustlib/src/rust";
/// The oldest Rust that builds this project.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");
const MANIFEST: &str = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n\
    [profile.release]\npanic = \"abort\"\n\n[workspace]\n";

/// The name of the folder, if the compiler is installed and not too old. Each compiler has its own.
pub fn folder(sh: &Shell) -> Option<String> {
    folder_of(&version(sh)?)
}

fn folder_of(version: &str) -> Option<String> {
    // 1.96 and not 1.100 is the older one.
    let numbers = |version: &str| version.split('.').map_while(|it| it.parse().ok()).collect();
    let (release, commit) = (field(version, "release")?, field(version, "commit-hash")?);
    let [own, needed]: [Vec<u32>; 2] = [numbers(release), numbers(NEEDED)];
    (own >= needed).then(|| format!("sysroot-{release}-{commit:.9}"))
}

/// What the compiler says of itself.
fn version(sh: &Shell) -> Option<String> {
    debian(cmd!(sh, "/usr/bin/rustc --version --verbose")).ignore_stderr().read().ok()
}

fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    version.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Keeps rustup's settings away from a command of Debian's toolchain.
fn debian(cmd: Cmd) -> Cmd {
    cmd.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC_WRAPPER")
}

/// Whether a folder holds a standard library.
pub fn has_std(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Installs the compiler where it is missing, and builds the library.
pub fn set_up(project: &Project) -> Result<()> {
    let sh = &project.sh;
    if folder(sh).is_none() || !Path::new(SOURCE).is_dir() {
        apt::update(sh);
        let wanted = format!("the {WASM} target of your Rust (`rustup target add {WASM}`)");
        apt::install(project, "The wasm32 target", &PACKAGES, &wanted)?;
    }
    let name = folder(sh).with_context(|| format!("Debian's Rust is older than {NEEDED}"))?;
    project.fill(&name, |folder| {
        // A folder of links: the whole of /usr/bin first on the PATH would bring much more.
        let bin = sh.create_dir(folder.join("bin"))?;
        for program in PROGRAMS {
            cmd!(sh, "ln -s /usr/bin/{program} {bin}").quiet().run()?;
        }
        build(project, &folder.join("lib/rustlib").join(WASM).join("lib"))
    })
}

/// Builds the library by way of an empty crate, and keeps it in `lib`.
fn build(project: &Project, lib: &Path) -> Result<()> {
    let sh = &project.sh;
    let work = project.unfinished("std")?;
    sh.write_file(work.join("Cargo.toml"), MANIFEST)?;
    sh.write_file(work.join("src/lib.rs"), "//! Empty: what it depends on is wanted.\n")?;

    // The paths that official builds have, so that no page names a folder of this machine.
    let version = version(sh).unwrap_or_default();
    let source = field(&version, "commit-hash").map(|hash| format!("{SOURCE}=/rustc/{hash}"));
    let crates = project::crate_sources().map(|it| format!("{}=/rust/deps", it.display()));
    // Cargo splits the flags at this character, which no path holds.
    let flags =
        source.into_iter().chain(crates).fold("-Cembed-bitcode=yes".to_owned(), |flags, it| {
            format!("{flags}\u{1f}--remap-path-prefix={it}")
        });
    let in_work = sh.push_dir(&work);
    let cargo =
        cmd!(sh, "/usr/bin/cargo build --release -Zbuild-std=std,panic_abort --target {WASM}")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", "/usr/bin/rustc")
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .env("CARGO_TARGET_DIR", work.join("target"));
    run_aside(debian(cargo))?;
    drop(in_work);

    let lib = sh.create_dir(lib)?;
    for file in sh.read_dir(work.join("target").join(WASM).join("release/deps"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            sh.copy_file(&file, &lib)?;
        }
    }
    ensure!(has_std(&lib), "`cargo build -Zbuild-std` left no standard library");
    Ok(sh.remove_path(work)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_compiler_that_is_new_enough_has_its_own_folder() {
        let folder = |release| folder_of(&format!("commit-hash: ac68\nrelease: {release}\n"));
        assert_eq!(folder("1.96.0").as_deref(), Some("sysroot-1.96.0-ac68"));
        assert_eq!(folder("1.100.0").as_deref(), Some("sysroot-1.100.0-ac68"));
        assert_eq!(folder("1.85.0"), None);
        assert_eq!(folder_of("what?"), None);
    }
}
