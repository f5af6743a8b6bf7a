//! Debian packages: installed where that takes no password, else named for the user to install.

use std::path::Path;

use xshell::{Cmd, Shell, cmd};

use crate::error::{Result, Step as _, StepError};
use crate::project::Project;
use crate::run::{run_aside, succeeds};
use which::which;

/// Installs packages. `wanted` names what is in them for a system without apt.
pub fn install(project: &Project, step: &str, names: &[&str], wanted: &str) -> Result<()> {
    let command = format!("apt-get install --no-install-recommends {}", names.join(" "));
    let sh = &project.sh;
    needs_apt(step, &command, wanted)?;
    let Some(root) = Root::find(sh) else {
        let cause = format!("`{command}` needs root, and sudo asks for a password");
        let fix = format!("run `sudo {command}`, and then this again");
        return Err(StepError::new(step, cause, fix).into());
    };
    // Never removes one of the user's packages for ours.
    let options = ["install", "--yes", "--quiet", "--no-remove", "--no-install-recommends"];
    let install = || root.apt(sh).args(options).args(names);
    // Fresh lists are slow to get, so they are fetched only when needed.
    if succeeds(install().arg("--simulate")) && run_aside(install()).is_ok() {
        return Ok(());
    }
    root.update(sh);
    run_aside(install())
        .step(step, &format!("run `sudo {command}` to see why, and then this again"))
}

/// Fetches the lists of packages, so that the newest version is installed.
pub fn update(sh: &Shell) {
    if let Some(root) = Root::find(sh) {
        root.update(sh);
    }
}

/// Downloads packages and unpacks them into a folder, which needs no root.
pub fn unpack(project: &Project, step: &str, names: &[&str], folder: &Path) -> Result<()> {
    let sh = &project.sh;
    needs_apt(step, &format!("apt-get download {}", names.join(" ")), step)?;
    let _folder = sh.push_dir(folder);
    let download = || run_aside(cmd!(sh, "apt-get download --quiet {names...}"));
    download().or_else(|_| {
        update(sh);
        download()
    })?;
    for package in sh.read_dir(".")? {
        run_aside(cmd!(sh, "dpkg-deb --extract {package} ."))?;
        sh.remove_path(package)?;
    }
    Ok(())
}

fn needs_apt(step: &str, command: &str, wanted: &str) -> Result<()> {
    if which("apt-get").is_ok() {
        return Ok(());
    }
    let cause = format!("`{command}` cannot be run on this system");
    let fix = format!("install {wanted} so that it is on the PATH, and run this again");
    Err(StepError::new(step, cause, fix).into())
}

/// How to become root without a password.
#[derive(Clone, Copy)]
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn find(sh: &Shell) -> Option<Self> {
        if cmd!(sh, "id -u").read().is_ok_and(|id| id == "0") {
            return Some(Self::Already);
        }
        succeeds(cmd!(sh, "sudo -n true")).then_some(Self::Sudo)
    }

    fn apt(self, sh: &Shell) -> Cmd<'_> {
        match self {
            Self::Already => cmd!(sh, "env DEBIAN_FRONTEND=noninteractive apt-get"),
            Self::Sudo => cmd!(sh, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get"),
        }
    }

    fn update(self, sh: &Shell) {
        // One of several archives may not answer: what follows says so if it matters.
        let _ = run_aside(self.apt(sh).args(["update", "--quiet"]));
    }
}
