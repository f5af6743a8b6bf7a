//! Runs every story in every engine.
//!
//! `cargo test -p e2e --test e2e -- chromium::first_key` runs some of them, `--list` names them,
//! `--faults` runs the whole fault matrix instead, `--soak` a thousand keys, and `--gallery` draws every screen into
//! `target/gallery`.

#![allow(
    clippy::trivially_copy_pass_by_ref,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::type_complexity,
    reason = "steps of a story are all called alike, and a story is a plain function"
)]

mod accessibility;
mod close_unsaved;
mod csp;
mod demo;
mod endpoint;
mod faults;
mod first_key;
mod gallery;
mod key_in_use;
mod keyboard;
mod lifecycle;
mod lifetime;
mod lock;
mod matrix;
mod ministack;
mod new_key;
mod offline;
mod paging;
mod quota;
mod root;
mod single_file;
mod soak;
mod steps;
mod temporary;
mod trouble;
mod unlock;
mod watch;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};
use support::{Engine, Environment, PeerKind, Story, process, story};

/// A story: its name, the peer it happens on, and its steps.
#[derive(Clone, Copy)]
struct Told {
    name: &'static str,
    peer: PeerKind,
    steps: fn(&Story),
    /// Whether it is told in Chromium alone.
    in_chromium: bool,
}

impl Told {
    /// The same story, in Chromium alone.
    const fn in_chromium(self) -> Self {
        Self { in_chromium: true, ..self }
    }

    fn is_told_in(&self, engine: Engine) -> bool {
        !self.in_chromium || engine == Engine::Chromium
    }
}

/// A story on moto, which verifies signatures and policies and knows the quota.
const fn on_moto(name: &'static str, steps: fn(&Story)) -> Told {
    Told { name, peer: PeerKind::Moto, steps, in_chromium: false }
}

/// A story on ministack, which refuses inactive keys and knows a root.
const fn on_ministack(name: &'static str, steps: fn(&Story)) -> Told {
    Told { name, peer: PeerKind::Ministack, steps, in_chromium: false }
}

/// A story on roto, which verifies nothing but pages.
const fn on_roto(name: &'static str, steps: fn(&Story)) -> Told {
    Told { name, peer: PeerKind::Roto, steps, in_chromium: false }
}

fn stories() -> Vec<Told> {
    [
        unlock::STORIES,
        endpoint::STORIES,
        temporary::STORIES,
        first_key::STORIES,
        new_key::STORIES,
        close_unsaved::STORIES,
        quota::STORIES,
        lifecycle::STORIES,
        key_in_use::STORIES,
        lock::STORIES,
        lifetime::STORIES,
        csp::STORIES,
        offline::STORIES,
        single_file::STORIES,
        root::STORIES,
        ministack::STORIES,
        paging::STORIES,
        trouble::STORIES,
        keyboard::STORIES,
        accessibility::STORIES,
        demo::STORIES,
        watch::STORIES,
    ]
    .concat()
}

/// How many stories went well and how many did not, by engine.
type Tally = Arc<Mutex<BTreeMap<Engine, (usize, usize)>>>;

/// What runs a thousand keys through one tab.
const SOAK: &str = "--soak";

/// What runs the whole fault matrix.
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
    if std::env::args().any(|arg| arg == "--gallery") {
        return gallery::draw(&environment);
    }

    if std::env::args().any(|arg| arg == SOAK) {
        let words: Vec<_> = std::env::args().skip(1).filter(|arg| arg != SOAK).collect();
        return soak::run(&environment, &words);
    }

    let whole_matrix = std::env::args().any(|arg| arg == FAULTS);
    let mut arguments = Arguments::from_iter(std::env::args().filter(|arg| arg != FAULTS));
    // Two browsers at once is what two cores can carry.
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
    for (engine, (well, badly)) in tally.iter() {
        println!("{engine}: {well} stories went well, {badly} did not");
    }
    if conclusion.has_failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Every story, and the telling cells of the fault matrix, in one engine.
fn trials(engine: Engine, environment: &Arc<Environment>, tally: &Tally) -> Vec<Trial> {
    let count = move |tally: &Tally, went_well| {
        let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
        let (well, badly) = tally.entry(engine).or_default();
        *if went_well { well } else { badly } += 1;
    };
    let told = stories().into_iter().filter(|told| told.is_told_in(engine)).map(|told| {
        let (environment, tally) = (Arc::clone(environment), Arc::clone(tally));
        Trial::test(format!("{engine}::{}", told.name), move || {
            let outcome = environment.run(engine, told.name, told.peer, &told.steps);
            count(&tally, outcome.is_ok());
            outcome.map_err(Failed::from)
        })
    });
    let cells = support::faults::sample().map(|cell| {
        let tally = Arc::clone(tally);
        matrix::trial(engine, cell, environment, move |went_well| count(&tally, went_well))
    });
    told.chain(cells).collect()
}
