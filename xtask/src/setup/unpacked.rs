//! Web servers, and what they need, out of Debian's packages. Unpacked, not installed: installed, they would serve this
//! machine to its network from now on.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Piece;
use super::apt;
use crate::folders::Folders;
use crate::run::{Run, on_path};
use crate::sizes;
use crate::trouble::{Outcome, Trouble};

/// A program that is used where it stands on the PATH, or else unpacked.
pub struct Unpacked {
    /// The program, which has its package's name.
    pub name: &'static str,
    /// Its packages.
    packages: &'static [&'static str],
    /// Where it is in them.
    path: &'static str,
}

/// A web server.
pub const NGINX: Unpacked =
    Unpacked { name: "nginx", packages: &["nginx", "nginx-common"], path: "/usr/sbin/nginx" };
/// Another.
pub const CADDY: Unpacked =
    Unpacked { name: "caddy", packages: &["caddy"], path: "/usr/bin/caddy" };
/// Makes a certificate for one of them.
pub const OPENSSL: Unpacked =
    Unpacked { name: "openssl", packages: &["openssl"], path: "/usr/bin/openssl" };

impl Unpacked {
    /// Where the program is, once it is ready.
    pub fn program(&self, folders: &Folders) -> PathBuf {
        on_path(self.name).unwrap_or_else(|| self.file(folders, self.path))
    }

    /// Where a file of its packages is, which an installed one has at `path` itself.
    pub fn file(&self, folders: &Folders, path: &str) -> PathBuf {
        if on_path(self.name).is_some() {
            return PathBuf::from(path);
        }
        folders.cached(&self.folder()).join(path.trim_start_matches('/'))
    }

    fn folder(&self) -> String {
        format!("tools/{}-unpacked", self.name)
    }
}

impl Piece for Unpacked {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn ready(&self, folders: &Folders) -> bool {
        self.program(folders).is_file()
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn set_up(&self, folders: &Folders) -> Outcome {
        folders.fill(&self.folder(), |root| {
            apt::download(self.name, self.packages, self.name, root)?;
            for package in sizes::files(root)? {
                unpack(self.name, &package, root)?;
            }
            let path = self.path.trim_start_matches('/');
            if root.join(path).is_file() {
                return Ok(());
            }
            Err(Trouble::new(
                self.name,
                format!("`apt-get download {}` brought no {path}", self.packages.join(" ")),
                format!("install {} so that it is on the PATH, and run this again", self.name),
            ))
        })
    }
}

fn unpack(step: &str, package: &Path, into: &Path) -> Outcome {
    Run::new(step, "dpkg-deb").arg("--extract").arg(package).arg(into).go_aside()?;
    fs::remove_file(package).map_err(|error| Trouble::file(step, "remove", package, &error))
}
