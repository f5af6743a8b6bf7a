//! The command line.

use std::ffi::OsString;

use crate::check::{Options as Check, Part};
use crate::endpoint::Endpoint;
use crate::serve::Options as Serve;
use crate::setup::browsers::Browser;
use crate::verify::Options as Verify;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Keycutter's commands. Each sets up the tools it needs first, in the project's own cache.

cargo xtask serve [--open] [--port N] [--release]
    Serves the page at http://127.0.0.1:8080/ and rebuilds it at every change.
      --open       opens it in the browser
      --port N     serves on another port
      --release    serves the optimised build

cargo xtask test [PART]... [--browser NAME]... [STORY]
    Runs the checks: all of them, or the parts that are named:
      fmt          every file is formatted
      clippy       no lint warns, natively and for the browser
      unit         native tests
      deny         what is built in: its licences and sources, and what is known against it
      hosting      the site behind nginx and Caddy, and what other hosts take
      e2e          the stories, in real browsers against real IAM servers
      all          all of these
      faults       not among them: the whole fault matrix, in Chromium unless told otherwise.
                   Prints it as a table and writes docs/faults.md when every cell went well
      soak         not among them either: a thousand keys through one tab of Chromium, five
                   hundred keys at once, and what is left in memory
      --browser    only in this one: chromium, firefox or webkit (may be repeated)
      STORY        only tests with this in their name; alone, it means a story of e2e.
                   A cell of the matrix is named like create::reset_after

cargo xtask dist [--endpoint URL]...
    Builds the static site into dist/ and prints what it weighs. Settings for web servers go to
    target/hosting/ (see docs/hosting.md).
      --endpoint   lets this copy of the page call a server of your own, https://host or
                   https://host:port, besides AWS and this machine (may be repeated)

cargo xtask verify PLACE [--endpoint URL]...
    Builds the site and compares it with a copy, file by file. PLACE is a folder, or the address
    of a hosted page. Fails when anything differs.
      --endpoint   the servers of your own that the copy was made for

cargo xtask env
    Prints what a shell needs for plain `trunk serve`: eval \"$(cargo xtask env)\"

Environment:
    KEYCUTTER_HOME       where tools are kept [default: keycutter in your cache folder]
    KEYCUTTER_RELEASES   a mirror of github.com to fetch ready-made tools from
";

/// One command.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print [`HELP`].
    Help,
    /// Serve the page.
    Serve(Serve),
    /// Run the checks.
    Test(Check),
    /// Build the static site, for servers of one's own besides.
    Dist(Vec<Endpoint>),
    /// Compare a copy of the site with what this checkout gives.
    Verify(Verify),
    /// Print the environment for plain Trunk.
    Env,
    /// Trunk's last step.
    Seal,
}

/// Reads the command line. What cannot be understood is answered with a sentence.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Task, String> {
    let args: Vec<_> = args.into_iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let mut args = args.iter().map(String::as_str);
    let Some(command) = args.next() else {
        return Ok(Task::Help);
    };
    let rest: Vec<_> = args.collect();
    if rest.iter().any(|arg| ["-h", "--help"].contains(arg)) {
        return Ok(Task::Help);
    }
    match command {
        "help" | "-h" | "--help" => Ok(Task::Help),
        "serve" => serve(&rest).map(Task::Serve),
        "test" => test(&rest).map(Task::Test),
        "dist" => match endpoints(&rest)? {
            (endpoints, None) => Ok(Task::Dist(endpoints)),
            (_, Some(word)) => Err(unknown(word)),
        },
        "verify" => match endpoints(&rest)? {
            (endpoints, Some(place)) => {
                Ok(Task::Verify(Verify { place: place.to_owned(), endpoints }))
            }
            (_, None) => {
                Err("Say which copy: a folder, or the address of a hosted page.".to_owned())
            }
        },
        "env" => alone(Task::Env, &rest),
        "seal" => alone(Task::Seal, &rest),
        other => Err(unknown(other)),
    }
}

fn alone(task: Task, rest: &[&str]) -> Result<Task, String> {
    rest.first().map_or(Ok(task), |arg| Err(unknown(arg)))
}

fn serve(args: &[&str]) -> Result<Serve, String> {
    let mut options = Serve::default();
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match split(arg) {
            ("--open", None) => options.open = true,
            ("--release", None) => options.release = true,
            ("--port", value) => {
                let port = value.or_else(|| args.next()).unwrap_or_default();
                let port = port
                    .parse()
                    .map_err(|_| format!("\"{port}\" is no port: give a number up to 65535."))?;
                options.port = Some(port);
            }
            _ => return Err(unknown(arg)),
        }
    }
    Ok(options)
}

fn test(args: &[&str]) -> Result<Check, String> {
    let mut parts = Vec::new();
    let mut browsers = Vec::new();
    let mut story: Option<String> = None;
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match (arg, split(arg)) {
            ("all", _) => parts.extend(Part::ALL),
            (_, ("--browser", value)) => {
                let name = value.or_else(|| args.next()).unwrap_or_default();
                browsers.push(name.parse::<Browser>()?);
            }
            (option, _) if option.starts_with('-') => return Err(unknown(option)),
            (word, _) => match Part::named(word) {
                Some(part) => parts.push(part),
                None if story.is_none() => story = Some(word.to_owned()),
                None => return Err(unknown(word)),
            },
        }
    }
    if parts.is_empty() && (story.is_some() || !browsers.is_empty()) {
        parts.push(Part::E2e);
    }
    if parts.is_empty() {
        parts.extend(Part::ALL);
    }
    Ok(Check { parts, browsers, story })
}

/// Every `--endpoint`, and one word beside them.
fn endpoints<'a>(args: &[&'a str]) -> Result<(Vec<Endpoint>, Option<&'a str>), String> {
    let (mut endpoints, mut place) = (Vec::new(), None);
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match split(arg) {
            ("--endpoint", value) => {
                let url = value.or_else(|| args.next()).unwrap_or_default();
                endpoints.push(Endpoint::parse(url)?);
            }
            _ if place.is_none() && !arg.starts_with('-') => place = Some(arg),
            _ => return Err(unknown(arg)),
        }
    }
    Ok((endpoints, place))
}

/// `--port=80` is `--port 80`.
fn split(arg: &str) -> (&str, Option<&str>) {
    arg.split_once('=').map_or((arg, None), |(name, value)| (name, Some(value)))
}

fn unknown(arg: &str) -> String {
    format!("\"{arg}\" is not understood here: see `cargo xtask help`.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn check(line: &str) -> Check {
        match task(line) {
            Ok(Task::Test(check)) => check,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn serve_takes_a_port_either_way() {
        let expected = Task::Serve(Serve { port: Some(9000), ..Serve::default() });
        assert_eq!(task("serve --port 9000").as_ref(), Ok(&expected));
        assert_eq!(task("serve --port=9000").as_ref(), Ok(&expected));
        assert!(task("serve --port").unwrap_err().contains("is no port"));
    }

    #[test]
    fn test_alone_is_everything() {
        let all = check("test");
        assert_eq!(all.parts, Part::ALL);
        assert_eq!(all.browsers, []);
        assert_eq!(all, check("test all"));
    }

    #[test]
    fn every_part_is_explained() {
        for part in Part::ALL.into_iter().chain([Part::Faults, Part::Soak]) {
            let name = part.name();
            assert_eq!(check(&format!("test {name}")).parts, [part]);
            assert!(HELP.contains(&format!("\n      {name} ")), "{name}");
        }
    }

    #[test]
    fn a_browser_or_a_story_alone_means_the_stories() {
        assert_eq!(check("test --browser firefox").parts, [Part::E2e]);
        let one = check("test unlock --browser=webkit --browser chromium");
        assert_eq!(one.parts, [Part::E2e]);
        assert_eq!(one.story.as_deref(), Some("unlock"));
        assert_eq!(one.browsers, [Browser::Webkit, Browser::Chromium]);
    }

    #[test]
    fn a_part_may_have_a_filter() {
        let one = check("test unit sign");
        assert_eq!(one.parts, [Part::Unit]);
        assert_eq!(one.story.as_deref(), Some("sign"));
    }

    #[test]
    fn the_fault_matrix_is_asked_for_by_name() {
        assert!(!check("test all").parts.contains(&Part::Faults));
        let one = check("test faults create::reset_after --browser firefox");
        assert_eq!(one.parts, [Part::Faults]);
        assert_eq!(one.story.as_deref(), Some("create::reset_after"));
        assert_eq!(one.browsers, [Browser::Firefox]);
    }

    #[test]
    fn a_copy_may_be_made_for_servers_of_ones_own() {
        let endpoint = |url| Endpoint::parse(url).unwrap();
        let one = Task::Dist(vec![endpoint("https://a.example")]);
        assert_eq!(task("dist --endpoint https://a.example").as_ref(), Ok(&one));
        assert_eq!(task("dist --endpoint=https://a.example").as_ref(), Ok(&one));
        assert_eq!(task("dist"), Ok(Task::Dist(Vec::new())));
        assert!(task("dist --endpoint").unwrap_err().contains("https"));
        assert!(task("dist --endpoint http://a.example").unwrap_err().contains("https"));
    }

    #[test]
    fn a_copy_is_verified_by_its_place() {
        let place = "https://keys.example.com/a=b/".to_owned();
        let endpoints = vec![Endpoint::parse("https://a.example").unwrap()];
        let line = format!("verify {place} --endpoint https://a.example");
        assert_eq!(task(&line), Ok(Task::Verify(Verify { place, endpoints })));
        assert!(task("verify").unwrap_err().contains("which copy"));
    }

    #[test]
    fn what_is_unknown_is_said() {
        for line in [
            "sevre",
            "dist --fast",
            "dist folder",
            "verify a b",
            "serve --ope",
            "test --browser opera",
            "test a b",
        ] {
            assert!(task(line).unwrap_err().ends_with('.'), "{line}");
        }
    }
}
