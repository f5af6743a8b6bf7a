//! `serve`: the page on this machine, rebuilt at every change.

use crate::folders::Folders;
use crate::run::Run;
use crate::setup;
use crate::setup::wasm_target::WASM;
use crate::trouble::Outcome;
use crate::web::{Purpose, Tools};

/// How to serve.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Open the page in the browser.
    pub open: bool,
    /// Another port than the one in `Trunk.toml`.
    pub port: Option<u16>,
    /// Serve the optimised build.
    pub release: bool,
}

/// Sets up what is missing and serves until it is stopped.
pub fn serve(folders: &Folders, options: &Options) -> Outcome {
    let purpose = if options.release { Purpose::Release } else { Purpose::Work };
    let tools = Tools::of(folders, purpose)?;
    setup::ensure(folders, &tools.pieces())?;
    if !folders.target().join(WASM).is_dir() {
        println!("Building the page. The first time this takes about 3 min, then seconds.");
    }
    let mut trunk = Run::new("Serving the page", tools.trunk(folders))
        .arg("serve")
        // Beside `dist`, so that a finished build is not overwritten by a page under work.
        .arg("--dist")
        .arg(folders.target().join("serve"))
        .dir(folders.root())
        .envs(tools.vars(folders))
        .mend("run `cargo xtask serve` again after removing that file");
    if options.open {
        trunk = trunk.arg("--open");
    }
    if let Some(port) = options.port {
        trunk = trunk.args(["--port", &port.to_string()]);
    }
    if options.release {
        trunk = trunk.arg("--release");
    }
    trunk.take_over()
}

/// Sets up what is missing and prints what a shell needs for plain `trunk serve`.
pub fn env(folders: &Folders) -> Outcome {
    let tools = Tools::of(folders, Purpose::Shell)?;
    setup::ensure(folders, &tools.pieces())?;
    println!("{}", tools.exports(folders));
    Ok(())
}
