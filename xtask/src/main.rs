//! The project's commands: `cargo xtask serve`, `test`, `dist`, `release`, `verify` and `bench`.
//!
//! Each sets up the tools it needs (`tools`) in the project's cache (`project`), and calls them in
//! the environment in which the page is built (`build_env`). `site` makes of a Trunk build what is
//! hosted. A failure names the step, the cause and the fix (`error`).

mod args;
mod bench;
mod build_env;
mod check;
#[allow(dead_code, reason = "only the page asks what its policy allows")]
#[path = "../../core/src/csp.rs"]
mod csp;
mod deny;
mod dist;
mod endpoint;
mod error;
mod hosting;
mod http;
mod prelude;
mod project;
mod release;
mod run;
mod serve;
mod signature;
mod site;
mod sizes;
mod tools;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};
use error::{Result, Step as _};
use project::Project;

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
        Command::Seal => ("seal", site::seal::seal()),
    };
    result.step(name, "check that files and folders may be written and the disk has space")
}
