//! The scanner's values: which text is taken for what.

use super::collector::Confidence;
use super::moment;
use super::names::{self, Role};
use super::not_a_key;
use super::outcome::NotAKey;
use super::scan::{Label, Scanner, is_word};
use super::scan_budget::run;
use super::value::{self, Value};
use crate::Secret;
use crate::keys::{AccessKeyId, shape};

/// An id glued to other text is looked for in words up to this length.
const LONGEST_GLUED: usize = 120;
/// A value that is not taken is read again, for what may be in it, up to this length.
const LONGEST_SKIPPED: usize = 200;
/// A URL's user name and password are no longer than this.
const LONGEST_URL: usize = 250;

/// What may follow a value in the console, or below it in a document.
const BUTTONS: [&str; 7] = ["Download", "Show", "Hide", "Copy", "Done", "Session", "Access"];

impl Scanner<'_, '_> {
    /// Reads the value of a name that begins here. Whether it was taken.
    pub fn named_value(&mut self, role: Role, assigned: bool) -> bool {
        let rest = &self.text[self.at..];
        match role {
            Role::Expires => self.moment(),
            Role::Region | Role::Mfa | Role::Endpoint => self.setting(role, assigned),
            _ if is_markup(rest) => false,
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
    fn is_glued(&mut self) -> bool {
        let length = run(self.bytes, self.at, is_word);
        length > shape::ID_LENGTH && self.glued_id(self.at, &self.text[self.at..self.at + length])
    }

    /// Skips a value that is none. Below a name without a value there may be one.
    fn pass_value(&mut self, kind: NotAKey) {
        let rest = &self.bytes[self.at..];
        if kind == NotAKey::Null && matches!(rest.first(), None | Some(b'\n' | b'"' | b'\'')) {
            return;
        }
        self.label = None;
        let length = run(self.bytes, self.at, |byte| !byte.is_ascii_whitespace());
        if let Some(tag) = rest.strip_prefix(b"<") {
            let tag = tag.iter().take(names::LONGEST).take_while(|b| !b"<>\n".contains(b));
            let length = 1 + tag.count();
            return self.pass(length, false);
        }
        let is_template = rest.starts_with(b"${{") || rest.starts_with(b"{{");
        let whole = run(self.bytes, self.at, |byte| !b"\n}".contains(&byte));
        self.pass(if is_template { whole } else { length }, false);
    }

    fn moment(&mut self) -> bool {
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
    fn setting(&mut self, role: Role, assigned: bool) -> bool {
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
    fn take(&mut self, value: Value, role: Role) -> bool {
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

    /// Takes a word, and the lines it goes on over, that is a value by its looks.
    pub fn shaped(&mut self, start: usize, end: usize) -> bool {
        let role = self.label.as_ref().and_then(Label::role);
        let word = self.text[start..end].trim_end_matches('.');
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
        if padding == 0 && (shape::is_surely_secret(word) || (named && shape::is_secret(word))) {
            let confidence = if named { Confidence::Name } else { Confidence::Shape };
            self.put(Role::Secret, confidence, Secret::from(word.to_owned()), end);
            return true;
        }
        self.shaped_lines(start, end, padding, role)
    }

    /// Whether a word is an id of another server: shaped like AWS's but for its prefix, and with a
    /// secret directly behind it.
    fn is_other_id(&self, word: &str, end: usize) -> bool {
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
    fn shaped_lines(
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
            _ if word.len() >= value::NARROWEST
                && (!is_foreign || not_a_key::begins_as_token(word)) =>
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
    fn glued_id(&mut self, start: usize, word: &str) -> bool {
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
    fn glued_secret(&mut self, start: usize, word: &str) -> bool {
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
    fn arn(&mut self, start: usize) -> bool {
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

    /// A URL, with credentials or without.
    pub fn url(&mut self) {
        let from = self.at + 3;
        let rest = &self.text[from..];
        let ends = |c: char| c.is_ascii_whitespace() || "\"'`<>,;|)".contains(c) || !c.is_ascii();
        let length = rest.bytes().take(LONGEST_URL).take_while(|b| !ends(char::from(*b))).count();
        super::scan_budget::spend(length + 1);
        let url = &rest[..length];
        let scheme =
            self.text[self.phrase..self.at].rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
        let scheme = scheme.unwrap_or_default().to_owned();
        let user = url.rfind('@').and_then(|at| {
            let (id, secret) = url[..at].split_once(':')?;
            let is_storage =
                scheme.starts_with("s3") || (scheme.starts_with("http") && self.is_alias());
            let is_key = shape::is_id(id) || (is_storage && !id.is_empty() && !secret.is_empty());
            is_key.then(|| (id.to_owned(), Secret::from(secret.to_owned()), at))
        });
        let Some((id, secret, at)) = user else {
            if ["signin.aws.amazon.com", "console.aws.amazon.com"].iter().any(|it| url.contains(it))
            {
                self.note(None, NotAKey::ConsoleLink);
            }
            // Ids in its query are read as words are.
            return self.pass(3, false);
        };
        let host = url[at + 1..].split(['/', '?']).next().unwrap_or_default();
        let server = endpoint(&format!("{scheme}://{host}")).filter(|_| scheme.starts_with("http"));
        let end = from + length;
        let name = self.alias().to_owned();
        self.label = None;
        self.into.structure.open_element(&name);
        let source = self.into.entries.len();
        self.put(Role::Id, Confidence::Name, Secret::from(id), from);
        self.put(Role::Secret, Confidence::Name, secret, from + 1);
        if let Some(server) = server {
            self.put(Role::Endpoint, Confidence::Name, Secret::from(server), end);
        }
        for entry in &mut self.into.entries[source..] {
            entry.source = Some(super::outcome::Source::Url);
        }
        self.done(end);
        self.into.structure.close_element(&name);
    }

    /// The name of a server in a variable of `MinIO`'s client: `MC_HOST_name`.
    fn alias(&self) -> &str {
        let words = self.label.as_ref().map_or(0..0, |label| label.words.clone());
        let name = self.text.get(words).unwrap_or_default();
        name.rsplit_once("MC_HOST_").map_or("", |(_, alias)| alias.trim())
    }

    fn is_alias(&self) -> bool {
        !self.alias().is_empty()
    }
}

/// What can be an id by its name alone: any of IAM's pattern, one of AWS's cut short, or a user
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
    super::scan_budget::spend(length);
    length > 1 && text[length..].starts_with([':', '='])
}

/// Whether a value begins with a tag of HTML, behind which it is.
fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 14] =
        ["a", "b", "br", "code", "div", "em", "i", "kbd", "p", "pre", "span", "strong", "td", "tr"];
    let Some(tag) = text.strip_prefix('<') else { return false };
    let name = tag.split(['>', ' ', '/']).find(|part| !part.is_empty());
    super::scan_budget::spend(16);
    name.is_some_and(|name| TAGS.contains(&name))
}

/// Letters, and digits at the end: `us-east-1`, `us-gov-west-1`.
pub fn is_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let count = text.split('-').count();
    let is_letters = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    (3..=5).contains(&count)
        && text.len() <= 24
        && parts.by_ref().take(count - 1).all(is_letters)
        && parts.all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The ARN of a virtual MFA device, or of a passkey.
fn is_mfa_device(text: &str) -> bool {
    text.starts_with("arn:aws") && text.contains(":iam::") && text.contains(":mfa/")
}

/// The URL of a server that is not AWS's.
fn endpoint(text: &str) -> Option<String> {
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':']).next()?;
    let is_host = host.contains('.') || host == "localhost" || rest.contains(':');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:/-_~".contains(&byte);
    let is_aws = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws"];
    (matches!(scheme, "http" | "https")
        && is_host
        && rest.bytes().all(is_plain)
        && !is_aws.iter().any(|aws| host.ends_with(aws)))
    .then_some(url)
}
