//! What nearly every module here uses.

pub use std::path::Path;

pub use anyhow::{Context as _, ensure};
pub use xshell::{Shell, cmd};

pub use site::{Result, Step as _, StepError};
