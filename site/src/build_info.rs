//! What a page was built from, as it says itself.

use std::ffi::OsString;

use crate::prelude::*;
use crate::signature::public_key;

/// Stands in `index.html` where the page says so to people.
const PLACEHOLDER: &str = "{{build}}";
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Ends the name of a commit after which files were changed.
pub const DIRTY: &str = "-dirty";

/// The sources and the compiler, which decide the bytes of a build.
pub struct BuildInfo {
    /// The first 12 digits of the commit, with [`DIRTY`] where it applies.
    pub commit: String,
    /// The compiler with its version.
    pub compiler: String,
}

impl BuildInfo {
    /// Of this checkout, with the compiler that these variables choose.
    pub fn new(project: &Project, vars: &[(&str, OsString)]) -> Self {
        let sh = &project.sh;
        let head = cmd!(sh, "git rev-parse HEAD").ignore_stderr().read().ok();
        let changes = cmd!(sh, "git status --porcelain").ignore_stderr().read();
        let is_changed = changes.is_ok_and(|changes| !changes.is_empty());
        // The short form of git grows with the repository.
        let commit = head.and_then(|head| head.get(..12).map(str::to_owned));
        let commit = commit.unwrap_or_else(|| "unknown".to_owned());
        let commit = if is_changed { commit + DIRTY } else { commit };
        Self { commit, compiler: compiler(project, vars) }
    }

    /// What stands in the page, given the checksum of its program.
    #[must_use]
    pub fn describe(&self, page: &str, program: &str) -> String {
        let Self { commit, compiler } = self;
        let key = public_key().map_or_else(
            || "This copy names no signing key, so its releases are not signed.".to_owned(),
            |key| format!("The minisign key of its releases: <code>{key}</code>."),
        );
        let text = format!(
            "Keycutter {VERSION}, commit <code>{commit}</code>, built by {compiler}. \
             {key} SHA-256 of its program: <code>{program}</code>"
        );
        page.replace(PLACEHOLDER, &text)
    }

    /// The same for `verify`, which reads it from the page's head.
    #[must_use]
    pub fn meta(&self) -> String {
        let Self { commit, compiler } = self;
        format!("<meta name=\"build\" content=\"{VERSION} {commit} {compiler}\">")
    }
}

/// The compiler that these variables choose, with its origin: Debian's is not the one that rustup
/// has in the same version.
#[must_use]
pub fn compiler(project: &Project, vars: &[(&str, OsString)]) -> String {
    let sh = &project.sh;
    let rustc = cmd!(sh, "rustc --version").envs(vars.iter().map(|(name, value)| (name, value)));
    rustc.read().unwrap_or_else(|_| "an unknown compiler".to_owned())
}

/// What stands in a page under development.
pub fn describe_dev(page: &str) -> String {
    page.replace(PLACEHOLDER, &format!("Keycutter {VERSION}, under development."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_verify_read_the_same() {
        let build = BuildInfo { commit: "0123456789ab".into(), compiler: "rustc 1.99.0".into() };
        let meta = crate::html::Parts::read(&build.meta()).unwrap().build;
        assert_eq!(meta, Some(format!("{VERSION} 0123456789ab rustc 1.99.0")));
        let page = build.describe("<p>{{build}}</p>", "00ff");
        assert!(page.contains("commit <code>0123456789ab</code>, built by rustc 1.99.0."));
        assert!(page.contains("<code>00ff</code>") && !page.contains("{{"));
    }
}
