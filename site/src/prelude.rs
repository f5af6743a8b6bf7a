//! What nearly every module here uses.

pub use std::path::{Path, PathBuf};

pub use anyhow::{Context as _, ensure};
pub use xshell::{Cmd, Shell, cmd};

pub use crate::error::{Result, StepError};
pub use crate::project::Project;
