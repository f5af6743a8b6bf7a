//! `test`: the project's checks, part by part.

use std::time::{Duration, Instant};

use crate::args::{Part, Test};
use crate::build_env::{PageTools, Profile};
use crate::deny::{self, Skipped};
use crate::dist;
use crate::hosting;
use crate::prelude::*;
use crate::project::WASM;
use crate::sizes::plain_table;
use crate::tools::cargo_tool::geckodriver;
use crate::tools::debian::Browser;
use crate::tools::rustup::{component, wasm_target};
use crate::tools::{self, node, peers};

/// Crates that need a browser, by how their names begin.
const BROWSER_CRATES: [&str; 6] =
    ["gloo", "js-sys", "leptos", "reqwasm", "wasm-bindgen", "web-sys"];

/// Runs the parts. A failure does not keep the other parts from running.
pub fn test(project: &Project, options: &Test) -> Result<()> {
    let selection = options.selection();
    let (parts, filter) =
        selection.map_err(|error| anyhow!(error)).step("test", "see `cargo xtask test --help`")?;
    let mut results = Vec::new();
    for part in parts {
        println!("\n== {}", part.name());
        let start = Instant::now();
        let result = run(project, part, filter, &options.browsers);
        if let Err(error) = &result {
            eprintln!("{error:#}");
        }
        results.push((part, start.elapsed(), result));
    }
    println!("\n{}", summary(&results));
    let failed = results.iter().filter(|(_, _, result)| result.is_err());
    let failed: Vec<_> = failed.map(|(part, ..)| part.name()).collect();
    if failed.is_empty() {
        return Ok(());
    }
    let cause = format!("`cargo xtask test {}` failed", failed.join(" "));
    Err(StepError::new("test", cause, "see the lines of each above").into())
}

fn run(project: &Project, part: Part, filter: Option<&str>, named: &[Browser]) -> Result<Skipped> {
    let or = |own| if named.is_empty() { own } else { named };
    let stories = |browsers, args: &[&str]| Ok(in_browsers(project, browsers)?.args(args).run()?);
    let filtered: Vec<_> = filter.into_iter().flat_map(|filter| ["--", filter]).collect();
    let chromium = [Browser::Chromium];
    let result = match part {
        Part::Fmt => fmt(project),
        Part::Clippy => clippy(project),
        Part::Unit => unit(project, &filtered),
        Part::Deny => return deny::deny(project),
        Part::Hosting => hosting::hosting(project),
        Part::E2e => stories(or(&Browser::ALL), &[&["--no-fail-fast"], &*filtered].concat()),
        Part::Faults => stories(
            or(&chromium),
            &[&["--test", "e2e", "--", "--faults"], filter.as_slice()].concat(),
        ),
        Part::Soak => stories(&chromium, &["--test", "e2e", "--", "--soak"]),
    };
    let fix = if part == Part::Fmt { "run `cargo fmt --all`" } else { "fix what is named above" };
    result.step(&part.name(), fix).map(|()| None)
}

fn fmt(project: &Project) -> Result<()> {
    tools::ensure(project, &[component(project, "rustfmt")])?;
    let sh = &project.sh;
    Ok(cmd!(sh, "cargo fmt --all --check").run()?)
}

fn clippy(project: &Project) -> Result<()> {
    tools::ensure(project, &[component(project, "clippy"), wasm_target(project)])?;
    let sh = &project.sh;
    let target = project.target();
    let native = cmd!(sh, "cargo clippy --workspace --all-targets -- --deny warnings").run();
    // cargo-fuzz builds the fuzz targets, by hand; only this notices that they no longer compile.
    // A library that does not exist keeps libFuzzer, in C++, from being built for it.
    let manifest = "fuzz/Cargo.toml";
    let fuzz = cmd!(sh, "cargo clippy --manifest-path {manifest} --locked -- --deny warnings")
        .env("CARGO_TARGET_DIR", &target)
        .env("CUSTOM_LIBFUZZER_PATH", target.join("fuzz/none"))
        .run();
    let vars = PageTools::new(project, Profile::Dev)?.vars(project);
    let page = cmd!(
        sh,
        "cargo clippy --package keycutter --package keycutter-core --target {WASM} -- --deny warnings"
    );
    Ok(native.and(fuzz).and(page.envs(vars).run())?)
}

fn unit(project: &Project, filter: &[&str]) -> Result<()> {
    let sh = &project.sh;
    // The core builds natively and is tested so, and this keeps the browser out of it.
    let tree =
        cmd!(sh, "cargo tree --package keycutter-core --target all --edges normal --prefix none");
    let tree = tree.read()?;
    let found = tree.lines().find(|it| BROWSER_CRATES.iter().any(|name| it.starts_with(name)));
    ensure!(found.is_none(), "keycutter-core depends on {}", found.unwrap_or_default());
    let tests = cmd!(sh, "cargo test --workspace --exclude e2e --no-fail-fast");
    Ok(tests.args(filter).run()?)
}

/// The tests in `tests/e2e`, with what they need.
fn in_browsers<'a>(project: &'a Project, browsers: &[Browser]) -> Result<Cmd<'a>> {
    let geckodriver = geckodriver();
    let mut tools = vec![peers::tool(project), node::tool(project)];
    tools.extend(browsers.iter().map(|browser| browser.tool(project)));
    if browsers.contains(&Browser::Firefox) {
        tools.push(geckodriver.tool(project));
    }
    tools::ensure(project, &tools)?;
    dist::build_if_changed(project)?;
    let browsers: Vec<_> = browsers.iter().map(|it| it.name()).collect();
    let sh = &project.sh;
    Ok(cmd!(sh, "cargo test --package e2e")
        .env("KEYCUTTER_DIST", dist::folder(project))
        .env("KEYCUTTER_VENV", peers::venv(project))
        .env("KEYCUTTER_GECKODRIVER", geckodriver.program(project))
        .env("KEYCUTTER_AXE", node::axe(project))
        .env("KEYCUTTER_BROWSERS", browsers.join(",")))
}

fn summary(results: &[(Part, Duration, Result<Skipped>)]) -> String {
    let mut table = plain_table(&["Part", "time", "result"]);
    let mut skipped = String::new();
    for (part, time, result) in results {
        let verdict = match result {
            Ok(None) => "ok",
            Ok(Some(what)) => {
                skipped = skipped + "\n" + &part.name() + ": " + what;
                "ok, but"
            }
            Err(_) => "FAILED",
        };
        table.add_row([part.name(), tools::exact(*time), verdict.to_owned()]);
    }
    format!("{}\n{skipped}", table.trim_fmt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_failed_and_what_was_skipped() {
        let results = [
            (Part::Deny, Duration::from_secs(9), Ok(Some("not all.".to_owned()))),
            (Part::E2e, Duration::from_secs(75), Err(anyhow!("a story"))),
        ];
        let expected = "Part        time   result\ndeny       9.0 s  ok, but\n\
            e2e   1 min 15 s   FAILED\n\ndeny: not all.";
        assert_eq!(summary(&results), expected);
    }
}
