//! IAM servers nobody here wrote, each with an administrator made at its start.
//!
//! Every story makes users of its own there, by requests that boto3 signs: stories share a server
//! and nothing else.

mod boto;

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use boto::text;
pub use boto::{Boto, Outcome};

use crate::process::{Process, free_port};

/// An access key with its secret, or temporary credentials with their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The access key id.
    pub id: String,
    /// The secret access key.
    pub secret: String,
    /// The session token.
    pub token: Option<String>,
}

impl Credentials {
    /// A long-term key.
    #[must_use]
    pub fn key(id: &str, secret: &str) -> Self {
        Self { id: id.to_owned(), secret: secret.to_owned(), token: None }
    }

    fn from_answer(answer: &Value) -> Self {
        Self {
            id: text(&answer["AccessKeyId"]),
            secret: text(&answer["SecretAccessKey"]),
            token: answer["SessionToken"].as_str().map(str::to_owned),
        }
    }
}

/// Which server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerKind {
    /// moto: verifies signatures and policies, knows the quota.
    Moto,
    /// ministack: verifies signatures and the clock, refuses inactive keys, knows a root.
    Ministack,
    /// roto: verifies nothing, pages.
    Roto,
}

impl PeerKind {
    /// The key of the account's root, where there is one.
    pub const ROOT: &str = "AKIAROOTROOTROOTROOT";

    fn command(self, venv: &Path, port: u16) -> Command {
        let program = |name: &str| Command::new(venv.join("bin").join(name));
        let port = port.to_string();
        match self {
            Self::Moto => {
                let mut command = program("moto_server");
                command.args(["-H", "127.0.0.1", "-p", &port]);
                // The administrator is made by the first three calls; from then on all are checked.
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
                    // Its root's own id is too short to be an access key id; this one is root too.
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

/// A running server.
#[derive(Debug)]
pub struct Peer {
    kind: PeerKind,
    address: SocketAddr,
    admin: Credentials,
    boto: &'static Boto,
    users: AtomicUsize,
    _process: Process,
    _folder: TempDir,
}

impl Peer {
    /// Starts one on a free port and makes its administrator.
    ///
    /// # Panics
    ///
    /// When it does not come up: the message holds what it printed.
    #[must_use]
    pub fn start(kind: PeerKind, venv: &Path, boto: &'static Boto) -> Self {
        // A port found free may be taken a moment later by somebody else: then try another.
        let (process, folder, address) = (0..3)
            .find_map(|_| try_start(kind, venv))
            .unwrap_or_else(|| panic!("{kind:?} did not start: see its output above"));
        let root = Credentials::key(PeerKind::ROOT, "its secret is checked by none of them");
        let mut peer = Self {
            kind,
            address,
            admin: root,
            boto,
            users: AtomicUsize::new(0),
            _process: process,
            _folder: folder,
        };
        peer.admin = peer.make_admin();
        peer
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Calls an action as the administrator.
    ///
    /// # Panics
    ///
    /// When the server refuses: a story's preparations must succeed.
    pub fn admin(&self, service: &str, action: &str, parameters: &Value) -> Value {
        self.call(&self.admin, service, action, parameters).unwrap_or_else(|(code, message)| {
            panic!("{action} as administrator: {code}: {message}")
        })
    }

    /// Calls an action with any credentials.
    ///
    /// # Errors
    ///
    /// AWS's error code and boto3's text.
    pub fn call(
        &self,
        credentials: &Credentials,
        service: &str,
        action: &str,
        parameters: &Value,
    ) -> Outcome {
        self.boto.call(self.address, credentials, service, action, parameters)
    }

    /// Who these credentials belong to, as the server and boto3 see it.
    ///
    /// # Errors
    ///
    /// AWS's error code and boto3's text.
    pub fn sign_in(&self, credentials: &Credentials) -> Result<String, (String, String)> {
        self.call(credentials, "sts", "GetCallerIdentity", &json!({}))
            .map(|answer| text(&answer["Arn"]))
    }

    /// A new user who may manage access keys and nothing else. The name is made unique.
    pub fn user(&self, name: &str) -> User<'_> {
        self.user_named(&format!("{name}-{}", self.users.fetch_add(1, Ordering::Relaxed)))
    }

    /// A new user of exactly this name.
    pub fn user_named(&self, name: &str) -> User<'_> {
        self.admin("iam", "CreateUser", &json!({ "UserName": name }));
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": KEY_ACTIONS, "Resource": "*" }],
        });
        self.put_policy(name, &policy);
        User { peer: self, name: name.to_owned() }
    }

    /// Temporary credentials of a new role that may manage access keys.
    pub fn assume_role(&self, name: &str) -> Credentials {
        self.role(name).session()
    }

    /// A new role that may manage access keys. The name is made unique.
    pub fn role(&self, name: &str) -> Role<'_> {
        let name = format!("{name}-{}", self.users.fetch_add(1, Ordering::Relaxed));
        let trust = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }],
        });
        let made = self.admin(
            "iam",
            "CreateRole",
            &json!({ "RoleName": name, "AssumeRolePolicyDocument": trust.to_string() }),
        );
        let role = Role { peer: self, name, arn: text(&made["Role"]["Arn"]) };
        role.allow(&KEY_ACTIONS);
        role
    }

    /// Temporary credentials of a user's own session.
    ///
    /// # Panics
    ///
    /// When the server refuses.
    #[must_use]
    pub fn session_of(&self, key: &Credentials) -> Credentials {
        let answer = self
            .call(key, "sts", "GetSessionToken", &json!({}))
            .unwrap_or_else(|(code, message)| panic!("GetSessionToken: {code}: {message}"));
        Credentials::from_answer(&answer["Credentials"])
    }

    fn make_admin(&self) -> Credentials {
        let name = "keymaster";
        self.admin("iam", "CreateUser", &json!({ "UserName": name }));
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }],
        });
        self.put_policy(name, &policy);
        let answer = self.admin("iam", "CreateAccessKey", &json!({ "UserName": name }));
        Credentials::from_answer(&answer["AccessKey"])
    }

    fn put_policy(&self, user: &str, policy: &Value) {
        if self.kind == PeerKind::Roto {
            // It allows everything to everyone, and knows no policies.
            return;
        }
        self.admin(
            "iam",
            "PutUserPolicy",
            &json!({ "UserName": user, "PolicyName": "story", "PolicyDocument": policy.to_string() }),
        );
    }
}

/// A user of a peer.
#[derive(Debug)]
pub struct User<'p> {
    peer: &'p Peer,
    name: String,
}

impl User<'_> {
    /// The user name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A new access key of this user, made by the administrator.
    #[must_use]
    pub fn cut_key(&self) -> Credentials {
        let answer = self.peer.admin("iam", "CreateAccessKey", &json!({ "UserName": self.name }));
        Credentials::from_answer(&answer["AccessKey"])
    }

    /// The keys the server knows of: id and status.
    ///
    /// # Panics
    ///
    /// When the server refuses.
    #[must_use]
    pub fn keys(&self) -> Vec<(String, String)> {
        let answer = self.peer.admin("iam", "ListAccessKeys", &json!({ "UserName": self.name }));
        let keys = answer["AccessKeyMetadata"].as_array().cloned().unwrap_or_default();
        keys.iter().map(|key| (text(&key["AccessKeyId"]), text(&key["Status"]))).collect()
    }

    /// Takes one right away again.
    pub fn forbid(&self, action: &str) {
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Deny", "Action": action, "Resource": "*" }],
        });
        let parameters = json!({ "UserName": self.name, "PolicyName": "forbidden", "PolicyDocument": policy.to_string() });
        self.peer.admin("iam", "PutUserPolicy", &parameters);
    }

    /// Deletes a key, as somebody else in the account might.
    pub fn delete(&self, id: &str) {
        self.peer.admin(
            "iam",
            "DeleteAccessKey",
            &json!({ "UserName": self.name, "AccessKeyId": id }),
        );
    }

    /// Sets a key's status, as somebody else in the account might.
    pub fn set_status(&self, id: &str, status: &str) {
        let parameters = json!({ "UserName": self.name, "AccessKeyId": id, "Status": status });
        self.peer.admin("iam", "UpdateAccessKey", &parameters);
    }
}

/// A role of a peer.
#[derive(Debug)]
pub struct Role<'p> {
    peer: &'p Peer,
    name: String,
    arn: String,
}

impl Role<'_> {
    /// Temporary credentials of this role, other ones each time.
    #[must_use]
    pub fn session(&self) -> Credentials {
        let parameters = json!({ "RoleArn": self.arn, "RoleSessionName": "story" });
        let answer = self.peer.admin("sts", "AssumeRole", &parameters);
        Credentials::from_answer(&answer["Credentials"])
    }

    /// Lets it do something more.
    pub fn allow(&self, actions: &[&str]) {
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": actions, "Resource": "*" }],
        });
        // One policy for each time it is called.
        let name = format!("policy-{}", self.peer.users.fetch_add(1, Ordering::Relaxed));
        let parameters = json!({ "RoleName": self.name, "PolicyName": name, "PolicyDocument": policy.to_string() });
        self.peer.admin("iam", "PutRolePolicy", &parameters);
    }
}

/// What a story's user may do.
const KEY_ACTIONS: [&str; 6] = [
    "iam:CreateAccessKey",
    "iam:DeleteAccessKey",
    "iam:GetAccessKeyLastUsed",
    "iam:GetUser",
    "iam:ListAccessKeys",
    "iam:UpdateAccessKey",
];

fn try_start(kind: PeerKind, venv: &Path) -> Option<(Process, TempDir, SocketAddr)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let port = free_port();
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let log = folder.path().join("output");
    let mut command = kind.command(venv, port);
    command.current_dir(folder.path()).env("HOME", folder.path());
    let mut process = Process::start(&mut command, &log);
    if process.listens(address, Duration::from_mins(1)) {
        return Some((process, folder, address));
    }
    eprintln!("{}", std::fs::read_to_string(&log).unwrap_or_default());
    None
}
