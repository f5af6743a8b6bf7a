//! Setting up what is missing: each tool is a [`Piece`] that knows whether it is there, about
//! how long it takes, and how to get it.

pub mod apt;
pub mod browsers;
pub mod cargo_tool;
pub mod components;
pub mod npm;
pub mod peers;
pub mod prebuilt;
pub mod std_source;
pub mod unpacked;
pub mod wasm_target;

use std::time::{Duration, Instant};

use crate::folders::Folders;
use crate::trouble::Outcome;

/// Something the project needs on this machine.
pub trait Piece {
    /// What it is called, with its version.
    fn name(&self) -> String;
    /// Whether it is there. Quick and without the network: this is asked on every run.
    fn ready(&self, folders: &Folders) -> bool;
    /// About how long it takes at most on a two-core machine.
    fn takes(&self) -> Duration;
    /// Gets it.
    fn set_up(&self, folders: &Folders) -> Outcome;
}

/// Sets up the pieces that are missing, in order, and says so. With nothing missing it is silent.
pub fn ensure(folders: &Folders, pieces: &[&dyn Piece]) -> Outcome {
    let missing = |piece: &&&dyn Piece| !piece.ready(folders);
    if !pieces.iter().any(|piece| missing(&piece)) {
        return Ok(());
    }
    let _lock = folders.lock()?;
    let todo: Vec<_> = pieces.iter().filter(missing).collect();
    announce(&todo);
    for piece in todo {
        // A piece may have come along with one before it.
        if piece.ready(folders) {
            continue;
        }
        eprintln!("\n== {} ({})", piece.name(), about(piece.takes()));
        let start = Instant::now();
        piece.set_up(folders)?;
        eprintln!("== {} is ready ({})", piece.name(), exactly(start.elapsed()));
    }
    eprintln!();
    Ok(())
}

fn announce(todo: &[&&dyn Piece]) {
    if todo.is_empty() {
        return;
    }
    let total = todo.iter().map(|piece| piece.takes()).sum();
    eprintln!("To set up first, once, {} in all at most:", about(total));
    for piece in todo {
        eprintln!("  {:<32} {}", piece.name(), about(piece.takes()));
    }
}

/// A length of time in plain words, rounded.
fn about(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..50 => format!("about {seconds} s"),
        seconds => format!("about {} min", (seconds + 30) / 60),
    }
}

/// A length of time as measured.
pub fn exactly(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_plainly() {
        assert_eq!(about(Duration::from_secs(20)), "about 20 s");
        assert_eq!(about(Duration::from_secs(50)), "about 1 min");
        assert_eq!(about(Duration::from_secs(215)), "about 4 min");
        assert_eq!(exactly(Duration::from_millis(1_540)), "1.5 s");
        assert_eq!(exactly(Duration::from_secs(125)), "2 min 05 s");
    }
}
