//! The scanner's values that a name announces.

use super::entry::Confidence;
use super::label::Label;
use super::names::{self, Role};
use super::outcome::NotAKey;
use super::scan::{Scanner, is_word};
use super::scan_budget::{self, run};
use super::settings::{endpoint, is_mfa_device, is_region};
use super::value::{self, Value};
use super::{moment, not_a_key};
use crate::Secret;
use crate::keys::{AccessKeyId, shape};

/// A value that is not taken is read again, for what may be in it, up to this length.
const LONGEST_SKIPPED: usize = 200;
/// How much of a tag is looked at for its name.
const LONGEST_TAG: usize = 16;

impl Scanner<'_, '_> {
    /// Reads the value of a name that begins here. Whether it was taken.
    pub(super) fn named_value(&mut self, role: Role, assigned: bool) -> bool {
        let rest = &self.text[self.at..];
        match role {
            Role::Expires => self.moment(),
            Role::Region | Role::Mfa | Role::Endpoint => self.setting(role, assigned),
            _ if is_markup(rest) || is_structure(rest) => false,
            _ if self.is_glued() => true,
            Role::Id | Role::Secret | Role::Token => match not_a_key::of_value(rest) {
                Some(kind) => {
                    self.note(Some(role), kind);
                    self.pass_value(kind);
                    false
                }
                None if !assigned && begins_with_name(rest) => false,
                None => value::read(self.bytes, self.at, role, assigned)
                    .is_some_and(|value| self.take(value, role)),
            },
        }
    }

    /// Whether the value is an id with something joined to it, and was taken.
    pub(super) fn is_glued(&mut self) -> bool {
        let word = &self.text[self.at..self.word_at(self.at).end];
        word.len() > shape::ID_LENGTH && self.glued_id(self.at, word)
    }

    /// Skips a value that is none. Below a name without a value there may be one.
    pub(super) fn pass_value(&mut self, kind: NotAKey) {
        let rest = &self.bytes[self.at..];
        if kind == NotAKey::Null && matches!(rest.first(), None | Some(b'\n' | b'"' | b'\'')) {
            return;
        }
        self.label = None;
        let length = if rest.starts_with(b"<") {
            let tag = rest[1..].iter().take(names::LONGEST);
            1 + tag.take_while(|byte| !b"<>\n".contains(byte)).count()
        } else if [&b"${{"[..], b"{{"].iter().any(|sign| rest.starts_with(sign)) {
            run(self.bytes, self.at, |byte| !b"\n}".contains(&byte))
        } else {
            run(self.bytes, self.at, |byte| !byte.is_ascii_whitespace())
        };
        self.pass(length, false);
    }

    pub(super) fn moment(&mut self) -> bool {
        let mut end = self.text.len().min(self.at + moment::LONGEST);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let Some(moment) = moment::read(&self.text[self.at..end]) else { return false };
        let signs = run(self.bytes, self.at, |byte| b"\"' ".contains(&byte));
        let length = run(self.bytes, self.at + signs, |byte| is_word(byte) || byte == b':');
        self.put_moment(moment, self.at + signs + length);
        true
    }

    /// A region, a device or a server.
    pub(super) fn setting(&mut self, role: Role, assigned: bool) -> bool {
        let Some(value) = value::read(self.bytes, self.at, role, assigned) else { return false };
        let text = value.text.expose();
        let text = match role {
            Role::Region => is_region(text).then(|| text.to_owned()),
            Role::Mfa => is_mfa_device(text).then(|| text.to_owned()),
            _ => endpoint(text),
        };
        let Some(text) = text else { return false };
        self.put(role, Confidence::Name, Secret::from(text), value.end);
        true
    }

    /// Takes a value that a name was given, if it can be one. An id or a secret that is one beyond
    /// doubt is taken for what it is, whatever its name.
    pub(super) fn take(&mut self, value: Value, role: Role) -> bool {
        let is_strong = self.label.as_ref().is_some_and(Label::is_strong);
        let text = value.text.expose();
        let by_name = if is_strong { Confidence::Name } else { Confidence::Guess };
        let is_cut = text.ends_with("..") || self.bytes[..value.end].ends_with(b"..");
        let (role, confidence) = match role {
            _ if is_cut => {
                self.note(Some(role), NotAKey::Cut);
                self.done(value.end);
                return true;
            }
            // The access tokens of IAM Identity Center.
            Role::Token if text.starts_with("aoa") => {
                self.note(None, NotAKey::SsoToken);
                self.done(value.end);
                return true;
            }
            _ if shape::is_id(text) || shape::is_google_id(text) => (Role::Id, Confidence::Name),
            Role::Id if shape::is_surely_secret(text) => (Role::Secret, Confidence::Name),
            Role::Id if is_id_like(text, value.is_isolated) => (Role::Id, by_name),
            role if value::is_whole(text, role) => (role, Confidence::Name),
            Role::Secret | Role::Token if value.is_isolated => (role, by_name),
            // Not to be read again for each name in it.
            _ if text.len() > LONGEST_SKIPPED => {
                self.done(value.end);
                return true;
            }
            _ => return false,
        };
        self.put(role, confidence, value.text, value.end);
        true
    }
}

/// name of another server's.
pub fn is_id_like(text: &str, is_isolated: bool) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.@+".contains(&byte);
    AccessKeyId::parse(text).is_ok()
        || (shape::has_id_prefix(text) && text.bytes().all(|byte| byte.is_ascii_graphic()))
        || (is_isolated && text.len() <= 128 && text.bytes().all(is_name))
}

/// Whether a text is the next name rather than a value: `Source:EnvConfig`, `AWS_REGION=…`.
fn begins_with_name(text: &str) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    let length = text.bytes().take(names::LONGEST).take_while(|byte| is_name(byte)).count();
    scan_budget::spend(length);
    length > 1 && text[length..].starts_with([':', '='])
}

/// Whether a value holds names and values of its own: `"{"access_key":…`, `"AWS_ACCESS_KEY_ID=…`.
/// `{{ secret }}` and `{id}` only name a value.
fn is_structure(text: &str) -> bool {
    let skip = |text: &[u8], from: usize| {
        from + run(text, from, |byte| byte.is_ascii_whitespace() || value::is_quote(byte))
    };
    let text = text.as_bytes();
    let start = skip(text, 0);
    if text.get(start) == Some(&b'{') {
        return text[start + 1..].trim_ascii_start().first().is_some_and(|it| value::is_quote(*it));
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let most = text.len().min(start + names::LONGEST);
    let end = start + run(&text[..most], start, is_name);
    let is_quoted = start > 0 && value::is_quote(text[start - 1]);
    is_quoted
        && text.get(end).is_some_and(|sign| b"=:".contains(sign))
        && str::from_utf8(&text[start..end]).is_ok_and(|name| names::read(name).is_some())
}

/// Whether a value begins with a tag of HTML, behind which it is.
fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 14] =
        ["a", "b", "br", "code", "div", "em", "i", "kbd", "p", "pre", "span", "strong", "td", "tr"];
    let Some(tag) = text.strip_prefix('<') else { return false };
    let tag = &tag.as_bytes()[..tag.len().min(LONGEST_TAG)];
    scan_budget::spend(tag.len());
    let name = tag.split(|byte| b"> /".contains(byte)).find(|part| !part.is_empty());
    name.is_some_and(|name| TAGS.iter().any(|tag| tag.as_bytes() == name))
}
