//! boto3 at the other end of a pipe: an AWS client by other authors.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::credentials::{Credentials, text};
use crate::process::Process;

const PROGRAM: &str = include_str!("boto.py");

/// The response to a call, or the error's code and text.
pub type Outcome = Result<Value, (String, String)>;

/// A running helper. It makes one call at a time.
#[derive(Debug)]
pub struct Boto {
    pipes: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _process: Process,
}

impl Boto {
    /// Starts the helper with the Python of a virtual environment.
    ///
    /// # Panics
    ///
    /// When Python cannot be started.
    #[must_use]
    pub fn start(venv: &Path) -> Self {
        let mut process = Process::spawn(
            Command::new(venv.join("bin/python"))
                .args(["-c", PROGRAM])
                .env_clear()
                .env("PATH", "/usr/bin:/bin")
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .env("AWS_CONFIG_FILE", "/dev/null")
                .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::inherit()),
        );
        let child = process.child();
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            unreachable!("both pipes were asked for");
        };
        Self { pipes: Mutex::new((stdin, BufReader::new(stdout))), _process: process }
    }

    /// Makes one call.
    ///
    /// # Errors
    ///
    /// AWS's error code and boto3's text.
    ///
    /// # Panics
    ///
    /// When the helper has died.
    pub fn call(
        &self,
        at: SocketAddr,
        credentials: &Credentials,
        service: &str,
        action: &str,
        parameters: &Value,
    ) -> Outcome {
        let request = json!({
            "endpoint": format!("http://{at}"),
            "credentials": {
                "id": credentials.id,
                "secret": credentials.secret,
                "token": credentials.token,
            },
            "service": service,
            "action": action,
            "parameters": parameters,
        });
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let (stdin, stdout) = &mut *pipes;
        writeln!(stdin, "{request}").expect("the boto3 helper reads calls");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("the boto3 helper answers");
        let mut answer: Value = serde_json::from_str(&line)
            .unwrap_or_else(|e| panic!("the boto3 helper answered {line:?}: {e}"));
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok.take()),
            None => Err((text(&answer["code"]), text(&answer["message"]))),
        }
    }
}
