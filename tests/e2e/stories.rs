//! Runs every story in every engine.
//!
//! `cargo test -p e2e --test e2e -- chromium::first_key` runs some of them, `--list` names them,
//! `--faults` runs the whole fault matrix instead, `--soak` a thousand keys, and `--gallery` saves
//! every screen in `target/gallery`.

mod accessibility;
mod answers;
mod audit;
mod case;
mod clipboard;
mod close_unsaved;
mod controlled;
mod csp;
mod demo;
mod descriptions;
mod destination;
mod endpoint;
mod failures;
mod faults;
mod first_key;
mod first_paint;
mod formats;
mod gallery;
mod halves;
mod idle;
mod import;
mod key_in_use;
mod key_table;
mod keyboard;
mod lifecycle;
mod lifetime;
mod lock;
mod matrix;
mod ministack;
mod new_key;
mod offline;
mod other_account;
mod paging;
mod parts;
mod preflights;
mod quota;
mod recovery;
mod renewal;
mod resend;
mod root;
mod single_file;
mod soak;
mod steps;
mod temporary;
mod test_key;
mod tool_key;
mod unlock;
mod waits;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};
use support::{Engine, Environment, process, story};

use case::Case;

fn stories() -> Vec<Case> {
    [
        unlock::STORIES,
        halves::STORIES,
        import::STORIES,
        endpoint::STORIES,
        temporary::STORIES,
        renewal::STORIES,
        resend::STORIES,
        first_key::STORIES,
        first_paint::STORIES,
        new_key::STORIES,
        formats::STORIES,
        test_key::STORIES,
        tool_key::STORIES,
        close_unsaved::STORIES,
        quota::STORIES,
        lifecycle::STORIES,
        key_in_use::STORIES,
        lock::STORIES,
        lifetime::STORIES,
        idle::STORIES,
        clipboard::STORIES,
        csp::STORIES,
        controlled::STORIES,
        offline::STORIES,
        recovery::STORIES,
        parts::STORIES,
        single_file::STORIES,
        root::STORIES,
        ministack::STORIES,
        paging::STORIES,
        preflights::STORIES,
        failures::STORIES,
        answers::STORIES,
        destination::STORIES,
        other_account::STORIES,
        waits::STORIES,
        key_table::STORIES,
        keyboard::STORIES,
        accessibility::STORIES,
        demo::STORIES,
        descriptions::STORIES,
        audit::STORIES,
    ]
    .concat()
}

/// How many stories passed and how many failed, by engine.
type Tally = Arc<Mutex<BTreeMap<Engine, (usize, usize)>>>;

/// Saves every screen as an image.
const GALLERY: &str = "--gallery";

/// Creates a thousand keys in one tab.
const SOAK: &str = "--soak";

/// Runs the whole fault matrix.
const FAULTS: &str = "--faults";

fn main() -> ExitCode {
    let environment = match Environment::load() {
        Ok(environment) => Arc::new(environment),
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::FAILURE;
        }
    };
    process::kill_all_on_signal();
    story::report_panics_later();
    if std::env::args().any(|arg| arg == GALLERY) {
        return gallery::save(&environment);
    }

    if std::env::args().any(|arg| arg == SOAK) {
        let words: Vec<_> = std::env::args().skip(1).filter(|arg| arg != SOAK).collect();
        return soak::run(&environment, &words);
    }

    let whole_matrix = std::env::args().any(|arg| arg == FAULTS);
    let mut arguments = Arguments::from_iter(std::env::args().filter(|arg| arg != FAULTS));
    // Two cores carry two browsers at once.
    arguments.test_threads = arguments.test_threads.or(Some(2));
    if whole_matrix {
        return matrix::run(&environment, &arguments);
    }

    let tally = Tally::default();
    let trials = environment
        .engines()
        .iter()
        .flat_map(|&engine| trials(engine, &environment, &tally))
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);

    let tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
    for (engine, (passed, failed)) in tally.iter() {
        println!("{engine}: {passed} stories passed, {failed} failed");
    }
    if conclusion.has_failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Every story and a sample of the fault matrix, in one engine.
fn trials(engine: Engine, environment: &Arc<Environment>, tally: &Tally) -> Vec<Trial> {
    let count = move |tally: &Tally, has_passed| {
        let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
        let (passed, failed) = tally.entry(engine).or_default();
        *if has_passed { passed } else { failed } += 1;
    };
    let cases = stories().into_iter().filter(|case| case.runs_in(engine)).map(|case| {
        let (environment, tally) = (Arc::clone(environment), Arc::clone(tally));
        Trial::test(format!("{engine}::{}", case.name), move || {
            let outcome = environment.run(engine, case.name, case.peer, &case.steps);
            count(&tally, outcome.is_ok());
            outcome.map_err(Failed::from)
        })
    });
    let cells = support::faults::sample().map(|cell| {
        let tally = Arc::clone(tally);
        matrix::trial(engine, cell, environment, move |passed| count(&tally, passed))
    });
    cases.chain(cells).collect()
}
