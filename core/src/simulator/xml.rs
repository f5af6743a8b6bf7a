//! Responses, as XML.

use super::account::Key;
use super::people::Person;
use crate::Secret;
use crate::aws::{Credentials, Service};

/// Elements, one after another. Each is pushed by itself, which is smaller in WebAssembly than
/// expressions that join strings.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// A start tag.
    pub fn open(&mut self, name: &str) {
        self.push(["<", name, ">"]);
    }

    /// An end tag.
    pub fn close(&mut self, name: &str) {
        self.push(["</", name, ">"]);
    }

    /// An element with text. Control characters, which XML cannot hold, are replaced.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.open(name);
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                control if control.is_control() => self.0.push(char::REPLACEMENT_CHARACTER),
                other => self.0.push(other),
            }
        }
        self.close(name);
    }

    /// An element around other elements, if there are any: some actions have no result.
    pub fn around(&mut self, name: &str, inside: &Self) {
        if !inside.0.is_empty() {
            self.open(name);
            self.0.push_str(&inside.0);
            self.close(name);
        }
    }

    /// The document with these elements inside.
    pub fn document(&self, service: Service, name: &str) -> String {
        let mut document = Self::default();
        document.push(["<", name, " xmlns=\"https://"]);
        document.push([service.signing_name(), ".amazonaws.com/doc/", service.version()]);
        document.push(["/\">", &self.0, ""]);
        document.close(name);
        document.0
    }

    /// A user's name; root has none.
    pub fn user_name(&mut self, person: &Person) {
        if let Some(name) = person.name() {
            self.leaf("UserName", name);
        }
    }

    /// A user, or root, which has neither path nor name.
    pub fn user(&mut self, person: &Person, created: &str) {
        if let Some((path, _)) = person.path_and_name() {
            self.leaf("Path", &[path, "/"].concat());
        }
        self.user_name(person);
        self.leaf("UserId", person.id);
        self.leaf("Arn", &person.arn());
        self.leaf("CreateDate", created);
    }

    /// The tags of a user, if it has any.
    pub fn tags<'a>(&mut self, tags: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut all = Self::default();
        for (key, value) in tags {
            all.open("member");
            all.leaf("Key", key);
            all.leaf("Value", value);
            all.close("member");
        }
        self.around("Tags", &all);
    }

    /// A key without its secret.
    pub fn key(&mut self, key: &Key) {
        self.user_name(key.holder);
        self.leaf("AccessKeyId", key.id());
        self.leaf("Status", if key.active { "Active" } else { "Inactive" });
        self.leaf("CreateDate", &key.created.to_string());
    }

    /// The secret parts of credentials, which are returned once.
    pub fn secret(&mut self, credentials: &Credentials) {
        self.leaf("SecretAccessKey", credentials.secret_access_key().expose());
        if let Some(token) = credentials.session_token().map(Secret::expose) {
            self.leaf("SessionToken", token);
        }
        if let Some(expires) = credentials.expires() {
            self.leaf("Expiration", &expires.to_string());
        }
    }

    fn push(&mut self, pieces: [&str; 3]) {
        for piece in pieces {
            self.0.push_str(piece);
        }
    }
}
