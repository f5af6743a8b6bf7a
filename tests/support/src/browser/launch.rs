//! What every engine's driver is started with.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thirtyfour::Capabilities;

use crate::process::Process;

/// A running driver, and the capabilities of the browser that it is to start.
pub(super) struct Launch {
    pub driver: Process,
    /// Other processes that must live as long: WebKit's display.
    pub others: Vec<Process>,
    pub port: u16,
    pub capabilities: Capabilities,
    pub downloads: PathBuf,
    pub log: PathBuf,
}

/// Makes a folder in another one.
pub(super) fn make_folder(parent: &Path, name: &str) -> PathBuf {
    let path = parent.join(name);
    fs::create_dir_all(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    path
}

/// Capabilities from a JSON object.
pub(super) fn capabilities(value: Value) -> Capabilities {
    let Value::Object(map) = value else { unreachable!("capabilities are an object") };
    Capabilities::from(map)
}
