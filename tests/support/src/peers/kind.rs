//! Which server to run, and how it is started.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::process::{Process, free_port};

/// Which server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerKind {
    /// moto: verifies signatures and policies, and has the quota of two keys.
    Moto,
    /// ministack: verifies signatures and the clock, refuses inactive keys, and has a root user.
    Ministack,
    /// roto: verifies nothing, and paginates.
    Roto,
}

/// A started server, its folder, and where it listens.
pub(super) type Started = (Process, TempDir, SocketAddr);

impl PeerKind {
    /// The key of the account's root user, where there is one.
    pub const ROOT: &str = "AKIAROOTROOTROOTROOT";

    /// Starts it. `None` when it does not come up: what it printed goes to standard error.
    pub(super) fn start(self, venv: &Path) -> Option<Started> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let log = folder.path().join("output");
        let mut command = self.command(venv, port);
        command.current_dir(folder.path()).env("HOME", folder.path());
        let mut process = Process::start(&mut command, &log);
        if process.listens(address, Duration::from_mins(1)) {
            return Some((process, folder, address));
        }
        eprintln!("{}", std::fs::read_to_string(&log).unwrap_or_default());
        None
    }

    fn command(self, venv: &Path, port: u16) -> Command {
        let program = |name: &str| Command::new(venv.join("bin").join(name));
        let port = port.to_string();
        match self {
            Self::Moto => {
                let mut command = program("moto_server");
                command.args(["-H", "127.0.0.1", "-p", &port]);
                // The first three calls create the administrator; all later ones are verified.
                command.env("INITIAL_NO_AUTH_ACTION_COUNT", "3");
                command
            }
            Self::Ministack => {
                let mut command = program("ministack");
                command
                    .env("AUTH", "true")
                    .env("BIND_HOST", "127.0.0.1")
                    .env("GATEWAY_PORT", &port)
                    .env("PERSIST_STATE", "0")
                    // Its root's default id is too short for an access key id.
                    .env("AWS_ACCESS_KEY_ID", Self::ROOT);
                command
            }
            Self::Roto => {
                let mut command = program("roto-server");
                command.args(["--host", "127.0.0.1", "--port", &port, "--ephemeral"]);
                command
            }
        }
    }
}
