//! Child processes that end with the test run, with everything they start.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use procfs::process::all_processes;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::{runtime, wait};

/// Every group started here and not yet ended, by its leader.
static STARTED: LazyLock<Mutex<BTreeSet<u32>>> = LazyLock::new(Mutex::default);

/// A child that leads its own process group. Dropped, the group and all its descendants are killed.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts a command with its output in a file.
    ///
    /// # Panics
    ///
    /// When the program or the file cannot be opened: a run without it proves nothing.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        // Others may write to the same log: each appends.
        let out = OpenOptions::new().create(true).append(true).open(log);
        let out = out.unwrap_or_else(|e| panic!("{}: {e}", log.display()));
        let err = out.try_clone().unwrap_or_else(|e| panic!("{}: {e}", log.display()));
        Self::spawn(command.stdin(Stdio::null()).stdout(out).stderr(err))
    }

    /// Starts a command with the pipes it has.
    ///
    /// # Panics
    ///
    /// When the program cannot be started.
    pub fn spawn(command: &mut Command) -> Self {
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

    /// The exit status, once it has ended.
    ///
    /// # Errors
    ///
    /// When the operating system does not know the child.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// Waits until something listens at an address. `false` when the child ended or after the timeout.
    pub fn listens(&mut self, address: SocketAddr, timeout: Duration) -> bool {
        wait::until(timeout, || {
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
        kill(self.child.id());
        started().remove(&self.child.id());
        // Reaped, so that no zombie keeps the number.
        drop(self.child.wait());
    }
}

/// Kills everything started here when the run itself is interrupted or terminated.
pub fn kill_all_on_signal() {
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
        for leader in started().iter() {
            kill(*leader);
        }
        std::process::exit(130);
    });
}

/// A port for another program to listen on, free right now.
///
/// Each is returned once, and from below the range of ephemeral ports: a server of another story
/// could take one of those before the program does.
///
/// # Panics
///
/// When nine thousand ports in a row are taken.
#[must_use]
pub fn free_port() -> u16 {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 9_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Runs beside this one start elsewhere.
    let start = u16::try_from(std::process::id() % u32::from(COUNT)).unwrap_or(0);
    (0..COUNT)
        .map(|_| FIRST + (start + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("no free port on loopback")
}

fn started() -> MutexGuard<'static, BTreeSet<u32>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Kills a group and every descendant of its leader: browsers move to groups of their own.
fn kill(leader: u32) {
    let Ok(leader) = i32::try_from(leader) else { return };
    let descendants = descendants(leader);
    // A process that is gone already needs no signal.
    if let Some(group) = Pid::from_raw(leader) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    for pid in descendants.into_iter().filter_map(Pid::from_raw) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// All processes with this ancestor.
fn descendants(ancestor: i32) -> Vec<i32> {
    let processes = all_processes().into_iter().flatten().flatten();
    let parents: Vec<(i32, i32)> = processes
        .filter_map(|process| process.stat().ok())
        .map(|stat| (stat.pid, stat.ppid))
        .collect();
    let mut family = vec![ancestor];
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
    fn a_dropped_child_takes_its_descendants_along() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        // setsid leaves the group, as browsers do.
        let mut shell = Command::new("sh");
        shell.args(["-c", "setsid sleep 300 & echo $!; wait"]);
        let process = Process::start(&mut shell, &log);
        let leader = i32::try_from(process.child.id()).expect("a process number");
        let child = wait::until(wait::TIMEOUT, || descendants(leader).last().copied());
        let child = child.expect("the child runs");

        drop(process);

        let ended = wait::until(wait::TIMEOUT, || {
            let stat = procfs::process::Process::new(child).and_then(|it| it.stat());
            // Ended but not reaped yet is ended.
            stat.map_or(true, |stat| stat.state == 'Z').then_some(())
        });
        assert!(ended.is_some(), "process {child} outlived its ancestor");
    }
}
