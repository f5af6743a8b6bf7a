//! The whole fault matrix: every cell as a trial, and the table of how they went.

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};
use support::faults::{self, Cell, Outcome};
use support::{Engine, Environment, PeerKind};

/// Whether each cell went well, by its name, in every engine so far.
type Went = Arc<Mutex<BTreeMap<String, bool>>>;

/// A cell in one engine. `then` hears whether it went well.
pub fn trial(
    engine: Engine,
    cell: Cell,
    environment: &Arc<Environment>,
    then: impl FnOnce(bool) + Send + 'static,
) -> Trial {
    let environment = Arc::clone(environment);
    Trial::test(format!("{engine}::{}", cell.name()), move || {
        let steps = move |story: &support::Story| crate::faults::tell(story, cell);
        let outcome = environment.run(engine, &cell.name(), PeerKind::Moto, &steps);
        then(outcome.is_ok());
        outcome.map_err(Failed::from)
    })
}

/// Runs the cells that are asked for and prints the table. When Chromium went through all of them
/// and each went well, the table is what people may read.
pub fn run(environment: &Arc<Environment>, arguments: &Arguments) -> ExitCode {
    let went = Went::default();
    let trials = environment
        .engines()
        .iter()
        .flat_map(|&engine| faults::cells().map(move |cell| (engine, cell)))
        .map(|(engine, cell)| {
            let went = Arc::clone(&went);
            trial(engine, cell, environment, move |went_well| {
                let mut went = went.lock().unwrap_or_else(PoisonError::into_inner);
                *went.entry(cell.name()).or_insert(true) &= went_well;
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(arguments, trials);
    if arguments.list {
        return ExitCode::SUCCESS;
    }

    let went = went.lock().unwrap_or_else(PoisonError::into_inner);
    let outcome = |cell: &Cell| match went.get(&cell.name()) {
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
    let all_went_well = faults::cells().all(|cell| outcome(&cell) == Outcome::Passed);
    if all_went_well && environment.engines().contains(&Engine::Chromium) {
        if let Err(error) = fs::write(faults::path(), document) {
            eprintln!("docs/faults.md could not be written: {error}");
            return ExitCode::FAILURE;
        }
        println!("Every cell went well: docs/faults.md is up to date.");
    } else {
        println!("docs/faults.md is written when Chromium goes through every cell.");
    }
    ExitCode::SUCCESS
}
