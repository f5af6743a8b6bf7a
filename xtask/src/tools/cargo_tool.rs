//! Tools that are crates: Trunk, wasm-bindgen, wasm-split-cli, geckodriver and cargo-deny.
//!
//! A program on the PATH is used when it has the version wanted. Otherwise a ready-made one is
//! fetched, if its checksum is known here and the release can be reached, or it is built.

use std::env;

use super::Tool;
use crate::http;
use crate::prelude::*;
use crate::project;
use crate::site::sha256;

/// Name, platform, checksum and path of each release that may be used ready-made.
const PREBUILT: &str = include_str!("prebuilt.txt");

/// A program of a crate, in one version.
#[derive(Clone, Debug)]
pub struct CargoTool {
    /// The crate.
    name: &'static str,
    program: &'static str,
    version: String,
    /// How much the compiler optimises: these tools run for seconds.
    opt_level: &'static str,
    /// More arguments for `cargo install`.
    flags: &'static str,
    /// How long it builds on a two-core machine.
    seconds: u64,
}

/// Drives Firefox.
pub fn geckodriver() -> CargoTool {
    CargoTool::new("geckodriver", "0.37.1", "1", 120)
}

/// Checks licences, sources and advisories.
pub fn cargo_deny() -> CargoTool {
    CargoTool::new("cargo-deny", "0.20.2", "0", 45)
}

/// Builds and serves the page.
pub fn trunk() -> CargoTool {
    let flags = "--no-default-features --features=rustls";
    CargoTool { flags, ..CargoTool::new("trunk", "0.21.14", "0", 240) }
}

/// Joins the program and its script, in the version of the crate in `Cargo.lock`.
pub fn wasm_bindgen(project: &Project) -> Result<CargoTool> {
    let lock = project.sh.read_file("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen");
    let version = version.context("Cargo.lock names no version of wasm-bindgen")?;
    let program = "wasm-bindgen";
    Ok(CargoTool { program, ..CargoTool::new("wasm-bindgen-cli", version, "1", 135) })
}

/// Splits the program, as `wasm_split_helpers` marks its parts, which Leptos brings.
pub fn wasm_split() -> CargoTool {
    let [program, flags] = ["wasm-split-cli", "--features=build-binary"];
    CargoTool { program, flags, ..CargoTool::new("wasm_split_cli_support", "0.2.4", "1", 75) }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let (_, found) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    found.split('"').next()
}

impl CargoTool {
    fn new(name: &'static str, version: &str, opt_level: &'static str, seconds: u64) -> Self {
        Self { name, program: name, version: version.to_owned(), opt_level, flags: "", seconds }
    }

    /// Where the program is, once it is ready.
    pub fn program(&self, project: &Project) -> PathBuf {
        let is_right = |path: &PathBuf| has_version(&project.sh, path, &self.version);
        which(self.program).ok().filter(is_right).unwrap_or_else(|| {
            let file = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
            project.cached(&self.folder()).join("bin").join(file)
        })
    }

    /// The program.
    pub fn tool<'a>(&'a self, project: &'a Project) -> Tool<'a> {
        let set_up = || {
            project.fill(&self.folder(), |root| {
                let bin = project.sh.create_dir(root.join("bin"))?;
                self.fetch(&project.sh, &bin).or_else(|why| {
                    eprintln!("Building it, since no ready-made one can be used: {why:#}.");
                    self.build(project, root)
                })
            })
        };
        Tool {
            name: format!("{} {}", self.name, self.version),
            seconds: self.seconds,
            fix:
                "check that a C compiler (gcc) is installed and crates.io can be reached, and run \
                  this again: finished crates are kept"
                    .to_owned(),
            is_ready: Box::new(|| self.program(project).is_file()),
            set_up: Box::new(set_up),
        }
    }

    fn folder(&self) -> String {
        format!("tools/{}-{}", self.name, self.version)
    }

    /// Fetches the ready-made program into a folder, if there is one for this machine.
    fn fetch(&self, sh: &Shell, bin: &Path) -> Result<()> {
        let platform = format!("{}-{}", env::consts::OS, env::consts::ARCH);
        let (sum, path) = prebuilt(self.name, &self.version, &platform)
            .context("no release for this machine has a known checksum")?;
        let releases = env::var("KEYCUTTER_RELEASES");
        let releases = releases.as_deref().unwrap_or("https://github.com");
        let archive = http::get(&format!("{}/{path}", releases.trim_end_matches('/')))?;
        self.unpack(sh, archive.body(), sum, bin)
    }

    /// Unpacks the program, if the archive has this checksum.
    fn unpack(&self, sh: &Shell, archive: &[u8], sum: &str, bin: &Path) -> Result<()> {
        ensure!(sha256(archive) == sum, "its checksum is not the known one");
        let scratch = sh.create_temp_dir()?;
        let (scratch, file) = (scratch.path(), scratch.path().join("archive.tar.gz"));
        sh.write_file(&file, archive)?;
        cmd!(sh, "tar -xzf {file} -C {scratch}").quiet().run()?;
        let unpacked = project::files(scratch)?;
        let found = unpacked.iter().find(|path| path.file_name() == Some(self.program.as_ref()));
        sh.copy_file(found.context("it is not in its archive")?, bin)?;
        let runs = has_version(sh, &bin.join(self.program), &self.version);
        ensure!(runs, "it does not run on this machine");
        Ok(())
    }

    fn build(&self, project: &Project, root: &Path) -> Result<()> {
        let Self { name, version, flags, opt_level, .. } = self;
        // An interrupted build is continued.
        let target = project.unfinished(&format!("{name}-{version}"))?;
        let sh = &project.sh;
        let install = cmd!(sh, "cargo install {name} --version {version} --locked --force")
            .args(flags.split_whitespace())
            .arg("--root")
            .arg(root)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .env_remove("RUSTFLAGS");
        run_aside(install)?;
        Ok(sh.remove_path(target)?)
    }
}

/// The checksum and the path of a release.
fn prebuilt(name: &str, version: &str, platform: &str) -> Option<(&'static str, &'static str)> {
    // Between slashes, so that 1.2 is not found in 1.2.3.
    let in_path = [format!("/{version}/"), format!("/v{version}/")];
    PREBUILT.lines().find_map(|line| {
        let [tool, known, sum, path] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
        let is_it = tool == name && known == platform && in_path.iter().any(|it| path.contains(it));
        is_it.then_some((sum, path))
    })
}

/// Whether a program's `--version` names exactly this version.
fn has_version(sh: &Shell, program: &Path, version: &str) -> bool {
    let said = cmd!(sh, "{program} --version").ignore_stderr().read().unwrap_or_default();
    said.split_whitespace().any(|word| word.trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_of_the_page_have_known_releases() {
        let lock = include_str!("../../../Cargo.lock");
        let locked = locked_version(lock, "wasm-bindgen").unwrap();
        for platform in ["linux-x86_64", "linux-aarch64", "macos-x86_64", "macos-aarch64"] {
            for (name, version) in [("wasm-bindgen-cli", locked), ("trunk", &trunk().version)] {
                let (sum, _) = prebuilt(name, version, platform).expect(name);
                assert!(sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()));
            }
        }
        assert_eq!(prebuilt("trunk", "0.21", "linux-x86_64"), None);
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn only_a_release_with_the_checksum_and_the_version_is_used() {
        let sh = Shell::new().unwrap();
        let scratch = sh.create_temp_dir().unwrap();
        let (bin, packed) = (scratch.path().join("bin"), scratch.path().join("packed"));
        sh.create_dir(&bin).unwrap();
        sh.write_file(packed.join("tool-1/trunk"), "#!/bin/sh\necho trunk v0.21.14\n").unwrap();
        cmd!(sh, "chmod +x {packed}/tool-1/trunk").quiet().run().unwrap();
        let archive = cmd!(sh, "tar -czC {packed} tool-1").output().unwrap().stdout;
        let unpack = |version: &str, sum: &str| {
            let tool = CargoTool { version: version.to_owned(), ..trunk() };
            tool.unpack(&sh, &archive, sum, &bin).map_err(|error| error.to_string())
        };
        assert!(unpack("0.21.14", &sha256(b"another")).unwrap_err().contains("checksum"));
        assert!(sh.read_dir(&bin).unwrap().is_empty());
        assert!(unpack("0.21.1", &sha256(&archive)).unwrap_err().contains("run"));
        unpack("0.21.14", &sha256(&archive)).unwrap();
    }
}
