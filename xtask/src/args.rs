//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use site::Endpoint;

use crate::tools::debian::Browser;

/// Keycutter's commands. Each sets up the tools it needs first, in the project's own cache.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
#[command(after_long_help = ENVIRONMENT)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const ENVIRONMENT: &str = "\
Environment:
  KEYCUTTER_HOME  Where tools are kept [default: keycutter in your cache folder]";

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Serve the page at `http://127.0.0.1:8080/` and rebuild it at every change
    Serve(Serve),
    /// Run the checks: all of them, or the parts that are named
    #[command(after_long_help = parts_help())]
    Test(Test),
    /// Build the static site into dist/ and print its sizes
    ///
    /// Settings for web servers go to target/hosting/ (see docs/hosting.md).
    Dist(Endpoints),
    /// Build the site and compare it with a copy: every file, and the headers of a hosted one
    Verify(Verify),
    /// Build the site from a commit and sign its checksums (see docs/hosting.md)
    Release(Release),
    /// Measure the page beside three peers, for about five minutes, and write docs/bench.md
    ///
    /// The machine should do nothing else meanwhile.
    Bench,
    /// Print what a shell needs for plain `trunk serve`: eval "$(cargo xtask env)"
    Env,
    /// The last step of a Trunk build, which Trunk calls
    #[command(hide = true)]
    Seal,
}

#[derive(Args, Debug, PartialEq, Eq)]
pub struct Serve {
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// Serve on another port
    #[arg(long)]
    pub port: Option<u16>,
}

#[derive(Args, Debug, PartialEq, Eq)]
pub struct Test {
    /// Parts (see below), and one filter: only tests with this text in their names
    ///
    /// A filter alone selects stories of e2e; `create::reset_after` is a cell of the fault matrix.
    #[arg(value_name = "PART or FILTER")]
    words: Vec<String>,
    /// Only in this browser (may be repeated)
    #[arg(long = "browser", value_name = "NAME")]
    pub browsers: Vec<Browser>,
}

/// A part of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Every file is formatted
    Fmt,
    /// No lint warns, natively and for the browser
    Clippy,
    /// Native tests
    Unit,
    /// Licences, sources and known vulnerabilities of what is built in
    Deny,
    /// The settings for web servers, checked by those that read them
    Hosting,
    /// The user stories, in real browsers against real IAM servers
    E2e,
    /// Only when named: the whole fault matrix, in Chromium unless --browser is given; writes
    /// docs/faults.md when every cell passes
    Faults,
    /// Only when named: a thousand keys through one tab of Chromium, and what is left in memory
    Soak,
    /// Only when named: saves every screen in `target/gallery`, in four widths, both themes, forced
    /// colours and from right to left, by Chromium
    Gallery,
}

impl Part {
    /// Every part that runs when none is named, the quickest first. The fault matrix and the soak
    /// take too long; some cells of the matrix are among the stories.
    pub const ALL: [Self; 6] =
        [Self::Fmt, Self::Clippy, Self::Unit, Self::Deny, Self::Hosting, Self::E2e];

    /// Its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

fn parts_help() -> String {
    let parts = Part::value_variants().iter().filter_map(Part::to_possible_value);
    let lines = parts.map(|part| {
        let help = part.get_help().map(ToString::to_string).unwrap_or_default();
        format!("  {:<8} {help}\n", part.get_name())
    });
    format!("Parts (without one, all but the last three):\n{}", lines.collect::<String>())
}

impl Test {
    /// The parts to run, and the filter on names.
    pub fn selection(&self) -> (Vec<Part>, Vec<&str>) {
        let (mut parts, mut filter) = (Vec::new(), Vec::new());
        for word in &self.words {
            match Part::from_str(word, false) {
                Ok(part) => parts.push(part),
                Err(_) => filter.push(word.as_str()),
            }
        }
        if parts.is_empty() {
            let is_whole = filter.is_empty() && self.browsers.is_empty();
            parts = if is_whole { Part::ALL.to_vec() } else { vec![Part::E2e] };
        }
        (parts, filter)
    }
}

/// The servers besides AWS that a copy of the page may call.
#[derive(Args, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// Let this copy call a server of your own, `https://host` or `https://host:port`, besides
    /// AWS and this machine (may be repeated)
    #[arg(long = "endpoint", value_name = "URL")]
    pub endpoints: Vec<Endpoint>,
    /// Do not let this copy call servers on the machine that it is opened on
    #[arg(long)]
    pub no_loopback: bool,
}

#[derive(Args, Debug, PartialEq, Eq)]
pub struct Verify {
    /// A folder, or the address of a hosted page
    pub place: String,
    #[command(flatten)]
    pub made: Endpoints,
    /// The host cannot send headers, as GitHub Pages: do not miss them
    #[arg(long)]
    pub without_headers: bool,
    /// Check the signature of the checksums with this minisign key, or the key in this file
    #[arg(long, value_name = "PUBKEY")]
    pub signature: Option<String>,
    /// Load the page in Chromium too, and compare what ran
    #[arg(long)]
    pub browser: bool,
}

#[derive(Args, Debug, PartialEq, Eq)]
pub struct Release {
    /// The file of your minisign secret key, whose password is asked for; without this, it is asked for too
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[command(flatten)]
    pub made: Endpoints,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn command(line: &str) -> Result<Command, clap::Error> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        Cli::try_parse_from(words).map(|cli| cli.command)
    }

    fn test(line: &str) -> Test {
        let Ok(Command::Test(test)) = command(line) else { panic!("{line}") };
        test
    }

    #[test]
    fn test_without_parts_is_everything_but_the_long_ones() {
        Cli::command().debug_assert();
        assert_eq!(test("test").selection(), (Part::ALL.to_vec(), vec![]));
        assert_eq!(test("test soak faults").selection().0, [Part::Soak, Part::Faults]);
    }

    #[test]
    fn a_browser_or_a_filter_alone_selects_stories() {
        assert_eq!(test("test --browser firefox").selection().0, [Part::E2e]);
        let stories = test("test unlock --browser=webkit --browser chromium");
        assert_eq!(stories.selection(), (vec![Part::E2e], vec!["unlock"]));
        assert_eq!(stories.browsers, [Browser::Webkit, Browser::Chromium]);
        assert_eq!(test("test unit sign").selection(), (vec![Part::Unit], vec!["sign"]));
    }

    #[test]
    fn an_endpoint_that_is_too_wide_is_refused() {
        let endpoints = vec!["https://a.example".parse().unwrap()];
        let dist = command("dist --endpoint https://a.example").unwrap();
        assert_eq!(dist, Command::Dist(Endpoints { endpoints, no_loopback: false }));
        let dist = command("dist --no-loopback").unwrap();
        assert_eq!(dist, Command::Dist(Endpoints { endpoints: vec![], no_loopback: true }));
        for line in ["dist --endpoint http://a.example", "dist folder", "verify", "verify a b"] {
            assert!(command(line).is_err(), "{line}");
        }
    }
}
