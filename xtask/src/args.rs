//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::endpoint::Endpoint;
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
  KEYCUTTER_HOME      Where tools are kept [default: keycutter in your cache folder]
  KEYCUTTER_RELEASES  A mirror of github.com to fetch ready-made tools from";

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
    /// Build the site and compare it with a copy, file by file
    Verify(Verify),
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
    /// Serve the optimised build
    #[arg(long)]
    pub release: bool,
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
    format!(
        "Parts:\n{}  all      All of them but the last two, as when none is named",
        lines.collect::<String>()
    )
}

impl Test {
    /// The parts to run, and the filter on names.
    pub fn selection(&self) -> Result<(Vec<Part>, Option<&str>), String> {
        let (mut parts, mut filter) = (Vec::new(), None);
        for word in &self.words {
            match Part::from_str(word, false) {
                Ok(part) => parts.push(part),
                Err(_) if word == "all" => parts.extend(Part::ALL),
                Err(_) if filter.is_none() => filter = Some(word.as_str()),
                Err(_) => return Err(format!("\"{word}\" is a second filter")),
            }
        }
        match (parts.is_empty(), filter.is_some() || !self.browsers.is_empty()) {
            (true, true) => parts.push(Part::E2e),
            (true, false) => parts.extend(Part::ALL),
            _ => {}
        }
        Ok((parts, filter))
    }
}

/// The self-hosted servers that a copy of the page may call.
#[derive(Args, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// Let this copy call a server of your own, `https://host` or `https://host:port`, besides
    /// AWS and this machine (may be repeated)
    #[arg(long = "endpoint", value_name = "URL")]
    pub endpoints: Vec<Endpoint>,
}

#[derive(Args, Debug, PartialEq, Eq)]
pub struct Verify {
    /// A folder, or the address of a hosted page
    pub place: String,
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

    fn selection(line: &str) -> (Vec<Part>, Option<String>, Vec<Browser>) {
        let Ok(Command::Test(test)) = command(line) else { panic!("{line}") };
        let (parts, filter) = test.selection().unwrap();
        (parts, filter.map(str::to_owned), test.browsers.clone())
    }

    #[test]
    fn test_without_parts_is_everything_but_the_long_ones() {
        Cli::command().debug_assert();
        assert_eq!(selection("test"), (Part::ALL.to_vec(), None, vec![]));
        assert_eq!(selection("test all").0, Part::ALL);
        assert_eq!(selection("test soak faults").0, [Part::Soak, Part::Faults]);
    }

    #[test]
    fn a_browser_or_a_filter_alone_selects_stories() {
        assert_eq!(selection("test --browser firefox").0, [Part::E2e]);
        let browsers = vec![Browser::Webkit, Browser::Chromium];
        let expected = (vec![Part::E2e], Some("unlock".to_owned()), browsers);
        assert_eq!(selection("test unlock --browser=webkit --browser chromium"), expected);
        let (parts, filter, _) = selection("test unit sign");
        assert_eq!((parts, filter.as_deref()), (vec![Part::Unit], Some("sign")));
        let Ok(Command::Test(two)) = command("test a b") else { panic!() };
        assert!(two.selection().is_err());
    }

    #[test]
    fn an_endpoint_that_is_too_wide_is_refused() {
        let endpoints = vec!["https://a.example".parse().unwrap()];
        let dist = command("dist --endpoint https://a.example").unwrap();
        assert_eq!(dist, Command::Dist(Endpoints { endpoints }));
        for line in ["dist --endpoint http://a.example", "dist folder", "verify", "verify a b"] {
            assert!(command(line).is_err(), "{line}");
        }
    }
}
