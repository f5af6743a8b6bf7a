//! Debian packages: the browsers of the stories, the programs that read key files, and the servers of
//! `test hosting`.

use clap::ValueEnum;

use super::Tool;
use crate::prelude::*;

/// Installs packages: as root, or by sudo where it asks for no password.
pub fn install(sh: &Shell, names: &[&str]) -> Result<()> {
    update(sh);
    // Never removes one of the user's packages for ours.
    let options = ["install", "--yes", "--quiet", "--no-remove", "--no-install-recommends"];
    run_aside(apt_get(sh).args(options).args(names))
}

/// Fetches the lists of packages. One of several archives may not answer: what follows says so if
/// it matters.
fn update(sh: &Shell) {
    let _ = run_aside(apt_get(sh).args(["update", "--quiet"]));
}

fn apt_get(sh: &Shell) -> Cmd<'_> {
    let is_root = cmd!(sh, "id -u").read().is_ok_and(|id| id == "0");
    let sudo: &[&str] = if is_root { &[] } else { &["sudo", "-n"] };
    cmd!(sh, "env {sudo...} env DEBIAN_FRONTEND=noninteractive apt-get")
}

/// A browser, named as on the command line and in `KEYCUTTER_BROWSERS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// `WebKitGTK`, which has Safari's engine, by its own driver.
    Webkit,
}

impl Browser {
    /// Every browser that the stories run in.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// Its packages, each with the program that it brings.
    fn packages(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chromium => &[("chromium", "chromium"), ("chromium-driver", "chromedriver")],
            Self::Firefox => &[("firefox-esr", "firefox-esr")],
            Self::Webkit => &[
                ("webkit2gtk-driver", "WebKitWebDriver"),
                ("xvfb", "xvfb-run"),
                ("xauth", "xauth"),
            ],
        }
    }
}

/// Installs browsers with their drivers, except for geckodriver.
pub fn ensure_browsers(project: &Project, browsers: &[Browser]) -> Result<()> {
    let missing = || {
        let all = browsers.iter().flat_map(|browser| browser.packages()).copied();
        all.filter(|(_, program)| which(program).is_err())
    };
    let (packages, programs): (Vec<_>, Vec<_>) = missing().unzip();
    let names = programs.join(", ");
    let command = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    let fix = format!("install {names} so that all are on the PATH (Debian: `sudo {command}`)");
    let tool = Tool { name: &names, seconds: 45 * browsers.len() as u64, fix: &fix };
    tool.ensure(project, || missing().next().is_none(), || install(&project.sh, &packages))
}

/// The folder that has `usr/sbin/nginx` and `usr/bin/caddy` in it: installed, or else unpacked
/// packages. An installed web server would serve this machine to its network from then on.
pub fn web_servers(project: &Project) -> Result<PathBuf> {
    const FOLDER: &str = "web-servers";
    if ["/usr/sbin/nginx", "/usr/bin/caddy"].iter().all(|it| Path::new(it).is_file()) {
        return Ok("/".into());
    }
    let tool = Tool {
        name: "nginx and Caddy",
        seconds: 10,
        fix: "let Debian's archive be reached, or install /usr/sbin/nginx and /usr/bin/caddy",
    };
    let unpack = |folder: &Path| {
        update(&project.sh);
        unpack(&project.sh, folder, &["nginx", "nginx-common", "caddy"])
    };
    tool.ensure(project, || project.has(FOLDER), || project.fill(FOLDER, unpack))?;
    Ok(project.cached(FOLDER))
}

/// The programs that read key files: their packages, with those that they depend on, unpacked and
/// not installed.
pub fn readers(project: &Project) -> Result<PathBuf> {
    const FOLDER: &str = "readers";
    const PACKAGES: [&str; 6] = ["awscli", "fish", "php-cli", "rclone", "restic", "s3cmd"];
    let tool = Tool {
        name: "the programs that read key files",
        seconds: 20,
        fix: "let Debian's archive be reached",
    };
    let unpack = |folder: &Path| {
        let sh = &project.sh;
        update(sh);
        // Also those of them that are installed.
        let options = ["install", "--simulate", "--reinstall", "--no-install-recommends"];
        let simulated = cmd!(sh, "apt-get").args(options).args(PACKAGES).read()?;
        let is_new = |line: &str| Some(line.strip_prefix("Inst ")?.split(' ').next()?.to_owned());
        let packages: Vec<_> = simulated.lines().filter_map(is_new).collect();
        unpack(sh, folder, &packages.iter().map(String::as_str).collect::<Vec<_>>())
    };
    tool.ensure(project, || project.has(FOLDER), || project.fill(FOLDER, unpack))?;
    Ok(project.cached(FOLDER))
}

/// Downloads packages and unpacks them into a folder.
fn unpack(sh: &Shell, folder: &Path, packages: &[&str]) -> Result<()> {
    let _folder = sh.push_dir(folder);
    run_aside(cmd!(sh, "apt-get download --quiet").args(packages))?;
    for package in sh.read_dir(".")? {
        run_aside(cmd!(sh, "dpkg-deb --extract {package} ."))?;
        sh.remove_path(package)?;
    }
    Ok(())
}
