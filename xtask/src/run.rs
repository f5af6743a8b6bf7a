//! Running other programs, so that a failure names the step, the command and the mend.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

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
        self.judge(output)
    }

    /// The same, but whatever has not ended within this time is ended, with all it started.
    pub fn read_within(mut self, limit: Duration) -> Outcome<String> {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut self.command, 0);
        match self.command.spawn().and_then(|child| wait_within(child, limit)) {
            Ok(Some(output)) => self.judge(Ok(output)),
            Ok(None) => Err(self.trouble(&format!("took longer than {} s", limit.as_secs()))),
            Err(error) => Err(self.could_not_start(&error)),
        }
    }

    /// Runs with errors on the terminal. Returns what was printed on standard output, and whether it
    /// went well.
    pub fn tell(mut self) -> Outcome<(String, bool)> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| self.could_not_start(&error))?;
        Ok((text(&output), output.status.success()))
    }

    /// Starts it, with all output in a file.
    pub fn start(mut self, log: &Path) -> Outcome<Started> {
        let files = File::create(log).and_then(|file| Ok((file.try_clone()?, file)));
        let (out, err) = files.map_err(|error| Trouble::file(&self.step, "write", log, &error))?;
        let child = self.command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        child.map(Started).map_err(|error| self.could_not_start(&error))
    }

    fn judge(&self, output: io::Result<Output>) -> Outcome<String> {
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

/// A program that runs until this is dropped.
pub struct Started(Child);

impl Started {
    /// Whether it has not ended by itself.
    pub fn is_running(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits for the head of a process group. `None` when it took too long and the group was ended.
fn wait_within(child: Child, limit: Duration) -> io::Result<Option<Output>> {
    /// What a program that was asked to end may take to clear away what it left unfinished.
    const GRACE: Duration = Duration::from_secs(3);

    let group = child.id();
    let (ended, end) = mpsc::channel::<()>();
    let is_late = move |limit| end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
    let watch = thread::spawn(move || {
        let was_late = is_late(limit);
        if was_late {
            signal(group, "TERM");
            if is_late(GRACE) {
                signal(group, "KILL");
            }
        }
        was_late
    });
    let output = child.wait_with_output();
    drop(ended);
    let was_late = watch.join().unwrap_or(false);
    output.map(|output| (!was_late).then_some(output))
}

/// Sends a signal to a process group.
#[cfg(unix)]
fn signal(group: u32, name: &str) {
    let command = format!("kill -s {name} -- -{group}");
    // A group that has just ended by itself is what is wanted.
    Run::new("Signal", "sh").args(["-c", &command]).succeeds();
}

/// Ends a process and all it started, whatever the signal: there are none here.
#[cfg(not(unix))]
fn signal(head: u32, _: &str) {
    Run::new("Signal", "taskkill").args(["/F", "/T", "/PID", &head.to_string()]).succeeds();
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
    fn what_is_read_in_time_is_returned() {
        let minute = Duration::from_mins(1);
        let read = |script| Run::new("a step", "sh").args(["-c", script]).read_within(minute);
        assert_eq!(read("echo here"), Ok("here".to_owned()));
        let said = read("echo no >&2; exit 3").unwrap_err().to_string();
        assert!(said.contains("ended with exit status: 3 and said \"no\""), "{said}");
    }

    /// The pipe is open as long as anything that was started is there: were it not ended, this would
    /// take a minute.
    #[cfg(unix)]
    #[test]
    fn what_takes_too_long_is_ended_with_all_it_started() {
        let start = std::time::Instant::now();
        let asleep = Run::new("a step", "sh").args(["-c", "sleep 60 & wait"]);
        let trouble = asleep.read_within(Duration::from_millis(100)).unwrap_err().to_string();
        assert!(trouble.contains("took longer than"), "{trouble}");
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn what_is_started_ends_with_what_holds_it() {
        let log = env::temp_dir().join(format!("keycutter-log-{}", std::process::id()));
        let start = std::time::Instant::now();
        let mut asleep = Run::new("a step", "sleep").arg("60").start(&log).unwrap();
        assert!(asleep.is_running());
        drop(asleep);
        assert!(start.elapsed() < Duration::from_secs(30));
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn what_a_failure_printed_is_told() {
        let run = Run::new("a step", "sh").args(["-c", "echo here; exit 3"]);
        assert_eq!(run.tell(), Ok(("here".to_owned(), false)));
    }

    #[test]
    fn words_are_quoted_as_a_shell_reads_them() {
        assert_eq!(quote("--release"), "--release");
        assert_eq!(quote(""), "''");
        assert_eq!(quote("it's here"), r"'it'\''s here'");
    }
}
