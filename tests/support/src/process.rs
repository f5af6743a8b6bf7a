//! Children that end with the test run, and nothing else that does.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::{runtime, wait};

/// Every group started here and not yet ended.
static STARTED: LazyLock<Mutex<BTreeSet<u32>>> = LazyLock::new(Mutex::default);

/// A child at the head of its own process group. Dropped, the group and all that descends from it ends.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts a command with its output in a file.
    ///
    /// # Panics
    ///
    /// When the program or the file cannot be opened: a run without it means nothing.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        // Others may write to the same log: each appends.
        let out = OpenOptions::new().create(true).append(true).open(log);
        let out = out.unwrap_or_else(|e| panic!("{}: {e}", log.display()));
        let err = out.try_clone().unwrap_or_else(|e| panic!("{}: {e}", log.display()));
        Self::spawn(command.stdin(Stdio::null()).stdout(out).stderr(err))
    }

    /// Starts a command whose pipes are already as they should be.
    ///
    /// # Panics
    ///
    /// When the program cannot be started.
    pub fn spawn(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt as _;

        let child = command
            .process_group(0)
            .spawn()
            .unwrap_or_else(|e| panic!("cannot start {}: {e}", command.get_program().display()));
        started().insert(child.id());
        Self { child }
    }

    /// The child, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, if it did.
    ///
    /// # Errors
    ///
    /// When the operating system does not know the child.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// Waits until something listens at an address. `false` when the child ended first or patience did.
    pub fn listens(&mut self, address: SocketAddr, patience: Duration) -> bool {
        wait::until(patience, || {
            if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
                return Some(true);
            }
            matches!(self.ended(), Ok(Some(_)) | Err(_)).then_some(false)
        })
        .unwrap_or(false)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(self.child.id());
        started().remove(&self.child.id());
        // Reaped, so that no zombie keeps the number: the group was just killed.
        drop(self.child.wait());
    }
}

/// Ends everything started here when the run itself is told to end.
pub fn end_all_on_signal() {
    use tokio::signal::unix::{SignalKind, signal};

    runtime::spawn(async {
        let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        else {
            return;
        };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        for group in started().iter() {
            end(*group);
        }
        std::process::exit(130);
    });
}

/// A port for another program to listen on, which nobody listens on right now.
///
/// Each is given once, and from below those that systems give to whoever asks for any: between
/// this look and the program's own, a server of another story would take one of those.
///
/// # Panics
///
/// When nine thousand ports in a row are taken.
#[must_use]
pub fn free_port() -> u16 {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 9_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Runs beside this one begin elsewhere.
    let start = u16::try_from(std::process::id() % u32::from(COUNT)).unwrap_or(0);
    (0..COUNT)
        .map(|_| FIRST + (start + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("no free port on loopback")
}

fn started() -> std::sync::MutexGuard<'static, BTreeSet<u32>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a group and everything that descends from its head: browsers move to groups of their own.
fn end(head: u32) {
    let family = descendants(head);
    if let Some(pid) = pid(head) {
        // Already gone is what is wanted.
        let _ = kill_process_group(pid, Signal::KILL);
    }
    for pid in family.into_iter().filter_map(pid) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

fn pid(number: u32) -> Option<Pid> {
    i32::try_from(number).ok().and_then(Pid::from_raw)
}

/// All processes whose ancestor is `head`, where the system shows them under `/proc`.
fn descendants(head: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name in parentheses may hold anything; what follows it is state, then parent.
            let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
            Some((pid, parent))
        })
        .collect();
    let mut family = vec![head];
    let mut next = 0;
    while let Some(&ancestor) = family.get(next) {
        family.extend(parents.iter().filter(|(_, parent)| *parent == ancestor).map(|(pid, _)| pid));
        next += 1;
    }
    family.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_child_takes_its_own_children_along() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        // setsid leaves the group, as browsers do.
        let mut shell = Command::new("sh");
        shell.args(["-c", "setsid sleep 300 & echo $!; wait"]);
        let process = Process::start(&mut shell, &log);
        let head = process.child.id();
        let child = wait::until(wait::TIMEOUT, || descendants(head).last().copied());
        let child = child.expect("the sleeper runs");

        drop(process);

        let gone = wait::until(wait::TIMEOUT, || {
            // Ended but not reaped by init yet is ended.
            let stat = fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
            (stat.is_empty() || stat.contains(") Z ")).then_some(())
        });
        assert!(gone.is_some(), "the sleeper {child} outlived its parent");
    }
}
