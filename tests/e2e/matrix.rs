//! The whole fault matrix: every cell as a trial, and the table of outcomes.

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};
use support::faults::{self, Cell, Outcome};
use support::{Engine, Environment, PeerKind};

/// Whether each cell passed, by its name, in every engine so far.
type Passed = Arc<Mutex<BTreeMap<String, bool>>>;

/// A cell in one engine. `then` gets whether it passed.
pub fn trial(
    engine: Engine,
    cell: Cell,
    environment: &Arc<Environment>,
    then: impl FnOnce(bool) + Send + 'static,
) -> Trial {
    let environment = Arc::clone(environment);
    Trial::test(format!("{engine}::{}", cell.name()), move || {
        let steps = move |story: &support::Story| crate::faults::run(story, cell);
        let outcome = environment.run(engine, &cell.name(), PeerKind::Moto, &steps);
        then(outcome.is_ok());
        outcome.map_err(Failed::from)
    })
}

/// Runs the selected cells and prints the table. When every cell passed in Chromium, the document is
/// written.
pub fn run(environment: &Arc<Environment>, arguments: &Arguments) -> ExitCode {
    let passed = Passed::default();
    let trials = environment
        .engines()
        .iter()
        .flat_map(|&engine| faults::cells().map(move |cell| (engine, cell)))
        .map(|(engine, cell)| {
            let all = Arc::clone(&passed);
            trial(engine, cell, environment, move |passed| {
                let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                *all.entry(cell.name()).or_insert(true) &= passed;
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(arguments, trials);
    if arguments.list {
        return ExitCode::SUCCESS;
    }

    let passed = passed.lock().unwrap_or_else(PoisonError::into_inner);
    let outcome = |cell: &Cell| match passed.get(&cell.name()) {
        Some(true) => Outcome::Passed,
        Some(false) => Outcome::Failed,
        None => Outcome::NotRun,
    };
    let document = faults::document(&outcome);
    for line in document.lines().filter(|line| line.starts_with('|')) {
        println!("{line}");
    }
    if conclusion.has_failed() {
        return ExitCode::FAILURE;
    }
    let all_passed = faults::cells().all(|cell| outcome(&cell) == Outcome::Passed);
    if all_passed && environment.engines().contains(&Engine::Chromium) {
        if let Err(error) = fs::write(faults::path(), document) {
            eprintln!("docs/faults.md could not be written: {error}");
            return ExitCode::FAILURE;
        }
        println!("Every cell passed: docs/faults.md is up to date.");
    } else {
        println!("docs/faults.md is written when every cell passes in Chromium.");
    }
    ExitCode::SUCCESS
}
