//! What running commands needs beyond `xshell`.

use std::io;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, ensure};
use xshell::Cmd;

use site::Result;

/// Runs a command with all its output on standard error: standard output is for results.
pub fn run_aside(cmd: Cmd) -> Result<()> {
    let line = cmd.to_string();
    eprintln!("$ {line}");
    let mut command = Command::from(cmd);
    let status = command.stdin(Stdio::null()).stdout(io::stderr()).status();
    let status = status.with_context(|| format!("`{line}` could not be started"))?;
    ensure!(status.success(), "`{line}` ended with {status}");
    Ok(())
}

/// Whether a command succeeds. Its output is dropped.
pub fn succeeds(cmd: Cmd) -> bool {
    cmd.quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

/// A process that ends with this.
pub struct Running(pub Child);

impl Running {
    /// Starts a command.
    pub fn start(cmd: Cmd) -> Result<Self> {
        let line = cmd.to_string();
        let child = Command::from(cmd).stdin(Stdio::null()).spawn();
        Ok(Self(child.with_context(|| format!("`{line}` could not be started"))?))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Replaces this process by the command, so that a signal reaches the command itself.
pub fn exec(cmd: Cmd) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        let line = cmd.to_string();
        let error = Command::from(cmd).exec();
        Err(error).with_context(|| format!("`{line}` could not be started"))
    }
    #[cfg(not(unix))]
    Ok(cmd.run()?)
}
