//! What nearly every module here uses.

pub use std::path::{Path, PathBuf};

pub use anyhow::{Context as _, Result, ensure};
pub use which::which;
pub use xshell::{Cmd, Shell, cmd};

pub use crate::error::{Step as _, StepError};
pub use crate::project::Project;
pub use crate::run::{run_aside, succeeds};
