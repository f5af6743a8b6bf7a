//! `test`: every check, or the parts that are asked for, with a table of how they went.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use crate::deny::deny;
use crate::dist;
use crate::folders::Folders;
use crate::hosting::hosting;
use crate::run::Run;
use crate::setup::browsers::{Browser, geckodriver};
use crate::setup::components::{CLIPPY, RUSTFMT};
use crate::setup::npm::Axe;
use crate::setup::peers::Peers;
use crate::setup::wasm_target::{WASM, WasmTarget};
use crate::setup::{self, Piece};
use crate::table;
use crate::trouble::{Outcome, Trouble};
use crate::web::{Purpose, Tools};

/// A part of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Formatting.
    Fmt,
    /// Lints, natively and for the browser.
    Clippy,
    /// Native tests.
    Unit,
    /// What is built in: licences, sources, advisories.
    Deny,
    /// What `dist` makes for web servers.
    Hosting,
    /// Stories in browsers.
    E2e,
    /// The whole fault matrix, in a browser.
    Faults,
    /// A thousand keys through one tab.
    Soak,
}

/// How far a part came that did not fail.
#[derive(Debug, PartialEq, Eq)]
pub enum Done {
    /// To its end.
    Whole,
    /// Something could not be looked at: a sentence says what, and why.
    But(String),
}

/// Which checks to run.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// These parts, in this order.
    pub parts: Vec<Part>,
    /// Browsers to run in; none named leaves it to each part.
    pub browsers: Vec<Browser>,
    /// Only tests with this in their name.
    pub story: Option<String>,
}

impl Part {
    /// Every part that is run when none is named, the quickest first. The fault matrix and the
    /// soak take too long to be among them: a cut of the matrix is in the stories.
    pub const ALL: [Self; 6] =
        [Self::Fmt, Self::Clippy, Self::Unit, Self::Deny, Self::Hosting, Self::E2e];

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Faults, Self::Soak]).find(|part| part.name() == name)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Unit => "unit",
            Self::Deny => "deny",
            Self::Hosting => "hosting",
            Self::E2e => "e2e",
            Self::Faults => "faults",
            Self::Soak => "soak",
        }
    }

    fn run(self, folders: &Folders, options: &Options) -> Outcome<Done> {
        match self {
            Self::Fmt => fmt(folders),
            Self::Clippy => clippy(folders),
            Self::Unit => unit(folders, options),
            Self::Deny => return deny(folders),
            Self::Hosting => hosting(folders),
            Self::E2e => e2e(folders, options),
            Self::Faults => faults(folders, options),
            Self::Soak => soak(folders),
        }
        .map(|()| Done::Whole)
    }
}

impl Options {
    /// The browsers that were named, or else a part's own choice.
    fn browsers_or<'a>(&'a self, own: &'a [Browser]) -> &'a [Browser] {
        if self.browsers.is_empty() { own } else { &self.browsers }
    }
}

/// Runs the parts. One that fails does not keep the others from running.
pub fn test(folders: &Folders, options: &Options) -> Outcome {
    let mut results = Vec::new();
    for &part in &options.parts {
        println!("\n== {}", part.name());
        let start = Instant::now();
        let outcome = part.run(folders, options);
        if let Err(trouble) = &outcome {
            eprintln!("{trouble}");
        }
        results.push((part, start.elapsed(), outcome));
    }
    println!("\n{}", summary(&results));
    let failed: Vec<_> = results
        .iter()
        .filter(|(_, _, outcome)| outcome.is_err())
        .map(|(part, ..)| part.name())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Trouble::new(
        "The checks",
        format!("`cargo xtask test {}` failed", failed.join(" ")),
        "see above what each one said",
    ))
}

fn summary(results: &[(Part, Duration, Outcome<Done>)]) -> String {
    let mut rows = vec![["Part", "time", "result"].map(str::to_owned).to_vec()];
    let mut left_out = Vec::new();
    for (part, time, outcome) in results {
        let result = match outcome {
            Ok(Done::Whole) => "ok",
            Ok(Done::But(what)) => {
                left_out.push(format!("\n{}: {what}\n", part.name()));
                "ok, but"
            }
            Err(_) => "FAILED",
        };
        rows.push([part.name(), &setup::exactly(*time), result].map(str::to_owned).to_vec());
    }
    table::draw(&rows) + &left_out.concat()
}

fn cargo(part: Part, folders: &Folders) -> Run {
    Run::new(part.name(), "cargo").dir(folders.root())
}

fn fmt(folders: &Folders) -> Outcome {
    setup::ensure(folders, &[&RUSTFMT])?;
    cargo(Part::Fmt, folders).args(["fmt", "--all", "--check"]).mend("run `cargo fmt --all`").go()
}

fn clippy(folders: &Folders) -> Outcome {
    setup::ensure(folders, &[&CLIPPY, &WasmTarget])?;
    let lint = |what: &[&str], vars: Vec<(&str, OsString)>| {
        cargo(Part::Clippy, folders)
            .arg("clippy")
            .args(what)
            .args(["--", "--deny", "warnings"])
            .envs(vars)
            .mend("mend what is named above")
            .go()
    };
    let native = lint(&["--workspace", "--all-targets"], Vec::new());
    // The fuzz targets are built by hand, so here alone anybody sees whether they still can be. A
    // library that is not there keeps libFuzzer's own, in C++, from being built for nothing.
    let vars = vec![
        ("CARGO_TARGET_DIR", folders.target().into()),
        ("CUSTOM_LIBFUZZER_PATH", folders.target().join("fuzz/none").into()),
    ];
    let fuzz = lint(&["--manifest-path", "fuzz/Cargo.toml", "--locked"], vars);
    let vars = Tools::of(folders, Purpose::Work)?.vars(folders);
    native.and(fuzz).and(lint(&["--package", "keycutter", "--target", WASM], vars))
}

fn unit(folders: &Folders, options: &Options) -> Outcome {
    cargo(Part::Unit, folders)
        .args(["test", "--workspace", "--exclude", "e2e", "--no-fail-fast"])
        .args(filter(options))
        .mend("the lines above name the tests that failed")
        .go()
}

fn e2e(folders: &Folders, options: &Options) -> Outcome {
    let browsers = options.browsers_or(&Browser::ALL);
    in_browsers(Part::E2e, folders, browsers)?
        .arg("--no-fail-fast")
        .args(filter(options))
        .mend("the lines above name the stories that failed")
        .go()
}

fn faults(folders: &Folders, options: &Options) -> Outcome {
    let browsers = options.browsers_or(&[Browser::Chromium]);
    in_browsers(Part::Faults, folders, browsers)?
        .args(["--test", "e2e", "--", "--faults"])
        .args(&options.story)
        .mend("the lines above name the cells that failed")
        .go()
}

fn soak(folders: &Folders) -> Outcome {
    in_browsers(Part::Soak, folders, &[Browser::Chromium])?
        .args(["--test", "e2e", "--", "--soak"])
        .mend("the lines above say what is left of a thousand keys")
        .go()
}

/// The tests in `tests/e2e`, with all they need set up.
fn in_browsers(part: Part, folders: &Folders, browsers: &[Browser]) -> Outcome<Run> {
    let geckodriver = geckodriver();
    let mut pieces: Vec<&dyn Piece> = vec![&Peers, &Axe];
    pieces.extend(browsers.iter().map(|it| it as &dyn Piece));
    if browsers.contains(&Browser::Firefox) {
        pieces.push(&geckodriver);
    }
    setup::ensure(folders, &pieces)?;
    dist::build_if_changed(folders)?;
    let browsers: Vec<_> = browsers.iter().map(|it| it.word()).collect();
    Ok(cargo(part, folders)
        .args(["test", "--package", "e2e"])
        .env("KEYCUTTER_DIST", dist::folder(folders))
        .env("KEYCUTTER_VENV", Peers::folder(folders))
        .env("KEYCUTTER_GECKODRIVER", geckodriver.program(folders))
        .env("KEYCUTTER_AXE", Axe::script(folders))
        .env("KEYCUTTER_BROWSERS", browsers.join(",")))
}

fn filter(options: &Options) -> Vec<&str> {
    let story = options.story.iter().map(String::as_str);
    story.flat_map(|story| ["--", story]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_failed_and_what_was_left_out() {
        let trouble = Trouble::new("a", "b", "c");
        let results = [
            (Part::Fmt, Duration::from_millis(900), Ok(Done::Whole)),
            (Part::Deny, Duration::from_secs(9), Ok(Done::But("not all.".to_owned()))),
            (Part::E2e, Duration::from_secs(75), Err(trouble)),
        ];
        assert_eq!(
            summary(&results),
            "Part        time   result\n\
             fmt        0.9 s       ok\n\
             deny       9.0 s  ok, but\n\
             e2e   1 min 15 s   FAILED\n\
             \n\
             deny: not all.\n"
        );
    }
}
