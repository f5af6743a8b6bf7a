//! A copy of the site, hosted or in a folder, compared with what this checkout builds.

pub mod browser;
mod findings;
mod headers;
mod host;
mod http;
#[cfg(test)]
mod lies;
mod prelude;

use std::time::Duration;

use site::signature::{SIGNATURE, check_signature};
use site::{DIRTY, HEADERS, Parts, SUMS, files};

use crate::prelude::*;

pub use findings::{Files, Findings};
pub use host::Host;
pub use http::get;

use findings::{DIFFERS, MISSING, PAGE, quoted, text};

const EXTRA: &str = "The file is not of this build. Remove it.";

/// What to compare, and how.
pub struct Verify<'a> {
    /// The copy: a folder, or the address of a hosted page.
    pub place: &'a str,
    /// The folder of what this checkout builds.
    pub own: &'a Path,
    /// Whether the host cannot send headers.
    pub without_headers: bool,
    /// The minisign key to check the signature of the checksums with, or its file.
    pub signature: Option<&'a str>,
    /// Whether to load the page in Chromium too, and compare what ran.
    pub browser: bool,
}

impl Verify<'_> {
    /// Compares, and prints what is found.
    ///
    /// # Errors
    ///
    /// When anything differs, or nothing can be compared.
    pub fn run(&self, sh: &Shell) -> Result<()> {
        let own = in_folder(sh, self.own)?;
        let mut findings = Findings::default();
        let is_hosted = self.is_hosted();
        let copy = if is_hosted {
            self.hosted(sh, &own, &mut findings)?
        } else {
            let fix =
                "give the folder of a copy, or the address of a hosted page with its https://";
            let copy = in_folder(sh, Path::new(self.place)).step("verify", fix)?;
            ensure!(!self.browser, "--browser needs the address of a hosted page");
            compare(&own, &copy, &mut findings);
            copy
        };
        if let Some(key) = self.signature {
            check_signed(key, &copy, &mut findings);
        }
        let [here, there] = [&own, &copy].map(|files| Parts::read(&text(files, PAGE)));
        let [here, there] = [here?.build, there?.build].map(Option::unwrap_or_default);
        let is_same_page = own.get(PAGE) == copy.get(PAGE);
        let fix = if is_same_page { "see above".to_owned() } else { explain(&here, &there) };
        findings.conclude(self.place, &fix)?;
        println!("\n{} is what this checkout builds: {here}.", self.place);
        if is_hosted {
            println!("That is what you were served now. Others may be served something else.");
        }
        Ok(())
    }

    fn is_hosted(&self) -> bool {
        self.place.starts_with("https://") || self.place.starts_with("http://")
    }

    /// Checks a hosted copy. Gives its files.
    fn hosted(&self, sh: &Shell, own: &Files, findings: &mut Findings) -> Result<Files> {
        let host = Host::new(self.place, own, self.without_headers, Duration::from_mins(1));
        if host.is_open() {
            println!("\nWarning: anyone on the way can change what is sent by http. Use https.");
        }
        let mut copy = host.check(findings);
        if self.signature.is_some() {
            copy.extend(host.signature());
        }
        if self.browser {
            browser::check(sh, &host, findings).step("verify --browser", browser::FIX)?;
        }
        Ok(copy)
    }
}

/// The files in a folder.
///
/// # Errors
///
/// When one cannot be read.
pub fn in_folder(sh: &Shell, folder: &Path) -> Result<Files> {
    let read = files(folder)?.into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        Ok((name, sh.read_binary_file(&path)?))
    });
    read.collect()
}

fn check_signed(key: &str, copy: &Files, findings: &mut Findings) {
    match signed_by(key, copy) {
        Ok(comment) => println!("\nThe signature of {SUMS} is right: {}.", quoted(&comment)),
        Err(why) => findings.add(
            format!(
                "The signature is not valid: {why:#}. Whoever has the secret key has not released this copy. \
                 Ask the maintainer."
            ),
            SIGNATURE,
        ),
    }
}

/// Checks the signature of a copy. Gives the comment that it signs.
fn signed_by(key: &str, copy: &Files) -> Result<String> {
    let file = |name| copy.get(name).with_context(|| format!("the copy has no {name}"));
    check_signature(key, file(SUMS)?, file(SIGNATURE)?)
}

/// Compares a copy in a folder with the site, file by file.
fn compare(own: &Files, copy: &Files, findings: &mut Findings) {
    for (name, bytes) in own {
        match copy.get(name) {
            Some(found) if found == bytes => {}
            Some(_) => findings.add(DIFFERS, name),
            // A download of a hosted copy may lack it.
            None if name == HEADERS => {}
            None => findings.add(MISSING, name),
        }
    }
    for name in copy.keys().filter(|name| !own.contains_key(*name) && *name != SIGNATURE) {
        findings.add(EXTRA, quoted(name));
    }
}

/// Why a page may differ, by what it says it was built from.
fn explain(here: &str, there: &str) -> String {
    let said = quoted(there);
    match there {
        "" => "it does not say what it was built from".to_owned(),
        _ if there.contains(DIRTY) => format!(
            "it says it is built from {said}, a checkout with uncommitted changes: have it built \
             from a commit, and run this again"
        ),
        _ if there == here => "it says it is built from the same, so it was made with other \
             --endpoint servers, or changed afterwards"
            .to_owned(),
        _ => format!(
            "it says it is built from {said}: check out that commit, use that compiler, and run \
             this again"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_compared_file_by_file() {
        let files = |files: &[(&str, &str)]| -> Files {
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect()
        };
        let own = files(&[(PAGE, "a"), (HEADERS, ""), ("b.js", ""), ("c.js", "")]);
        let copy = files(&[(PAGE, "b"), ("b.js", ""), ("\u{1b}[2J", ""), (SIGNATURE, "")]);
        let mut findings = Findings::default();
        compare(&own, &copy, &mut findings);
        let expected = [(DIFFERS, PAGE), (MISSING, "c.js"), (EXTRA, "\\u{1b}[2J")];
        let found: Vec<_> = findings.0.iter().map(|(what, at)| (&**what, &*at[0])).collect();
        assert_eq!(found, expected);
        assert!(findings.conclude("copy", "see above").is_err());
        assert!(Findings::default().conclude("copy", "see above").is_ok());
    }

    #[test]
    fn the_explanation_depends_on_what_the_copy_says_of_itself() {
        let (clean, dirty) = ("0.1.0 0123456789ab rustc 1.99.0", "0.1.0 0123456789ab-dirty rustc");
        assert!(explain(clean, "").contains("does not say"));
        assert!(explain(clean, clean).contains("changed afterwards"));
        assert!(explain(dirty, dirty).contains("uncommitted changes"));
        assert!(explain(dirty, clean).contains("0123456789ab rustc 1.99.0: check out"));
        let text = explain("here", &"\u{1b}[2J\u{202e} there".repeat(100));
        assert!(text.chars().all(|c| c == ' ' || c.is_ascii_graphic()) && text.len() < 2_000);
    }
}
