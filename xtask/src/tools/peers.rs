//! The IAM servers that the stories run against, in a Python environment of `requirements.txt`.

use super::{Tool, apt};
use crate::prelude::*;
use crate::site::sha256;

const REQUIREMENTS: &str = include_str!("../../../requirements.txt");
/// Written last: an environment without it was interrupted.
const COMPLETE: &str = "complete";

/// The Python environment, which is named by its requirements.
pub fn venv(project: &Project) -> PathBuf {
    project.cached(&format!("venv-{}", &sha256(REQUIREMENTS.as_bytes())[..12]))
}

/// moto, ministack, roto and boto3.
pub fn tool(project: &Project) -> Tool<'_> {
    let set_up = || {
        let sh = &project.sh;
        if !succeeds(cmd!(sh, "python3 -c 'import venv, ensurepip'")) {
            let packages = ["python3", "python3-venv"];
            apt::install(
                project,
                "Python",
                &packages,
                "Python 3.11 or newer with its venv module",
            )?;
        }
        // Its scripts name their folder, so it cannot be made elsewhere and renamed.
        let venv = venv(project);
        sh.remove_path(&venv)?;
        run_aside(cmd!(sh, "python3 -m venv {venv}"))?;
        let python = venv.join("bin/python");
        let pip = cmd!(sh, "{python} -m pip install --quiet --no-deps --require-hashes")
            .args(["--only-binary", ":all:", "--requirement", "requirements.txt"])
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        run_aside(pip)?;
        Ok(sh.write_file(venv.join(COMPLETE), "")?)
    };
    Tool {
        name: "The IAM servers for the tests".to_owned(),
        seconds: 90,
        fix: "check that the Python package index can be reached, and run this again".to_owned(),
        is_ready: Box::new(|| venv(project).join(COMPLETE).is_file()),
        set_up: Box::new(set_up),
    }
}
