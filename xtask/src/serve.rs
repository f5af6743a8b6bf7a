//! `serve`: the page on this machine, rebuilt at every change. `env`: the same for a shell.

use site::WASM;

use crate::args::Serve;
use crate::build_env::Profile;
use crate::prelude::*;
use crate::run::exec;
use crate::tools::cargo_tool::TRUNK;

/// Serves until it is stopped.
pub fn serve(project: &Project, options: &Serve) -> Result<()> {
    Profile::Dev.ensure_tools(project)?;
    if !project.target().join(WASM).is_dir() {
        println!("Building the page. The first time this takes about 3 min, then seconds.");
    }
    let (sh, trunk) = (&project.sh, TRUNK.program(project));
    // Not into `dist`, where a finished site may be.
    let dist = project.target().join("serve");
    let port = options.port.map(|port| format!("--port={port}"));
    let open = options.open.then_some("--open");
    let trunk = cmd!(sh, "{trunk} serve --dist {dist} {port...} {open...}");
    exec(trunk.envs(Profile::Dev.vars(project)))
        .step("serve", "remove that file and run this again")
}

/// Prints what a shell needs for plain `trunk serve`.
pub fn env(project: &Project) -> Result<()> {
    Profile::Dev.ensure_tools(project)?;
    for (name, value) in Profile::Dev.vars(project) {
        println!("export {name}={}", shlex::try_quote(&value.to_string_lossy())?);
    }
    Ok(())
}
