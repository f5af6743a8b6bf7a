//! The IAM servers that the stories run against, in a Python environment of `requirements.txt`.

use super::{Tool, debian};
use crate::prelude::*;
use site::sha256;

const REQUIREMENTS: &str = include_str!("../../../requirements.txt");

/// The folder is named by the requirements.
fn folder() -> String {
    format!("venv-{}", &sha256(REQUIREMENTS.as_bytes())[..12])
}

/// The Python environment, once it is ready.
pub fn venv(project: &Project) -> PathBuf {
    project.cached(&folder())
}

/// Sets up moto, ministack, roto and boto3.
pub fn ensure(project: &Project) -> Result<()> {
    let tool = Tool {
        name: "the IAM servers for the tests",
        seconds: 90,
        fix: "check that Python 3.11 or newer is on the PATH with its venv module and that the \
              Python package index can be reached",
    };
    tool.ensure(
        project,
        || project.has(&folder()),
        || {
            let sh = &project.sh;
            if !succeeds(cmd!(sh, "python3 -c 'import venv, ensurepip'")) {
                debian::install(sh, &["python3", "python3-venv"])?;
            }
            project.fill(&folder(), |venv| {
                run_aside(cmd!(sh, "python3 -m venv {venv}"))?;
                let python = venv.join("bin/python");
                let pip = cmd!(sh, "{python} -m pip install --quiet --no-deps --require-hashes")
                    .args(["--only-binary", ":all:", "--requirement", "requirements.txt"])
                    .env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
                run_aside(pip)
            })
        },
    )
}
