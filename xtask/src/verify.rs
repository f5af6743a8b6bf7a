//! `verify`: a copy of the site, hosted or in a folder, compared with what this checkout builds.

use std::collections::BTreeMap;

use ureq::http::Response;

use crate::args::Verify;
use crate::dist;
use crate::http;
use crate::prelude::*;
use crate::project::files;
use crate::site::build_info::DIRTY;
use crate::site::html::Parts;
use crate::site::{HEADERS, SUMS, sha256};
use crate::sizes::plain_table;

const PAGE: &str = "index.html";
const SAME: &str = "the same";
/// Netlify and Cloudflare read `_headers` and do not serve it.
const KEPT: &str = "kept by its host";

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds the site and compares the copy with it.
pub fn verify(project: &Project, options: &Verify) -> Result<()> {
    let (sh, place) = (&project.sh, &options.place);
    // Not into `dist`, which may be the copy.
    let scratch = project.target().join("verify");
    let own = scratch.join("own");
    dist::build_into(&own, &scratch.join("hosting"), project, &options.made.endpoints)?;
    let own = in_folder(sh, &own)?;
    let is_hosted = place.starts_with("https://") || place.starts_with("http://");
    let copy = if is_hosted {
        let url = place.split(['?', '#']).next().unwrap_or(place);
        let url = url.strip_suffix(PAGE).unwrap_or(url).trim_end_matches('/');
        let get = |name: &str| http::get(&format!("{url}/{name}"));
        println!("\n{}", compare_headers(&text(&own, HEADERS), &get("")?));
        hosted(&own, get).step("verify", "check the address and the network")?
    } else {
        let fix = "give the folder of a copy, or the address of a hosted page with its https://";
        in_folder(sh, Path::new(place)).step("verify", fix)?
    };
    let verdicts = compare(&own, &copy, is_hosted)?;
    println!("\n{}", table(&verdicts));
    let [here, there] = [&own, &copy].map(|files| Parts::read(&text(files, PAGE)));
    let [here, there] = [here?.build, there?.build].map(Option::unwrap_or_default);
    let different = verdicts.values().filter(|verdict| ![SAME, KEPT].contains(verdict)).count();
    let all = verdicts.len();
    if different > 0 {
        let cause =
            format!("{place} differs in {different} of {all} files from this build of {here}");
        return Err(StepError::new("verify", cause, explain(&here, &there)).into());
    }
    println!("{place} is what this checkout builds: {here}.");
    if is_hosted {
        println!(
            "This does not show whether a browser is served the same files, and the headers are not \
             part of the verdict."
        );
    }
    Ok(())
}

fn in_folder(sh: &Shell, folder: &Path) -> Result<Files> {
    let read = files(folder)?.into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        Ok((name, sh.read_binary_file(&path)?))
    });
    read.collect()
}

/// The files of a hosted copy, by what this build has. What else the copy names is listed without
/// being fetched.
fn hosted(own: &Files, get: impl Fn(&str) -> Result<Response<Vec<u8>>>) -> Result<Files> {
    let mut copy = Files::new();
    for name in own.keys() {
        // The page is at the address itself.
        let response = get(if name == PAGE { "" } else { name })?;
        if response.status() == 200 {
            copy.insert(name.clone(), response.into_body());
        }
    }
    let loads = Parts::read(&text(&copy, PAGE))?.loads.into_iter();
    let loads = loads.map(|name| name.trim_start_matches("./").to_owned());
    let sums = text(&copy, SUMS);
    let listed = sums.lines().filter_map(|line| line.split_once("  "));
    for name in loads.chain(listed.map(|(_, name)| name.to_owned())) {
        if !own.contains_key(&name) {
            copy.insert(name, Vec::new());
        }
    }
    Ok(copy)
}

fn text(files: &Files, name: &str) -> String {
    files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// Compares a copy with the site, file by file.
fn compare(own: &Files, copy: &Files, is_hosted: bool) -> Result<BTreeMap<String, &'static str>> {
    copy.get(PAGE).with_context(|| format!("the copy has no {PAGE}"))?;
    let mut verdicts = BTreeMap::new();
    // The list of checksums says of itself nothing that the others do not.
    for (name, bytes) in own.iter().filter(|(name, _)| *name != SUMS) {
        let verdict = match copy.get(name) {
            Some(found) if sha256(found) == sha256(bytes) => SAME,
            Some(_) => "DIFFERS",
            None if name == HEADERS && is_hosted => KEPT,
            None => "MISSING",
        };
        verdicts.insert(name.clone(), verdict);
    }
    let others = copy.keys().filter(|name| !own.contains_key(*name)).cloned();
    let own_scripts = Parts::read(&text(own, PAGE))?.scripts;
    let scripts = Parts::read(&text(copy, PAGE))?.scripts.into_iter();
    let scripts = scripts.filter(|script| !own_scripts.contains(script));
    let scripts = scripts.map(|_| format!("a script inside {PAGE}"));
    verdicts.extend(others.chain(scripts).map(|name| (name, "NOT IN THIS BUILD")));
    Ok(verdicts)
}

/// The verdicts as a table. Some names come from the copy, so control characters are escaped.
fn table(verdicts: &BTreeMap<String, &str>) -> String {
    let mut table = plain_table(&["File", "in the copy"]);
    for (name, verdict) in verdicts {
        table.add_row([&name.escape_debug().to_string(), *verdict]);
    }
    table.trim_fmt() + "\n"
}

/// Why a copy may differ, by what it says it was built from: the copy's own text, escaped likewise.
fn explain(here: &str, there: &str) -> String {
    let said = there.escape_debug();
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

/// Compares the headers for every path with those of a response. Not every host can send them, so
/// they do not count.
fn compare_headers(wanted: &str, sent: &Response<Vec<u8>>) -> String {
    let mut table = plain_table(&["Header of the page", "in the copy"]);
    // Those for every path come first in `_headers`, indented.
    let lines = wanted.lines().skip(1).take_while(|line| line.starts_with(' '));
    for (name, value) in lines.filter_map(|line| line.trim().split_once(": ")) {
        let verdict = match sent.headers().get(name) {
            Some(found) if found == value => SAME,
            Some(_) => "DIFFERS",
            None => "MISSING",
        };
        table.add_row([name, verdict]);
    }
    table.trim_fmt() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect()
    }

    /// The verdicts on a copy that a host has, whose page is at the address itself.
    fn verdicts(files: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let own =
            [(HEADERS, "/*"), (PAGE, "<script src=./k.js></script>"), ("k.js", "a"), (SUMS, "")];
        let own = self::files(&own);
        let get = |name: &str| {
            let found = files.iter().find(|(known, _)| *known == name);
            let status = if found.is_some() { 200 } else { 404 };
            let body = found.map(|(_, text)| (*text).into()).unwrap_or_default();
            Ok(Response::builder().status(status).body(body)?)
        };
        compare(&own, &hosted(&own, get).unwrap(), true).unwrap().into_iter().collect()
    }

    #[test]
    fn a_copy_is_compared_file_by_file() {
        let page = "<script src=./k.js></script>";
        let same = [(HEADERS, KEPT), (PAGE, SAME), ("k.js", SAME)];
        assert_eq!(verdicts(&[("", page), ("k.js", "a")]), same.map(|(a, b)| (a.to_owned(), b)));

        let page = "<script src=https://evil.example/x.js></script><script>evil()</script>";
        let different = [
            (HEADERS, KEPT),
            ("a script inside index.html", "NOT IN THIS BUILD"),
            ("evil.js", "NOT IN THIS BUILD"),
            ("https://evil.example/x.js", "NOT IN THIS BUILD"),
            (PAGE, "DIFFERS"),
            ("k.js", "MISSING"),
        ];
        let found = verdicts(&[("", page), (SUMS, "00  evil.js\n")]);
        assert_eq!(found, different.map(|(a, b)| (a.to_owned(), b)));

        let [own, copy] =
            [&[(PAGE, ""), (HEADERS, "")][..], &[("b.js", ""), (PAGE, "")]].map(files);
        let found: Vec<_> = compare(&own, &copy, false).unwrap().into_values().collect();
        assert_eq!(found, ["MISSING", "NOT IN THIS BUILD", SAME]);
        assert!(compare(&own, &files(&[]), false).is_err());
    }

    #[test]
    fn the_explanation_depends_on_what_the_copy_says_of_itself() {
        let (clean, dirty) = ("0.1.0 0123456789ab rustc 1.99.0", "0.1.0 0123456789ab-dirty rustc");
        assert!(explain(clean, "").contains("does not say"));
        assert!(explain(clean, clean).contains("changed afterwards"));
        assert!(explain(dirty, dirty).contains("uncommitted changes"));
        assert!(explain(dirty, clean).contains("0123456789ab rustc 1.99.0: check out"));
    }

    #[test]
    fn a_copy_cannot_control_the_terminal() {
        // These would clear the screen and move the cursor.
        let page = "<script src=\"\u{1b}[2J\u{202e}all is well\"></script>";
        let found = verdicts(&[("", page), (SUMS, "00  \u{1b}[1Ak.js\rthe same\n")]);
        let table = table(&found.into_iter().collect());
        assert!(table.contains("\\u{1b}[2J") && table.contains("\\u{1b}[1A"), "{table:?}");
        for text in [table, explain("here", "\u{1b}[2J there")] {
            let is_plain = |c: char| c == '\n' || c == ' ' || c.is_ascii_graphic();
            assert!(text.chars().all(is_plain), "{text:?}");
        }
    }

    #[test]
    fn headers_are_compared_by_name_in_any_case() {
        let wanted = "/*\n  Referrer-Policy: a\n  B: c\n  D: e\n/f\n  Cache-Control: x: y\n";
        let sent = Response::builder().header("referrer-policy", "a").header("b", "d");
        let sent = sent.body(Vec::new()).unwrap();
        let expected = "Header of the page  in the copy\nReferrer-Policy        the same\n\
            B                       DIFFERS\nD                       MISSING\n";
        assert_eq!(compare_headers(wanted, &sent), expected);
    }
}
