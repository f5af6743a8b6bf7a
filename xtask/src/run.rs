//! Running other programs, so that a failure names the step, the command and the mend.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::trouble::{Outcome, Trouble};

const MEND: &str = "the lines above say why";

/// One command of one step.
pub struct Run {
    step: String,
    mend: String,
    command: Command,
}

impl Run {
    /// A command that belongs to `step`.
    pub fn new(step: &str, program: impl AsRef<OsStr>) -> Self {
        Self { step: step.to_owned(), mend: MEND.to_owned(), command: Command::new(program) }
    }

    /// Says what to do when this command fails.
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    /// Adds one argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds several arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes an environment variable away.
    pub fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Sets several environment variables.
    pub fn envs(
        mut self,
        vars: impl IntoIterator<Item = (impl AsRef<OsStr>, impl AsRef<OsStr>)>,
    ) -> Self {
        self.command.envs(vars);
        self
    }

    /// Runs in this folder.
    pub fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Runs with the terminal's own output.
    pub fn go(mut self) -> Outcome {
        let status = self.command.status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.trouble(&format!("ended with {status}"))),
            Err(error) => Err(self.could_not_start(&error)),
        }
    }

    /// Runs with all output on standard error, so that standard output stays for results.
    pub fn go_aside(mut self) -> Outcome {
        self.command.stdout(io::stderr());
        self.go()
    }

    /// Becomes the command, so that what stops this program stops it.
    pub fn take_over(mut self) -> Outcome {
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            let error = self.command.exec();
            Err(self.could_not_start(&error))
        }
        #[cfg(not(unix))]
        self.go()
    }

    /// Runs and returns what was printed on standard output.
    pub fn read(mut self) -> Outcome<String> {
        let output = self.command.stdin(Stdio::null()).output();
        match output {
            Ok(output) if output.status.success() => Ok(text(&output)),
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                let last = said.lines().rev().find(|line| !line.trim().is_empty());
                Err(self.trouble(&match last {
                    Some(last) => format!("ended with {} and said \"{last}\"", output.status),
                    None => format!("ended with {}", output.status),
                }))
            }
            Err(error) => Err(self.could_not_start(&error)),
        }
    }

    /// Runs without a sound and says whether it went well.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    fn could_not_start(&self, error: &io::Error) -> Trouble {
        self.trouble(&format!("could not be started ({error})"))
    }

    fn trouble(&self, cause: &str) -> Trouble {
        Trouble::new(&self.step, format!("`{}` {cause}", spell(&self.command)), &self.mend)
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The command as one would type it.
fn spell(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| quote(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word as a POSIX shell reads it.
pub fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Where `program` stands on the PATH, if it does.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_step_command_and_mend() {
        let trouble =
            Run::new("a step", "sh").args(["-c", "exit 3"]).mend("do this").go().unwrap_err();
        assert_eq!(
            trouble.to_string(),
            "a step: `sh -c 'exit 3'` ended with exit status: 3; do this."
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let trouble = Run::new("a step", "keycutter-no-such-program").go().unwrap_err();
        assert!(
            trouble
                .to_string()
                .starts_with("a step: `keycutter-no-such-program` could not be started (")
        );
    }

    #[test]
    fn words_are_quoted_as_a_shell_reads_them() {
        assert_eq!(quote("--release"), "--release");
        assert_eq!(quote(""), "''");
        assert_eq!(quote("it's here"), r"'it'\''s here'");
    }
}
