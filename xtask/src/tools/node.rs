//! The npm packages of `package.json`: binaryen for `wasm-opt`, esbuild, and axe-core.

use super::{Tool, apt};
use crate::prelude::*;
use crate::site::sha256;

const PACKAGE: &str = include_str!("../../../package.json");
const LOCK: &str = include_str!("../../../package-lock.json");

/// Where the packages are, once they are ready. The folder is named by the lock file.
fn modules(project: &Project) -> PathBuf {
    project.cached(&folder()).join("node_modules")
}

fn folder() -> String {
    format!("node-{}", &sha256(LOCK.as_bytes())[..12])
}

/// The folder of their programs: `wasm-opt` and `esbuild`.
pub fn bin(project: &Project) -> PathBuf {
    modules(project).join(".bin")
}

/// The script that checks a page for accessibility.
pub fn axe(project: &Project) -> PathBuf {
    modules(project).join("axe-core/axe.min.js")
}

/// The packages, with Node.js.
pub fn tool(project: &Project) -> Tool<'_> {
    let set_up = || {
        if which("node").is_err() || which("npm").is_err() {
            apt::install(project, "Node.js", &["nodejs", "npm"], "Node.js 18 or newer with npm")?;
        }
        project.fill(&folder(), |folder| {
            let sh = &project.sh;
            sh.write_file(folder.join("package.json"), PACKAGE)?;
            sh.write_file(folder.join("package-lock.json"), LOCK)?;
            // None of them needs its install script.
            run_aside(cmd!(sh, "npm ci --ignore-scripts --no-audit --no-fund --prefix {folder}"))
        })
    };
    Tool {
        name: "esbuild, wasm-opt and axe-core".to_owned(),
        seconds: 20,
        fix: "check that the npm registry can be reached, and run this again".to_owned(),
        is_ready: Box::new(|| which("node").is_ok() && modules(project).is_dir()),
        set_up: Box::new(set_up),
    }
}
