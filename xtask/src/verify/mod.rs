//! `verify`: a copy of the site, hosted or in a folder, compared with what this checkout builds.

pub mod browser;
mod findings;
mod headers;
mod host;
#[cfg(test)]
mod lies;

use std::time::Duration;

use crate::args::Verify;
use crate::dist;
use crate::prelude::*;
use crate::project::files;
use crate::signature::{SIGNATURE, check_signature};
use crate::site::build_info::DIRTY;
use crate::site::html::Parts;
use crate::site::{HEADERS, SUMS};

pub use findings::{Files, Findings};
pub use host::Host;

use findings::{DIFFERS, MISSING, PAGE, quoted, text};

const EXTRA: &str = "The file is not of this build. Remove it.";

/// Builds the site and compares the copy with it.
pub fn verify(project: &Project, options: &Verify) -> Result<()> {
    let (sh, place) = (&project.sh, &options.place);
    // Not into `dist`, which may be the copy.
    let scratch = project.target().join("verify");
    let own = scratch.join("own");
    dist::build_into(&own, &scratch.join("hosting"), project, &options.made)?;
    let own = in_folder(sh, &own)?;
    let mut findings = Findings::default();
    let is_hosted = place.starts_with("https://") || place.starts_with("http://");
    let copy = if is_hosted {
        let host = Host::new(place, &own, options.without_headers, Duration::from_mins(1));
        if host.is_open() {
            println!("\nWarning: anyone on the way can change what is sent by http. Use https.");
        }
        let mut copy = host.check(&mut findings);
        if options.signature.is_some() {
            copy.extend(host.signature());
        }
        if options.browser {
            browser::check(sh, &host, &mut findings).step("verify --browser", browser::FIX)?;
        }
        copy
    } else {
        let fix = "give the folder of a copy, or the address of a hosted page with its https://";
        let copy = in_folder(sh, Path::new(place)).step("verify", fix)?;
        ensure!(!options.browser, "--browser needs the address of a hosted page");
        compare(&own, &copy, &mut findings);
        copy
    };
    if let Some(key) = &options.signature {
        match signed_by(key, &copy) {
            Ok(comment) => println!("\nThe signature of {SUMS} is right: {}.", quoted(&comment)),
            Err(why) => findings.add(
                format!(
                    "The signature is not valid: {why:#}. Whoever has the secret key has not released this \
                     copy. Ask the maintainer."
                ),
                SIGNATURE,
            ),
        }
    }
    let [here, there] = [&own, &copy].map(|files| Parts::read(&text(files, PAGE)));
    let [here, there] = [here?.build, there?.build].map(Option::unwrap_or_default);
    let is_same_page = own.get(PAGE) == copy.get(PAGE);
    let fix = if is_same_page { "see above".to_owned() } else { explain(&here, &there) };
    findings.conclude(place, &fix)?;
    println!("\n{place} is what this checkout builds: {here}.");
    if is_hosted {
        println!("That is what you were served now. Others may be served something else.");
    }
    Ok(())
}

/// The files in a folder.
pub fn in_folder(sh: &Shell, folder: &Path) -> Result<Files> {
    let read = files(folder)?.into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        Ok((name, sh.read_binary_file(&path)?))
    });
    read.collect()
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
