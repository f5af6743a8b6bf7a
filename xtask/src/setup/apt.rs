//! What the system's own packages bring: installed with apt where that is possible without a
//! question, else named exactly.

use std::path::Path;

use crate::run::{Run, on_path};
use crate::trouble::{Outcome, Trouble};

/// A program, the Debian package it is in, and what it is called elsewhere.
#[derive(Clone, Copy)]
pub struct Package {
    /// The Debian package.
    pub name: &'static str,
    /// The program it brings.
    pub program: &'static str,
    /// What to look for on another system.
    elsewhere: &'static str,
}

impl Package {
    /// A package, its program and its name elsewhere.
    pub const fn new(name: &'static str, program: &'static str, elsewhere: &'static str) -> Self {
        Self { name, program, elsewhere }
    }

    /// Whether its program is on the PATH.
    pub fn is_there(&self) -> bool {
        on_path(self.program).is_some()
    }
}

/// Installs packages and checks that each brought its program.
pub fn install(step: &str, packages: &[Package]) -> Outcome {
    let names: Vec<_> = packages.iter().map(|it| it.name).collect();
    let wanted: Vec<_> = packages.iter().map(|it| it.elsewhere).collect();
    install_names(step, &names, &wanted.join(", "))?;
    match packages.iter().find(|it| !it.is_there()) {
        None => Ok(()),
        Some(lost) => Err(Trouble::new(
            step,
            format!("`apt-get install {}` brought no {}", lost.name, lost.program),
            format!("install {} and run this again", lost.elsewhere),
        )),
    }
}

/// Installs packages by name. `elsewhere` says what a system without apt needs instead.
pub fn install_names(step: &str, names: &[&str], elsewhere: &str) -> Outcome {
    install_with(step, names, elsewhere, Lists::AsTheyAre)
}

/// Installs packages in the newest version the archive has.
pub fn install_newest(step: &str, names: &[&str], elsewhere: &str) -> Outcome {
    install_with(step, names, elsewhere, Lists::Fresh)
}

/// Fetches packages into a folder without installing them, which takes nobody's leave.
pub fn download(step: &str, names: &[&str], elsewhere: &str, folder: &Path) -> Outcome {
    let command = format!("apt-get download {}", names.join(" "));
    if on_path("apt-get").is_none() {
        return Err(Trouble::new(
            step,
            format!("`{command}` cannot be run on this system"),
            format!("install {elsewhere} so that it is on the PATH, and run this again"),
        ));
    }
    let download = || {
        Run::new(step, "apt-get")
            .args(["download", "--quiet"])
            .args(names)
            .dir(folder)
            .mend(format!("run `{command}` by hand to see why, and then this again"))
            .go_aside()
    };
    download().or_else(|trouble| match Root::find() {
        Some(root) => {
            // As above: the next step tells.
            let _ = root.run(step, "apt-get").args(["update", "--quiet"]).go_aside();
            download()
        }
        None => Err(trouble),
    })
}

/// The lists of what the archive has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    /// Asked for only when an installation fails without: that is slow.
    AsTheyAre,
    /// Asked for first.
    Fresh,
}

fn install_with(step: &str, names: &[&str], elsewhere: &str, lists: Lists) -> Outcome {
    let command = format!("apt-get install --no-install-recommends {}", names.join(" "));
    if on_path("apt-get").is_none() {
        return Err(Trouble::new(
            step,
            format!("`{command}` cannot be run on this system"),
            format!("install {elsewhere} so that they are on the PATH, and run this again"),
        ));
    }
    let Some(root) = Root::find() else {
        return Err(Trouble::new(
            step,
            format!("`{command}` needs root, and sudo asks for a password"),
            format!("run `sudo {command}` and then this again"),
        ));
    };
    let mend = format!("run `sudo {command}` by hand to see why, and then this again");
    let install = || {
        root.run(step, "apt-get")
            // Nothing of the user's may go to make room for ours.
            .args(["install", "--yes", "--quiet", "--no-remove"])
            .arg("--no-install-recommends")
            .args(names)
            .mend(mend.clone())
    };
    let known = lists == Lists::AsTheyAre && install().arg("--simulate").succeeds();
    if known && install().go_aside().is_ok() {
        return Ok(());
    }
    // One archive of several that does not answer is no reason to stop: the next step tells.
    let _ = root.run(step, "apt-get").args(["update", "--quiet"]).go_aside();
    install().go_aside()
}

/// How to run something as root without a question.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn find() -> Option<Self> {
        let id = Run::new("User", "id").arg("-u").read();
        if id.is_ok_and(|id| id == "0") {
            Some(Self::Already)
        } else {
            Run::new("User", "sudo").args(["-n", "true"]).succeeds().then_some(Self::Sudo)
        }
    }

    fn run(&self, step: &str, program: &str) -> Run {
        let run = match self {
            Self::Already => Run::new(step, "env"),
            Self::Sudo => Run::new(step, "sudo").args(["-n", "env"]),
        };
        run.args(["DEBIAN_FRONTEND=noninteractive", program])
    }
}
