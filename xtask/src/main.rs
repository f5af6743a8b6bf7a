//! The project's commands: `cargo xtask serve`, `test`, `dist`, `release`, `verify` and `bench`.
//!
//! Each sets up the tools it needs (`tools`) in the project's cache, and calls them in the environment
//! in which the page is built (`build_env`). The crate `site` makes of a Trunk build what is hosted, and
//! the crate `verify` compares copies with it. A failure names the step, the cause and the fix.

mod args;
mod bench;
mod build_env;
mod check;
mod deny;
mod dist;
mod hosting;
mod prelude;
mod release;
mod run;
mod serve;
mod tools;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};
use prelude::*;

fn main() -> ExitCode {
    match perform(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<()> {
    let project = Project::find()?;
    let (name, result) = match command {
        Command::Serve(options) => ("serve", serve::serve(&project, &options)),
        Command::Test(options) => ("test", check::test(&project, &options)),
        Command::Dist(options) => ("dist", dist::dist(&project, &options)),
        Command::Verify(options) => ("verify", verify::verify(&project, &options)),
        Command::Release(options) => ("release", release::release(&project, &options)),
        Command::Bench => ("bench", bench::bench(&project)),
        Command::Env => ("env", serve::env(&project)),
        Command::Seal => ("seal", site::seal()),
    };
    result.step(name, "check that files and folders may be written and the disk has space")
}
