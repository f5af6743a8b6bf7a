//! The scanner's values that need no name: ids, secrets and tokens by their shape.

use super::entry::Confidence;
use super::label::Label;
use super::names::{self, Role};
use super::not_a_key;
use super::outcome::NotAKey;
use super::scan::{Scanner, is_word};
use super::scan_budget::run;
use super::settings::is_mfa_device;
use super::value;
use crate::Secret;
use crate::keys::shape;

/// An id glued to other text is looked for in words up to this length.
const LONGEST_GLUED: usize = 120;
/// What may follow a value in the console, or below it in a document.
const BUTTONS: [&str; 7] = ["Download", "Show", "Hide", "Copy", "Done", "Session", "Access"];

impl Scanner<'_, '_> {
    /// Takes a word, and the lines it goes on over, that is a value by its looks.
    pub(super) fn shaped(&mut self, start: usize, end: usize) -> bool {
        let role = self.label.as_ref().and_then(Label::role);
        let word = &self.text[start..self.word_at(start).bare_end.max(start)];
        if self.glued_id(start, word) || self.glued_secret(start, word) {
            return true;
        }
        if word == "arn" && self.bytes[end..].starts_with(b":aws") {
            return self.arn(start);
        }
        let whole = &self.text[start..end];
        if let Some(kind) = not_a_key::of_word(whole) {
            self.note(role.filter(|_| kind == NotAKey::Cut), kind);
            if kind == NotAKey::Cut {
                self.note(Some(Role::Token), kind);
            }
            self.done(end);
            return true;
        }
        if self.is_other_id(word, end) {
            self.put(Role::Id, Confidence::Shape, Secret::from(word.to_owned()), end);
            return true;
        }
        if shape::is_google_id(word) {
            self.put(Role::Id, Confidence::Name, Secret::from(word.to_owned()), end);
            return true;
        }
        let named = role == Some(Role::Secret);
        let padding = run(self.bytes, end, |byte| byte == b'=');
        let is_token_line = role == Some(Role::Token) && not_a_key::begins_as_token(word);
        let is_secret = shape::is_surely_secret(word) || (named && shape::is_secret(word));
        if padding == 0 && is_secret && !is_token_line {
            let confidence = if named { Confidence::Name } else { Confidence::Shape };
            self.put(Role::Secret, confidence, Secret::from(word.to_owned()), end);
            return true;
        }
        self.shaped_lines(start, end, padding, role)
    }

    /// Whether a word is an id of another server: shaped like AWS's but for its prefix, and with a
    /// secret directly behind it.
    pub(super) fn is_other_id(&self, word: &str, end: usize) -> bool {
        let is_shaped = word.len() == shape::ID_LENGTH
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_uppercase())
            && word.bytes().any(|byte| byte.is_ascii_digit());
        if !is_shaped || self.is_named_here() {
            return false;
        }
        let signs = run(self.bytes, end, |byte| b" \t:,;|/\"'".contains(&byte));
        let rest = &self.text[end + signs..];
        let secret = rest.get(..shape::SECRET_LENGTH);
        let ends = rest.as_bytes().get(shape::SECRET_LENGTH);
        secret.is_some_and(shape::is_surely_secret) && !ends.is_some_and(|byte| is_word(*byte))
    }

    /// A token, or a secret that is broken into lines.
    pub(super) fn shaped_lines(
        &mut self,
        start: usize,
        end: usize,
        padding: usize,
        role: Option<Role>,
    ) -> bool {
        let word = &self.text[start..end];
        let ends =
            self.bytes.get(end + padding).is_none_or(|byte| value::stops(*byte) || *byte == b'%');
        if !ends || !word.bytes().all(shape::is_base64) {
            return false;
        }
        let is_foreign = self.label.is_some() && role != Some(Role::Token);
        let (role, confidence) = match role {
            Some(Role::Secret) if word.len() < shape::SECRET_LENGTH => {
                (Role::Secret, Confidence::Name)
            }
            Some(Role::Token) if word.len() >= value::NARROWEST => (Role::Token, Confidence::Name),
            _ if not_a_key::begins_as_token(word)
                || (word.len() >= value::NARROWEST && !is_foreign) =>
            {
                (Role::Token, Confidence::Shape)
            }
            _ => return false,
        };
        let value = value::unquoted(self.bytes, start, role)
            .filter(|value| value::is_whole(value.text.expose(), role));
        let Some(value) = value else { return false };
        self.put(role, confidence, value.text, value.end);
        true
    }

    /// An id, alone or joined to other text: `ID/SECRET`, `IDAKIA…Secret access key…`, the scope of a
    /// signature.
    pub(super) fn glued_id(&mut self, start: usize, word: &str) -> bool {
        let length = word.len().min(LONGEST_GLUED);
        let Some(at) = ["AKIA", "ASIA"].iter().filter_map(|it| word[..length].find(it)).min()
        else {
            return false;
        };
        let (before, rest) = word.split_at(at);
        let Some((id, after)) = rest.split_at_checked(shape::ID_LENGTH) else { return false };
        let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let begins = before.is_empty()
            || before.ends_with(['/', '-', '_', '.', '+'])
            || ["ID", "Id", "id", "key", "Key"].iter().any(|label| before.ends_with(label));
        let ends = !after.bytes().next().is_some_and(is_part)
            || ["Secret", "SECRET", "Access", "Session"].iter().any(|it| after.starts_with(it));
        if !shape::is_id(id) || !begins || !ends {
            return false;
        }
        self.at = start + at;
        let id_end = self.at + shape::ID_LENGTH;
        self.put(Role::Id, Confidence::Name, Secret::from(id.to_owned()), id_end);
        let joined = (1..=2).find_map(|sign| {
            let (signs, secret) = after.split_at_checked(sign)?;
            let is_sign = signs.bytes().all(|byte| b"/-_.+".contains(&byte));
            (is_sign && shape::is_surely_secret(secret)).then_some((sign, secret))
        });
        if let Some((sign, secret)) = joined {
            let (secret, end) = (Secret::from(secret.to_owned()), start + word.len());
            self.at += sign;
            self.put(Role::Secret, Confidence::Shape, secret, end);
        } else if after.starts_with('/') {
            // The scope of a signature.
            self.done(start + word.len());
        }
        true
    }

    /// A secret behind a name that is glued to it: `Secret access keyAZTv…`.
    pub(super) fn glued_secret(&mut self, start: usize, word: &str) -> bool {
        let label = ["key", "Key", "KEY"].iter().find_map(|key| {
            let at = word[..word.len().min(LONGEST_GLUED)].find(key)?;
            Some(at + key.len())
        });
        let Some((name, rest)) = label.and_then(|at| word.split_at_checked(at)) else {
            return false;
        };
        let Some((secret, after)) = rest.split_at_checked(shape::SECRET_LENGTH) else {
            return false;
        };
        let end = start + name.len();
        let is_whole = after.is_empty() || BUTTONS.iter().any(|it| after.starts_with(it));
        if !is_whole
            || !shape::is_surely_secret(secret)
            || !names::ends(&self.bytes[self.phrase..end])
        {
            return false;
        }
        let text = Secret::from(secret.to_owned());
        self.at = end;
        self.put(Role::Secret, Confidence::Name, text, end + shape::SECRET_LENGTH);
        true
    }

    /// An ARN: of an MFA device, or of anything else.
    pub(super) fn arn(&mut self, start: usize) -> bool {
        let length = run(self.bytes, start, |byte| !value::stops(byte));
        let text = &self.text[start..start + length];
        if is_mfa_device(text) {
            let text = Secret::from(text.to_owned());
            self.put(Role::Mfa, Confidence::Name, text, start + length);
        } else {
            self.note(None, NotAKey::Arn);
            self.done(start + length);
        }
        true
    }
}
