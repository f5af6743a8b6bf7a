//! What comes in Debian packages: the browsers of the stories, and the servers of `test hosting`.

use clap::ValueEnum;

use super::{Tool, apt};
use crate::prelude::*;

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

    /// The browser with its driver.
    pub fn tool(self, project: &Project) -> Tool<'_> {
        // Each package with the program it brings.
        let packages: &[_] = match self {
            Self::Chromium => &[("chromium", "chromium"), ("chromium-driver", "chromedriver")],
            Self::Firefox => &[("firefox-esr", "firefox-esr")],
            Self::Webkit => &[
                ("webkit2gtk-driver", "WebKitWebDriver"),
                ("xvfb", "xvfb-run"),
                ("xauth", "xauth"),
            ],
        };
        let (packages, programs): (Vec<_>, Vec<_>) = packages.iter().copied().unzip();
        let name = programs.join(", ");
        Tool {
            seconds: 45,
            fix: format!("install {name} so that all are on the PATH, and run this again"),
            is_ready: Box::new(move || programs.iter().all(|it| which(it).is_ok())),
            set_up: Box::new({
                let name = name.clone();
                move || apt::install(project, &name, &packages, &name)
            }),
            name,
        }
    }
}

/// A program that is used from the PATH, or else out of unpacked packages. They are not installed:
/// an installed web server would serve this machine to its network from then on.
pub struct Server {
    /// The program, which has the name of its package.
    name: &'static str,
    packages: &'static [&'static str],
    path: &'static str,
}

/// A web server.
pub const NGINX: Server =
    Server { name: "nginx", packages: &["nginx", "nginx-common"], path: "/usr/sbin/nginx" };
/// A web server.
pub const CADDY: Server = Server { name: "caddy", packages: &["caddy"], path: "/usr/bin/caddy" };

impl Server {
    /// Where the program is, once it is ready.
    pub fn program(&self, project: &Project) -> PathBuf {
        which(self.name).unwrap_or_else(|_| self.file(project, self.path))
    }

    /// Where a file of its packages is, which an installed server has at `path` itself.
    pub fn file(&self, project: &Project, path: &str) -> PathBuf {
        if which(self.name).is_ok() {
            return path.into();
        }
        project.cached(&self.folder()).join(path.trim_start_matches('/'))
    }

    fn folder(&self) -> String {
        format!("tools/{}-unpacked", self.name)
    }

    /// The program.
    pub fn tool<'a>(&'a self, project: &'a Project) -> Tool<'a> {
        Tool {
            name: self.name.to_owned(),
            seconds: 5,
            fix: format!("install {} so that it is on the PATH, and run this again", self.name),
            is_ready: Box::new(|| self.program(project).is_file()),
            set_up: Box::new(|| {
                project.fill(&self.folder(), |folder| {
                    apt::unpack(project, self.name, self.packages, folder)
                })
            }),
        }
    }
}
