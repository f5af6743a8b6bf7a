//! Tools that are crates: Trunk, wasm-bindgen, wasm-split-cli, geckodriver and cargo-deny.
//!
//! A program on the PATH is used when it has the version wanted. Otherwise it is built.

use std::env;

use super::Tool;
use crate::prelude::*;

/// A program of a crate, in one version.
#[derive(Clone, Copy, Debug)]
pub struct CargoTool {
    /// The crate.
    name: &'static str,
    program: &'static str,
    version: &'static str,
    /// How much the compiler optimises: these tools run for seconds.
    opt_level: &'static str,
    /// More arguments for `cargo install`.
    flags: &'static [&'static str],
    /// How long it builds on a two-core machine.
    seconds: u64,
}

/// Drives Firefox.
pub const GECKODRIVER: CargoTool = CargoTool::new("geckodriver", "0.37.1", "1", 120);

/// Checks licences, sources and advisories.
pub const CARGO_DENY: CargoTool = CargoTool::new("cargo-deny", "0.20.2", "0", 45);

/// Builds and serves the page.
pub const TRUNK: CargoTool = CargoTool {
    flags: &["--no-default-features", "--features=rustls"],
    ..CargoTool::new("trunk", "0.21.14", "0", 240)
};

/// Joins the program and its script. Its version is that of the crate in `Cargo.lock`.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    program: "wasm-bindgen",
    ..CargoTool::new("wasm-bindgen-cli", "0.2.118", "1", 135)
};

/// Splits the program, as `wasm_split_helpers` marks its parts, which Leptos brings.
pub const WASM_SPLIT: CargoTool = CargoTool {
    program: "wasm-split-cli",
    flags: &["--features=build-binary"],
    ..CargoTool::new("wasm_split_cli_support", "0.2.4", "1", 75)
};

impl CargoTool {
    const fn new(
        name: &'static str,
        version: &'static str,
        opt_level: &'static str,
        seconds: u64,
    ) -> Self {
        Self { name, program: name, version, opt_level, flags: &[], seconds }
    }

    /// Where the program is, once it is ready.
    pub fn program(&self, project: &Project) -> PathBuf {
        let on_path = which(self.program).ok().filter(|path| self.is_version_of(&project.sh, path));
        on_path.unwrap_or_else(|| {
            let file = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
            self.folder(project).join("bin").join(file)
        })
    }

    /// Builds the program where it is missing.
    pub fn ensure(&self, project: &Project) -> Result<()> {
        let tool = Tool {
            name: &format!("{} {}", self.name, self.version),
            seconds: self.seconds,
            fix: "check that a C compiler (gcc) is installed and crates.io can be reached",
        };
        tool.ensure(project, || self.program(project).is_file(), || self.build(project))
    }

    fn build(&self, project: &Project) -> Result<()> {
        let Self { name, version, flags, opt_level, .. } = self;
        // An interrupted build is continued.
        let (root, target) = (self.folder(project), project.cached("build"));
        let sh = &project.sh;
        let install = cmd!(sh, "cargo install {name} --version {version} --locked --force")
            .args(*flags)
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

    fn folder(&self, project: &Project) -> PathBuf {
        project.cached(&format!("tools/{}-{}", self.name, self.version))
    }

    /// Whether a program says that it has exactly this version.
    fn is_version_of(&self, sh: &Shell, program: &Path) -> bool {
        let said = cmd!(sh, "{program} --version").ignore_stderr().read().unwrap_or_default();
        said.split_whitespace().any(|word| word.trim_start_matches('v') == self.version)
    }
}

#[test]
fn the_program_and_the_crate_of_wasm_bindgen_have_one_version() {
    let lock = include_str!("../../../Cargo.lock");
    let version = WASM_BINDGEN.version;
    assert!(lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{version}\"")));
}
