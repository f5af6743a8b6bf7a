//! `test`: the project's checks, part by part.

use std::time::Instant;

use site::WASM;

use crate::args::{Part, Test};
use crate::build_env::Profile;
use crate::deny;
use crate::dist;
use crate::hosting;
use crate::prelude::*;
use crate::tools::cargo_tool::GECKODRIVER;
use crate::tools::debian::{self, Browser};
use crate::tools::{compiler, node, peers};

/// Crates that need a browser, by how their names begin.
const BROWSER_CRATES: [&str; 6] =
    ["gloo", "js-sys", "leptos", "reqwasm", "wasm-bindgen", "web-sys"];

/// Runs the parts. A failure does not keep the other parts from running.
pub fn test(project: &Project, options: &Test) -> Result<()> {
    let (parts, filter) = options.selection();
    let (mut summary, mut failed) = (Vec::new(), Vec::new());
    for part in parts {
        let name = part.name();
        println!("\n== {name}");
        let start = Instant::now();
        let result = run(project, part, &filter, &options.browsers);
        let seconds = start.elapsed().as_secs();
        let verdict = match &result {
            Ok(None) => "ok".to_owned(),
            Ok(Some(skipped)) => format!("ok, but {skipped}"),
            Err(_) => "FAILED".to_owned(),
        };
        summary.push(format!("{name:<8} {seconds:>5} s  {verdict}"));
        if let Err(error) = result {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    println!("\n{}", summary.join("\n"));
    if failed.is_empty() {
        return Ok(());
    }
    let cause = format!("`cargo xtask test {}` failed", failed.join(" "));
    Err(StepError::new("test", cause, "see the lines of each above").into())
}

/// Runs a part. Returns what it left out, if anything.
fn run(
    project: &Project,
    part: Part,
    filter: &[&str],
    named: &[Browser],
) -> Result<Option<&'static str>> {
    let browsers = |own| if named.is_empty() { own } else { named };
    let filtered = || if filter.is_empty() { vec![] } else { [&["--"], filter].concat() };
    let stories = |browsers, args: &[&str]| Ok(in_browsers(project, browsers)?.args(args).run()?);
    let long = |mode| [&["--test", "e2e", "--", mode], filter].concat();
    let result = match part {
        Part::Fmt => fmt(project),
        Part::Clippy => clippy(project),
        Part::Unit => unit(project, &filtered()),
        Part::Deny => return deny::deny(project),
        Part::Hosting => hosting::hosting(project),
        Part::E2e => {
            stories(browsers(&Browser::ALL), &[&["--no-fail-fast"], &*filtered()].concat())
        }
        Part::Faults => stories(browsers(&[Browser::Chromium]), &long("--faults")),
        Part::Soak => stories(&[Browser::Chromium], &long("--soak")),
        Part::Gallery => stories(&[Browser::Chromium], &long("--gallery")),
    };
    let fix = if part == Part::Fmt { "run `cargo fmt --all`" } else { "fix what is named above" };
    result.step(&part.name(), fix).map(|()| None)
}

fn fmt(project: &Project) -> Result<()> {
    compiler::ensure_component(project, "rustfmt")?;
    let sh = &project.sh;
    Ok(cmd!(sh, "cargo fmt --all --check").run()?)
}

fn clippy(project: &Project) -> Result<()> {
    compiler::ensure_component(project, "clippy")?;
    compiler::ensure_wasm(project)?;
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
    let page = cmd!(
        sh,
        "cargo clippy --package keycutter --package keycutter-core --target {WASM} -- --deny warnings"
    );
    Ok(native.and(fuzz).and(page.envs(Profile::Dev.vars(project)).run())?)
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
    peers::ensure(project)?;
    node::ensure(project)?;
    debian::ensure_browsers(project, browsers)?;
    let servers = debian::web_servers(project)?;
    let servers = servers.display();
    let readers = debian::readers(project)?;
    if browsers.contains(&Browser::Firefox) {
        GECKODRIVER.ensure(project)?;
    }
    dist::build_if_changed(project)?;
    let browsers: Vec<_> = browsers.iter().map(|it| it.name()).collect();
    let sh = &project.sh;
    Ok(cmd!(sh, "cargo test --package e2e")
        .env("KEYCUTTER_DIST", dist::folder(project))
        .env("KEYCUTTER_VENV", peers::venv(project))
        .env("KEYCUTTER_READERS", readers)
        .env("KEYCUTTER_GECKODRIVER", GECKODRIVER.program(project))
        .env("KEYCUTTER_AXE", node::axe(project))
        .env("KEYCUTTER_HOSTING", dist::settings(project))
        .env("KEYCUTTER_NGINX", format!("{servers}/usr/sbin/nginx"))
        .env("KEYCUTTER_MIME_TYPES", format!("{servers}{}", hosting::TYPES))
        .env("KEYCUTTER_CADDY", format!("{servers}/usr/bin/caddy"))
        .env("KEYCUTTER_BROWSERS", browsers.join(",")))
}
