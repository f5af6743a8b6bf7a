//! What nearly every module here uses.

pub use std::path::{Path, PathBuf};

pub use anyhow::{Context as _, ensure};
pub use which::which;
pub use xshell::{Cmd, Shell, cmd};

pub use site::{Project, Result, Step as _, StepError};

pub use crate::run::{run_aside, succeeds};
