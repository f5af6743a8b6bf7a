//! What the commands need on this machine. Each is set up once, in the project's cache where that
//! is possible.

pub mod cargo_tool;
pub mod compiler;
pub mod debian;
pub mod node;
pub mod peers;

use std::time::Instant;

use crate::prelude::*;

/// Something that a command needs.
pub struct Tool<'a> {
    /// Its name, with its version.
    pub name: &'a str,
    /// How long setting it up takes at most on a two-core machine.
    pub seconds: u64,
    /// What to do when that fails.
    pub fix: &'a str,
}

impl Tool<'_> {
    /// Sets it up unless it is there. `is_ready` is asked on every run, so it is quick and uses no
    /// network.
    pub fn ensure(
        &self,
        project: &Project,
        is_ready: impl Fn() -> bool,
        set_up: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let Self { name, seconds, fix } = self;
        if is_ready() {
            return Ok(());
        }
        let _lock = project.lock()?;
        // Another run may have set it up meanwhile.
        if is_ready() {
            return Ok(());
        }
        eprintln!("\n== Setting up {name}. This takes about {seconds} s, once.");
        let start = Instant::now();
        set_up().step(name, &format!("{fix}, and run this again"))?;
        eprintln!("== {name} is ready after {:.0?}.\n", start.elapsed());
        Ok(())
    }
}
