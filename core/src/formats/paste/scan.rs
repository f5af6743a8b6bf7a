//! One pass over text of any kind, for names with values, and for values that need no name.
//!
//! Environment blocks, profiles, JSON, XML, tables and sentences differ in what stands between a
//! name and its value; so that is passed over. After `=` or `:` a value may look like anything.
//! After other signs and on later lines it must look like what the name says. Without a name it
//! must look like an id, a secret or a token that is nothing else.
//!
//! However the text is made, a look ahead that takes nothing ends where the next of its kind may
//! begin: a word's behind the word, a bracket's at the next bracket, a section's at the end of its
//! line. `names` says the same of the look back for a name, and `value` of values.

use super::Source;
use super::collector::{Confidence, CredentialCollector, LONGEST_PROFILE};
use super::names::{self, Named, Role};
use super::scan_budget::run;
use super::value::{self, Value};
use crate::keys::{AccessKeyId, shape};
use crate::{Secret, Timestamp};

/// Reads a text and hands on what is in it.
pub fn scan(text: &str, into: &mut CredentialCollector) {
    Scanner { text, bytes: text.as_bytes(), into, at: 0, phrase: 0, label: None }.run();
}

struct Scanner<'t, 'g> {
    text: &'t str,
    bytes: &'t [u8],
    into: &'g mut CredentialCollector,
    at: usize,
    /// Where the words before `at` begin that may be one name.
    phrase: usize,
    label: Option<Label>,
}

/// A name that waits for its value.
#[derive(Clone, Copy)]
struct Label {
    named: Named,
    /// Whether only white space and quotes came after it so far.
    near: bool,
    /// Whether it is one word such as `AWS_ACCESS_KEY_ID`, which needs no sign in fish or cmd.
    identifier: bool,
    /// What kind of text has such names.
    source: Source,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        let mut line_begins = true;
        while let Some(&byte) = self.bytes.get(self.at) {
            if line_begins && self.section() {
                continue;
            }
            line_begins = byte == b'\n';
            match byte {
                b' ' => self.at += 1,
                b'=' | b':' if self.label.is_some() => self.assignment(),
                b'[' if self.label.is_some() => self.default_value(),
                b'"' | b'\'' | b'`' | b'\\' | b'\t' => self.pass(1, true),
                _ if is_word(byte) => self.word(),
                _ => self.pass(1, false),
            }
        }
    }

    /// Passes over signs, which end a phrase.
    fn pass(&mut self, count: usize, near: bool) {
        self.at += count;
        self.phrase = self.at;
        if let Some(label) = &mut self.label {
            label.near &= near;
        }
    }

    /// `[name]` or `[profile name]`, alone on a line.
    fn section(&mut self) -> bool {
        let start = self.at + value::blanks(self.bytes, self.at);
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b" _.-/@:+".contains(&byte);
        if self.bytes.get(start) != Some(&b'[') {
            return false;
        }
        let length = run(self.bytes, start + 1, is_name);
        let close = start + 1 + length;
        let end = close + 1 + value::blanks(self.bytes, (close + 1).min(self.bytes.len()));
        let alone = self.bytes.get(end).is_none_or(|byte| *byte == b'\n');
        let fits = (1..=LONGEST_PROFILE).contains(&length);
        if !fits || self.bytes.get(close) != Some(&b']') || !alone {
            return false;
        }
        let name = self.text[start + 1..close].trim();
        self.into.section(name.strip_prefix("profile ").unwrap_or(name).trim());
        self.label = None;
        self.pass(end - self.at, false);
        true
    }

    /// `[None]` or `[****WXYZ]` in a question of `aws configure`.
    fn default_value(&mut self) {
        let length = run(self.bytes, self.at + 1, |byte| !b"[]\n\"".contains(&byte));
        let closed = self.bytes.get(self.at + 1 + length) == Some(&b']');
        self.pass(if closed { length + 2 } else { 1 }, false);
    }

    /// `=`, `:`, `=>` or `: ` after a name.
    fn assignment(&mut self) {
        self.pass(run(self.bytes, self.at, |byte| b" \t=:>".contains(&byte)), false);
        let Some(label) = self.label else { return };
        if let Some(value) = value::read(self.bytes, self.at, label.named.role) {
            self.take(value, label.named);
        }
    }

    /// A word may be a value, part of a name, or neither.
    fn word(&mut self) {
        let start = self.at;
        let length = run(self.bytes, start, is_word);
        let end = start + length;
        if self.shaped(start, end) {
            return;
        }
        let word = &self.bytes[start..end];
        // Signs alone are signs, though they could be a part of a word. They may stand between a
        // name and its value, once.
        if !word.iter().any(u8::is_ascii_alphanumeric) {
            self.label = self.label.filter(|label| label.near);
            return self.pass(length, false);
        }
        if let Some(named) = names::find(&self.bytes[self.phrase..end], word) {
            let identifier = word.contains(&b'_');
            let source = self.source(start, end);
            self.label = Some(Label { named, near: true, identifier, source });
        } else if let Some(label) = self.label {
            let role = label.named.role;
            let needs_no_sign =
                role == Role::Expires || (label.near && label.identifier && length >= 16);
            if needs_no_sign
                && let Some(value) = value::read(self.bytes, start, role)
                && self.take(value, label.named)
            {
                return;
            }
            // `name: AWS_ACCESS_KEY_ID` and `value: …` are one pair in YAML and in JSON.
            if !names::is(word, "value") {
                self.label = None;
            }
        }
        self.at = end;
    }

    /// Takes a word, and the lines it goes on over, that is a value by its looks.
    fn shaped(&mut self, start: usize, end: usize) -> bool {
        let role = self.label.map(|label| label.named.role);
        let word = self.text[start..end].trim_end_matches('.');
        // An id begins the scope of a signature: AKIA…/20261123/us-east-1/iam/aws4_request.
        let first = word.split('/').next().unwrap_or_default();
        if shape::is_id(first) {
            self.put(
                Role::Id,
                Confidence::Name,
                Secret::from(first.to_owned()),
                start + first.len(),
            );
            return true;
        }
        let named = role == Some(Role::Secret);
        let padding = run(self.bytes, end, |byte| byte == b'=');
        if padding == 0 && (shape::is_surely_secret(word) || (named && shape::is_secret(word))) {
            let confidence = if named { Confidence::Name } else { Confidence::Shape };
            self.put(Role::Secret, confidence, Secret::from(word.to_owned()), end);
            return true;
        }
        let ends = self.bytes.get(end + padding).is_none_or(|byte| value::stops(*byte));
        if !ends || !self.bytes[start..end].iter().all(|byte| shape::is_base64(*byte)) {
            return false;
        }
        let (role, confidence) = match role {
            Some(Role::Secret) if word.len() < shape::SECRET_LENGTH => {
                (Role::Secret, Confidence::Name)
            }
            Some(Role::Token) if word.len() >= value::NARROWEST => (Role::Token, Confidence::Name),
            _ if word.len() >= value::NARROWEST => (Role::Token, Confidence::Shape),
            _ => return false,
        };
        let value = value::unquoted(self.bytes, start, role)
            .filter(|value| value::is_whole(value.text.expose(), role));
        let Some(value) = value else { return false };
        self.put(role, confidence, value.text, value.end);
        true
    }

    /// Takes a value that a name was given, if it can be one. An id or a secret that is one beyond
    /// doubt is taken for what it is, whatever its name.
    fn take(&mut self, value: Value, named: Named) -> bool {
        let text = value.text.expose();
        let by_name = if named.strong { Confidence::Name } else { Confidence::Guess };
        let (role, confidence) = match named.role {
            Role::Expires => {
                let Some(at) = moment(text) else { return false };
                self.into.expires(at);
                self.done(value.end);
                return true;
            }
            _ if shape::is_id(text) => (Role::Id, Confidence::Name),
            Role::Id if shape::is_surely_secret(text) => (Role::Secret, Confidence::Name),
            Role::Id if is_id_like(text) => (Role::Id, by_name),
            role if value::is_whole(text, role) => (role, Confidence::Name),
            role @ (Role::Secret | Role::Token)
                if is_secret_like(text) && (named.strong || text.len() >= 8) =>
            {
                (role, by_name)
            }
            _ => return false,
        };
        self.put(role, confidence, value.text, value.end);
        if named.role == Role::Id && role == Role::Secret {
            self.into.swapped();
        }
        true
    }

    fn put(&mut self, role: Role, confidence: Confidence, text: Secret, end: usize) {
        self.into.put(role, confidence, text, self.label.map(|label| label.source));
        self.done(end);
    }

    fn done(&mut self, end: usize) {
        self.at = end;
        self.phrase = end;
        self.label = None;
    }

    /// What kind of text has a name like this.
    fn source(&self, start: usize, end: usize) -> Source {
        let word = &self.text[start..end];
        let before = start.checked_sub(1).map(|at| self.bytes[at]);
        let after = self.bytes.get(end);
        if before == Some(b'"') && after.is_some_and(|byte| b"\"\\".contains(byte)) {
            Source::Json
        } else if word.contains("AWS_") {
            Source::Environment
        } else if before == Some(b'<') {
            Source::Xml
        } else if word == "AWSAccessKeyId" || word == "AWSSecretKey" {
            Source::OldKeyFile
        } else if word.contains('_') {
            Source::Settings
        } else {
            Source::PlainText
        }
    }
}

/// Letters of names, ids, secrets and tokens, but for the `=` that is also a sign.
fn is_word(byte: u8) -> bool {
    shape::is_base64(byte) || b"_.-".contains(&byte)
}

/// What can be an id by its label alone: any of IAM's pattern, or one of AWS's cut short.
fn is_id_like(text: &str) -> bool {
    AccessKeyId::parse(text).is_ok() || (shape::has_id_prefix(text) && is_secret_like(text))
}

/// What can be a secret by its label alone: not `$SECRET`, `%SECRET%`, `<secret>` or `****`.
fn is_secret_like(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.starts_with(['$', '%', '<', '*', '{'])
}

/// ISO 8601, or seconds or milliseconds since 1970.
fn moment(text: &str) -> Option<Timestamp> {
    let number = || text.parse::<i64>().ok();
    match text.len() {
        10 => number().map(|seconds| Timestamp::from_millis(seconds * 1000)),
        13 => number().map(Timestamp::from_millis),
        _ => Timestamp::parse(text),
    }
}
