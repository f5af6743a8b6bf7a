//! The project's commands: `cargo xtask serve`, `test` and `dist`.
//!
//! They set up the tools they need (module `setup`) in the project's own cache (`folders`), at the
//! versions in `pins`, and run them (`run`) in an environment of their own (`web`). Whatever
//! fails is told in one sentence (`trouble`). `seal` is the last step of every build, and `ship`
//! makes of a release what is hosted.

mod args;
mod build;
mod check;
mod deny;
mod dist;
mod endpoint;
mod folders;
mod hosting;
mod pins;
mod run;
mod seal;
mod serve;
mod setup;
mod ship;
mod sizes;
mod table;
mod trouble;
mod verify;
mod web;

use std::env;
use std::process::ExitCode;

use args::Task;
use folders::Folders;
use trouble::Outcome;

fn main() -> ExitCode {
    let task = match args::parse(env::args_os().skip(1)) {
        Ok(task) => task,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    match perform(&task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Outcome {
    if *task == Task::Seal {
        return seal::seal();
    }
    let folders = Folders::find()?;
    match task {
        Task::Help => print!("{}", args::HELP),
        Task::Serve(options) => serve::serve(&folders, options)?,
        Task::Test(options) => check::test(&folders, options)?,
        Task::Dist(endpoints) => dist::dist(&folders, endpoints)?,
        Task::Verify(options) => verify::verify(&folders, options)?,
        Task::Env => serve::env(&folders)?,
        Task::Seal => {}
    }
    Ok(())
}
