//! What the commands need on this machine: each [`Tool`] knows whether it is there, how long it
//! takes to set up, and how.

pub mod apt;
pub mod cargo_tool;
pub mod debian;
pub mod node;
pub mod peers;
pub mod rustup;
pub mod std_build;

use std::time::{Duration, Instant};

use crate::prelude::*;

/// Something that a command needs.
pub struct Tool<'a> {
    /// Its name, with its version.
    pub name: String,
    /// How long setting it up takes at most on a two-core machine.
    pub seconds: u64,
    /// What to do when that fails.
    pub fix: String,
    /// Whether it is there. Asked on every run, so it is quick and uses no network.
    pub is_ready: Box<dyn Fn() -> bool + 'a>,
    /// Sets it up.
    pub set_up: Box<dyn Fn() -> Result<()> + 'a>,
}

/// Sets up the tools that are missing, in order. Prints nothing when none is.
pub fn ensure(project: &Project, tools: &[Tool]) -> Result<()> {
    if tools.iter().all(|tool| (tool.is_ready)()) {
        return Ok(());
    }
    let _lock = project.lock()?;
    let missing: Vec<_> = tools.iter().filter(|tool| !(tool.is_ready)()).collect();
    let total = missing.iter().map(|tool| tool.seconds).sum();
    eprintln!("To set up first, once, {} in all at most:", about(total));
    for tool in &missing {
        eprintln!("  {:<32} {}", tool.name, about(tool.seconds));
    }
    // A tool can be set up along with one before it.
    for tool in missing.into_iter().filter(|tool| !(tool.is_ready)()) {
        eprintln!("\n== {} ({})", tool.name, about(tool.seconds));
        let start = Instant::now();
        (tool.set_up)().step(&tool.name, &tool.fix)?;
        eprintln!("== {} is ready ({})", tool.name, exact(start.elapsed()));
    }
    eprintln!();
    Ok(())
}

/// A duration in words, rounded.
fn about(seconds: u64) -> String {
    match seconds {
        0..50 => format!("about {seconds} s"),
        _ => format!("about {} min", (seconds + 30) / 60),
    }
}

/// A duration as measured.
pub fn exact(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_words() {
        assert_eq!([20, 50, 215].map(about), ["about 20 s", "about 1 min", "about 4 min"]);
        let exact = [1_540, 125_000].map(Duration::from_millis).map(exact);
        assert_eq!(exact, ["1.5 s", "2 min 05 s"]);
    }
}
