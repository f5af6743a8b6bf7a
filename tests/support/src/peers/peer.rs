//! A running server with its administrator.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::boto::{Boto, Outcome};
use super::credentials::{Credentials, text};
use super::kind::PeerKind;
use super::policy;
use crate::process::Process;

/// A running server.
#[derive(Debug)]
pub struct Peer {
    kind: PeerKind,
    address: SocketAddr,
    admin: Credentials,
    boto: &'static Boto,
    /// How many names were made unique.
    names: AtomicUsize,
    _process: Process,
    _folder: TempDir,
}

impl Peer {
    /// Starts one on a free port and creates its administrator.
    ///
    /// # Panics
    ///
    /// When it does not come up.
    #[must_use]
    pub fn start(kind: PeerKind, venv: &Path, boto: &'static Boto) -> Self {
        // Another program may take a free port before this one does: then try another.
        let (process, folder, address) = (0..3)
            .find_map(|_| kind.start(venv))
            .unwrap_or_else(|| panic!("{kind:?} did not start: see its output above"));
        let root = Credentials::key(PeerKind::ROOT, "its secret is checked by none of them");
        let mut peer = Self {
            kind,
            address,
            admin: root,
            boto,
            names: AtomicUsize::new(0),
            _process: process,
            _folder: folder,
        };
        peer.admin = peer.create_admin();
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

    /// The ARN of these credentials, as the server and boto3 see it.
    ///
    /// # Errors
    ///
    /// AWS's error code and boto3's text.
    pub fn sign_in(&self, credentials: &Credentials) -> Result<String, (String, String)> {
        self.call(credentials, "sts", "GetCallerIdentity", &json!({}))
            .map(|answer| text(&answer["Arn"]))
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
        Credentials::from_response(&answer["Credentials"])
    }

    /// A name that no other story uses.
    #[must_use]
    pub fn unique(&self, name: &str) -> String {
        format!("{name}-{}", self.names.fetch_add(1, Ordering::Relaxed))
    }

    /// Attaches an inline policy to a user.
    pub(super) fn put_user_policy(&self, user: &str, name: &str, policy: &str) {
        if self.kind == PeerKind::Roto {
            // It allows everything, and has no policies.
            return;
        }
        let parameters = json!({ "UserName": user, "PolicyName": name, "PolicyDocument": policy });
        self.admin("iam", "PutUserPolicy", &parameters);
    }

    fn create_admin(&self) -> Credentials {
        let name = "admin";
        self.admin("iam", "CreateUser", &json!({ "UserName": name }));
        self.put_user_policy(name, "story", &policy::allow(&["*"]));
        let answer = self.admin("iam", "CreateAccessKey", &json!({ "UserName": name }));
        Credentials::from_response(&answer["AccessKey"])
    }
}
