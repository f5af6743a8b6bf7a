//! The project's commands: `cargo xtask serve`, `test`, `dist`, `release` and `verify`.
//!
//! Each sets up the tools it needs (`tools`) in the project's cache (`project`), and calls them in
//! the environment in which the page is built (`build_env`). `site` makes of a Trunk build what is
//! hosted. A failure names the step, the cause and the fix (`error`).

mod args;
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
    let fix = "check that files and folders may be written and the disk has space";
    if command == Command::Seal {
        return site::seal::seal().step("seal", fix);
    }
    let project = Project::find()?;
    match command {
        Command::Serve(options) => serve::serve(&project, &options).step("serve", fix),
        Command::Test(options) => check::test(&project, &options).step("test", fix),
        Command::Dist(options) => dist::dist(&project, &options.endpoints).step("dist", fix),
        Command::Verify(options) => verify::verify(&project, &options).step("verify", fix),
        Command::Release(options) => release::release(&project, &options).step("release", fix),
        Command::Env => serve::env(&project).step("env", fix),
        Command::Seal => Ok(()),
    }
}
