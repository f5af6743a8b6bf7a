//! `test deny`: whose code is built in, on what terms, and what is known against it, by cargo-deny and
//! `deny.toml`.
//!
//! What is known against a crate stands in RustSec's database, a git repository that cannot be reached
//! from everywhere. Where it cannot, a copy from before serves as long as cargo-deny takes it; without
//! one the rest is checked all the same, and the summary says what was left out.

use std::time::Duration;

use crate::check::Done;
use crate::folders::Folders;
use crate::pins;
use crate::run::Run;
use crate::setup;
use crate::setup::cargo_tool::CargoTool;
use crate::trouble::{Outcome, Trouble};

const STEP: &str = "deny";
/// Each lock file's workspace, with what is checked of it wherever one is. Nobody is given a fuzz
/// target, so its licences bind nobody.
const WORKSPACES: [(&str, &[&str]); 2] =
    [("Cargo.toml", &["bans", "licenses", "sources"]), ("fuzz/Cargo.toml", &["bans", "sources"])];
/// Where cargo-deny has its database from.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";
/// How long it may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);
/// How long it may take to come. It is a few megabytes.
const COMES_WITHIN: Duration = Duration::from_mins(1);

fn cargo_deny() -> CargoTool {
    CargoTool {
        name: "cargo-deny",
        program: "cargo-deny",
        version: pins::CARGO_DENY.to_owned(),
        opt_level: "0",
        flags: &["--locked"],
        builds_in: Duration::from_secs(45),
    }
}

/// How looking for advisories went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Clean,
    Found,
    NotLooked,
}

/// Checks both lock files.
pub fn deny(folders: &Folders) -> Outcome<Done> {
    let tool = cargo_deny();
    setup::ensure(folders, &[&tool])?;
    let program = tool.program(folders);
    let run = |step: &str| Run::new(step, &program).dir(folders.root());
    let mut terms = Ok(());
    for (workspace, checks) in WORKSPACES {
        let check = run(STEP).args(of(workspace)).arg("check").args(checks);
        let mend = "the lines above say which crate; deny.toml says what is allowed";
        terms = terms.and(check.mend(mend).go());
    }
    let advisories = advisories(&run);
    terms.and(advisories)
}

fn of(workspace: &str) -> [&str; 4] {
    ["--manifest-path", workspace, "--workspace", "--locked"]
}

/// Looks for what is known against any crate, and for versions that were taken back.
fn advisories(run: &dyn Fn(&str) -> Run) -> Outcome<Done> {
    let fetched = fetch(run);
    // Without a database cargo-deny says so too, in words of its own.
    let log = if fetched.is_ok() { "warn" } else { "off" };
    let mut verdicts = Vec::new();
    for (workspace, _) in WORKSPACES {
        let check = run(STEP).args(of(workspace)).args(["--log-level", log, "--offline"]);
        let check = check.args(["check", "advisories"]);
        let (said, is_fine) = check.tell()?;
        verdicts.push(verdict(&said, is_fine));
        if verdicts.contains(&Verdict::NotLooked) {
            break;
        }
        println!("{said}");
    }
    let why = fetched.as_ref().err().map(ToString::to_string);
    let done = conclude(&verdicts, fetched)?;
    match (&done, why) {
        (Done::But(what), _) => println!("{what}"),
        (Done::Whole, Some(why)) => println!("These advisories are of an earlier day. {why}"),
        (Done::Whole, None) => {}
    }
    Ok(done)
}

/// Gets the database of today. Asked for only where it answers: a fetch that fails leaves what is there
/// looking as new as one that does not, and cargo-deny would never find it too old.
fn fetch(run: &dyn Fn(&str) -> Run) -> Outcome<String> {
    const STEP: &str = "RustSec's database";
    let git = |run: Run| {
        run.env("GIT_TERMINAL_PROMPT", "0")
            .mend("check that git is there and reaches that repository, and run this again")
    };
    git(Run::new(STEP, "git").args(["ls-remote", DATABASE, "main"])).read_within(ANSWERS_WITHIN)?;
    git(run(STEP).args(["fetch", "db"])).read_within(COMES_WITHIN)
}

/// Once cargo-deny has looked, it names the check on standard output. Its exit status does not tell
/// advisories from a database that it cannot read.
fn verdict(said: &str, is_fine: bool) -> Verdict {
    match (said.contains("advisories"), is_fine) {
        (true, true) => Verdict::Clean,
        (true, false) => Verdict::Found,
        (false, _) => Verdict::NotLooked,
    }
}

fn conclude(verdicts: &[Verdict], fetched: Outcome<String>) -> Outcome<Done> {
    let failed = |what: &str, mend: &str| Err(Trouble::new(STEP, what, mend));
    if verdicts.contains(&Verdict::Found) {
        return failed(
            "`cargo-deny check advisories` found what is said above",
            "take a version that is not affected, or say in deny.toml why this one does no harm",
        );
    }
    match (verdicts.contains(&Verdict::NotLooked), fetched) {
        (false, _) => Ok(Done::Whole),
        (true, Err(trouble)) => {
            Ok(Done::But(format!("advisories and yanked versions were NOT looked for. {trouble}")))
        }
        (true, Ok(_)) => failed(
            "`cargo-deny check advisories` could not read the database that was fetched",
            "the lines above say why",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out_of_reach() -> Outcome<String> {
        Err(Trouble::new("RustSec's database", "`git` says no", "check the network"))
    }

    #[test]
    fn cargo_deny_says_whether_it_looked() {
        assert_eq!(verdict("advisories ok", true), Verdict::Clean);
        assert_eq!(verdict("advisories FAILED", false), Verdict::Found);
        assert_eq!(verdict("", false), Verdict::NotLooked);
    }

    #[test]
    fn what_was_not_looked_for_is_said_with_the_reason() {
        let done = conclude(&[Verdict::NotLooked], out_of_reach());
        let Ok(Done::But(what)) = done else { panic!("{done:?}") };
        assert!(what.contains("NOT looked for") && what.contains("`git` says no"), "{what}");
    }

    #[test]
    fn a_database_from_before_serves_and_what_it_names_fails() {
        let clean = [Verdict::Clean, Verdict::Clean];
        assert_eq!(conclude(&clean, out_of_reach()), Ok(Done::Whole));
        assert_eq!(conclude(&clean, Ok(String::new())), Ok(Done::Whole));
        assert!(conclude(&[Verdict::Clean, Verdict::Found], out_of_reach()).is_err());
        assert!(conclude(&[Verdict::Found, Verdict::Clean], Ok(String::new())).is_err());
    }

    #[test]
    fn a_database_that_came_and_cannot_be_read_is_a_failure() {
        assert!(conclude(&[Verdict::NotLooked], Ok(String::new())).is_err());
    }
}
