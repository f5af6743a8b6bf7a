//! What a page was built from, as it tells of itself.

use std::ffi::OsString;

use crate::folders::Folders;
use crate::run::Run;
use crate::seal::html::{attribute, map_tags};

const STEP: &str = "What the page is built from";
/// Stands in `index.html` where the page tells of itself.
const PLACE: &str = "{{build}}";

/// Ends a commit after which files were changed.
pub const DIRTY: &str = "-dirty";

/// The version, and whatever decides which bytes a build gives.
pub struct Build {
    /// The commit; marked when files were changed after it.
    pub commit: String,
    /// The compiler with its version.
    pub compiler: String,
}

impl Build {
    /// What is built from this checkout by the compiler that these variables choose.
    pub fn of(folders: &Folders, vars: &[(&str, OsString)]) -> Self {
        let git = |args: &[&str]| Run::new(STEP, "git").args(args).dir(folders.root()).read().ok();
        let commit = git(&["rev-parse", "HEAD"]).filter(|commit| commit.len() >= 12);
        let is_changed = git(&["status", "--porcelain"]).is_none_or(|changes| !changes.is_empty());
        // git's own short form grows with the repository.
        let commit = commit.map(|commit| commit[..12].to_owned());
        Self {
            commit: match commit {
                Some(commit) if is_changed => format!("{commit}{DIRTY}"),
                Some(commit) => commit,
                None => "unknown".to_owned(),
            },
            compiler: compiler(folders, vars),
        }
    }

    /// The page with this in it, for people and for `verify`.
    pub fn tell(&self, page: &str, program: &str) -> String {
        let Self { commit, compiler } = self;
        let version = env!("CARGO_PKG_VERSION");
        let text = format!(
            "Keycutter {version}, commit <code>{commit}</code>, built by {compiler}. \
             SHA-256 of its program: <code>{program}</code>."
        );
        let meta = format!("<meta name=\"build\" content=\"{version} {commit} {compiler}\">");
        page.replace(PLACE, &text).replacen("</head>", &format!("{meta}</head>"), 1)
    }
}

/// The compiler that these variables choose, with where it comes from: Debian's is not the one of the
/// same version from elsewhere.
pub fn compiler(folders: &Folders, vars: &[(&str, OsString)]) -> String {
    let rustc = Run::new(STEP, "rustc")
        .arg("--version")
        .dir(folders.root())
        .envs(vars.iter().map(|(name, value)| (name, value)));
    rustc.read().unwrap_or_else(|_| "an unknown compiler".to_owned())
}

/// What a page says it was built from.
pub fn told(page: &str) -> Option<String> {
    let mut told = None;
    map_tags(page, "meta", |tag| {
        if attribute(tag, "name") == Some("build") {
            told = attribute(tag, "content").map(str::to_owned);
        }
        String::new()
    });
    told
}

/// The page under work, which tells only that.
pub fn under_work(page: &str) -> String {
    page.replace(PLACE, concat!("Keycutter ", env!("CARGO_PKG_VERSION"), ", under work."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_what_it_was_built_from() {
        let build =
            Build { commit: "0123456789ab".to_owned(), compiler: "rustc 1.99.0".to_owned() };
        let version = env!("CARGO_PKG_VERSION");
        let page = build.tell("<head></head><p>{{build}}</p>", "00ff");
        assert_eq!(told(&page), Some(format!("{version} 0123456789ab rustc 1.99.0")));
        assert_eq!(
            page,
            format!(
                "<head><meta name=\"build\" content=\"{version} 0123456789ab rustc 1.99.0\"></head>\
                 <p>Keycutter {version}, commit <code>0123456789ab</code>, built by rustc 1.99.0. \
                 SHA-256 of its program: <code>00ff</code>.</p>"
            )
        );
        assert!(under_work("<p>{{build}}</p>").contains("under work"));
    }
}
