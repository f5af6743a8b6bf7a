//! Debian packages: installed where that takes no password, else named for the user to install.

use crate::prelude::*;

/// Installs packages. `wanted` names what is in them for a system without apt.
pub fn install(project: &Project, step: &str, names: &[&str], wanted: &str) -> Result<()> {
    let command = format!("apt-get install --no-install-recommends {}", names.join(" "));
    let sh = &project.sh;
    needs_apt(step, &command, wanted)?;
    let Some(sudo) = sudo(sh) else {
        let cause = format!("`{command}` needs root, and sudo asks for a password");
        let fix = format!("run `sudo {command}`, and then this again");
        return Err(StepError::new(step, cause, fix).into());
    };
    // Never removes one of the user's packages for ours.
    let options = ["install", "--yes", "--quiet", "--no-remove", "--no-install-recommends"];
    let install = || apt_get(sh, sudo).args(options).args(names);
    // Fresh lists are slow to get, so they are fetched only when needed.
    if succeeds(install().arg("--simulate")) && run_aside(install()).is_ok() {
        return Ok(());
    }
    update(sh);
    run_aside(install())
        .step(step, &format!("run `sudo {command}` to see why, and then this again"))
}

/// Fetches the lists of packages, so that the newest version is installed.
pub fn update(sh: &Shell) {
    // One of several archives may not answer: what follows says so if it matters.
    let _ = sudo(sh).map(|sudo| run_aside(apt_get(sh, sudo).args(["update", "--quiet"])));
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

/// What makes a command run as root without a password: nothing, or sudo.
fn sudo(sh: &Shell) -> Option<&'static [&'static str]> {
    if cmd!(sh, "id -u").read().is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    succeeds(cmd!(sh, "sudo -n true")).then_some(&["sudo", "-n"])
}

fn apt_get<'a>(sh: &'a Shell, sudo: &[&str]) -> Cmd<'a> {
    cmd!(sh, "env {sudo...} env DEBIAN_FRONTEND=noninteractive apt-get")
}
