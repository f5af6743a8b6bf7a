//! The npm packages of `package.json`: binaryen for `wasm-opt`, esbuild, and axe-core.

use super::{Tool, debian};
use crate::prelude::*;

const PACKAGE: &str = include_str!("../../../package.json");
const LOCK: &str = include_str!("../../../package-lock.json");

/// The folder is named by the lock file.
fn folder() -> String {
    format!("node-{}", &site::sha256(LOCK.as_bytes())[..12])
}

/// The folder of their programs, once they are ready: `wasm-opt` and `esbuild`.
pub fn bin(project: &Project) -> PathBuf {
    project.cached(&folder()).join("node_modules/.bin")
}

/// The script that checks a page for accessibility.
pub fn axe(project: &Project) -> PathBuf {
    project.cached(&folder()).join("node_modules/axe-core/axe.min.js")
}

/// Sets up the packages, with Node.js.
pub fn ensure(project: &Project) -> Result<()> {
    let tool = Tool {
        name: "esbuild, wasm-opt and axe-core",
        seconds: 20,
        fix: "check that Node.js 18 or newer is on the PATH with npm and that the npm registry can \
              be reached",
    };
    let has_node = || which("node").is_ok() && which("npm").is_ok();
    let is_ready = || has_node() && project.has(&folder());
    tool.ensure(project, is_ready, || {
        let sh = &project.sh;
        if !has_node() {
            debian::install(sh, &["nodejs", "npm"])?;
        }
        project.fill(&folder(), |folder| {
            sh.write_file(folder.join("package.json"), PACKAGE)?;
            sh.write_file(folder.join("package-lock.json"), LOCK)?;
            // None of them needs its install script.
            run_aside(cmd!(sh, "npm ci --ignore-scripts --no-audit --no-fund --prefix {folder}"))
        })
    })
}
