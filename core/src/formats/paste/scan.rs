//! One pass over text of any kind, for names with values, and for values that need no name.
//!
//! Environment blocks, profiles, JSON, XML, tables and sentences differ in what stands between a
//! name and its value; so that is skipped. After `=` or `:` a value may look like anything. After
//! other signs and on later lines it must look like what the name says. Without a name it must look
//! like an id, a secret or a token that is nothing else.
//!
//! A look ahead that takes nothing ends where the next of its kind may begin: a word's behind the
//! word, a bracket's at the next bracket, a tag's at the next tag, a section's at the end of its
//! line. `names` says the same of the look back for a name, and `value` of values.

use std::ops::Range;

use super::collector::{Confidence, CredentialCollector, Entry, Line};
use super::comments;
use super::names::{self, Epoch, Name, Role};
use super::outcome::{NotAKey, Source};
use super::scan_budget::{self, run};
use super::undo::{ADDED, REMOVED};
use super::value;
use crate::keys::shape;
use crate::{Secret, Timestamp};

/// Longer than any name of a profile or a user.
pub const LONGEST_PROFILE: usize = 128;

/// Reads a text and hands on what is in it.
pub fn scan(text: &str, into: &mut CredentialCollector, place: &mut Place) {
    let comments = comments::find(text);
    into.structure.line(0);
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        into,
        place: Place { start: place.start, ..*place },
        at: 0,
        phrase: 0,
        label: None,
        comments: &comments,
        line_state: Line::Live,
        indent: 0,
    };
    scanner.run();
    *place = Place { start: place.start + text.len() + 1, ..scanner.place };
    place.next_paragraph();
}

/// Where in the whole text a piece of it stands.
#[derive(Clone, Copy, Default)]
pub struct Place {
    start: usize,
    line: usize,
    paragraph: usize,
}

impl Place {
    /// What follows is not of the same paragraph.
    fn next_paragraph(&mut self) {
        self.line += 1;
        self.paragraph += 1;
    }
}

pub(super) struct Scanner<'t, 'c> {
    pub text: &'t str,
    pub bytes: &'t [u8],
    pub into: &'c mut CredentialCollector,
    place: Place,
    pub at: usize,
    /// Where the words before `at` begin that may be one name.
    pub phrase: usize,
    pub label: Option<Label>,
    /// The comments that are not passed yet.
    comments: &'t [Range<usize>],
    /// What a diff says of this line.
    line_state: Line,
    /// How far this line is indented.
    indent: usize,
}

/// A name that waits for its value.
#[derive(Clone)]
pub struct Label {
    /// What it says; nothing for a name of something else.
    name: Option<Name>,
    /// The letters of a name of something else.
    foreign: String,
    /// Where its words are.
    pub words: Range<usize>,
    epoch: Option<Epoch>,
    /// Whether only white space and quotes came after it so far.
    near: bool,
    /// Whether it is one word such as `AWS_ACCESS_KEY_ID`, which needs no sign in fish or cmd.
    is_identifier: bool,
    is_phrase: bool,
    /// What kind of text has such names.
    source: Source,
    /// How deep in the document it stands.
    depth: usize,
    line: usize,
}

impl Label {
    /// What the name says the value is.
    pub fn role(&self) -> Option<Role> {
        self.name.as_ref().map(|name| name.role)
    }

    /// Whether the name can mean nothing else.
    pub fn is_strong(&self) -> bool {
        self.name.as_ref().is_some_and(|name| name.strong)
    }
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        let mut line_begins = true;
        while let Some(&byte) = self.bytes.get(self.at) {
            if line_begins {
                line_begins = false;
                self.begin_line();
                continue;
            }
            match byte {
                b'\n' => {
                    line_begins = true;
                    self.end_line();
                }
                b' ' => self.at += 1,
                b':' if self.bytes[self.at..].starts_with(b"://") => self.url(),
                b'=' | b':' => self.sign(),
                b'[' if self.label.as_ref().is_some_and(|it| it.name.is_some()) => {
                    self.default_value();
                }
                b'{' | b'[' => self.open_brace(),
                b'}' | b']' => {
                    self.into.structure.close_brace();
                    self.pass(1, false);
                }
                b'<' => self.tag(),
                b'*' => self.asterisks(),
                b'"' | b'\'' | b'`' | b'\\' | b'\t' => self.pass(1, true),
                _ if is_word(byte) => self.word(),
                _ => self.pass(1, false),
            }
        }
    }

    /// Takes the signs at the beginning of a line, or a section that is all of it.
    fn begin_line(&mut self) {
        let mark = self.bytes.get(self.at).map(|byte| char::from(*byte));
        self.line_state = match mark {
            Some(ADDED) => Line::Added,
            Some(REMOVED) => Line::Removed,
            _ => Line::Live,
        };
        self.at += usize::from(self.line_state != Line::Live);
        self.indent = value::blanks(self.bytes, self.at);
        let is_blank = matches!(self.bytes.get(self.at + self.indent), None | Some(b'\n'));
        if is_blank {
            self.place.paragraph += 1;
        } else {
            self.into.structure.line(self.indent);
        }
        self.section();
    }

    fn end_line(&mut self) {
        self.place.line += 1;
        self.pass(1, true);
    }

    /// Skips signs, which end a phrase.
    pub fn pass(&mut self, count: usize, near: bool) {
        self.at += count;
        self.phrase = self.at;
        if let Some(label) = &mut self.label {
            label.near &= near;
        }
    }

    /// `[name]` or `[profile name]`, alone on a line.
    fn section(&mut self) {
        let start = self.at + self.indent;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b" _.-/@:+".contains(&byte);
        if self.bytes.get(start) != Some(&b'[') {
            return;
        }
        let length = run(self.bytes, start + 1, is_name);
        let close = start + 1 + length;
        let end = close + 1 + value::blanks(self.bytes, (close + 1).min(self.bytes.len()));
        let alone = self.bytes.get(end).is_none_or(|byte| *byte == b'\n');
        let name = self.text[start + 1..(start + 1 + length)].trim();
        let fits = (1..=LONGEST_PROFILE).contains(&length)
            && name.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !fits || self.bytes.get(close) != Some(&b']') || !alone {
            return;
        }
        self.into.structure.section(name.strip_prefix("profile ").unwrap_or(name).trim());
        self.place.next_paragraph();
        self.label = None;
        self.pass(end - self.at, false);
    }

    /// `[None]` or `[****WXYZ]` in a question of `aws configure`.
    fn default_value(&mut self) {
        let length = run(self.bytes, self.at + 1, |byte| !b"[]\n\"".contains(&byte));
        let text = &self.text[self.at + 1..self.at + 1 + length];
        // The text of a link in Markdown is no default.
        let is_link = shape::is_id(text) || shape::is_surely_secret(text);
        let closed = self.bytes.get(self.at + 1 + length) == Some(&b']') && !is_link;
        self.pass(if closed { length + 2 } else { 1 }, false);
    }

    /// What follows is inside what the label names.
    fn open_brace(&mut self) {
        let label = self.label.take();
        let name = label.as_ref().and_then(|label| self.text.get(label.words.clone()));
        self.into.structure.open_brace(name.unwrap_or_default().trim(), label);
        self.pass(1, false);
    }

    /// `<tag>`, `</tag>`, or the `<` of anything else.
    fn tag(&mut self) {
        let closes = usize::from(self.bytes.get(self.at + 1) == Some(&b'/'));
        let from = self.at + 1 + closes;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b":._-".contains(&byte);
        let to = from + run(self.bytes, from.min(self.bytes.len()), is_name);
        let inside = run(self.bytes, to.min(self.bytes.len()), |byte| !b"<>\n".contains(&byte));
        let is_tag = self.bytes.get(from).is_some_and(u8::is_ascii_alphabetic)
            && self.bytes.get(to + inside) == Some(&b'>');
        let attributes = &self.text[to.min(self.text.len())..][..if is_tag { inside } else { 0 }];
        if !is_tag || (inside > 0 && !attributes.contains('=') && attributes.trim() != "/") {
            return self.pass(1, false);
        }
        let name = &self.text[from..to];
        let (length, near) =
            (to + inside + 1 - self.at, self.label.as_ref().is_some_and(|it| it.near));
        if closes == 1 {
            self.into.structure.close_element(name);
            return self.pass(length, near);
        }
        if let Some(name) = names::read(name).filter(|_| inside == 0) {
            self.label = Some(self.label_of(Some(name), from..to, false));
        }
        if !attributes.ends_with('/') {
            self.into.structure.open_element(name);
        }
        // Values also stand in attributes.
        let length = if attributes.contains('=') { to - self.at } else { length };
        self.pass(length, true);
        if self.label.as_ref().is_some_and(|label| label.near) && self.bytes[self.at - 1] == b'>' {
            self.assigned_value(true);
        }
    }

    /// What is hidden, or bold.
    fn asterisks(&mut self) {
        let length = run(self.bytes, self.at, |byte| byte == b'*');
        if length > 3 {
            self.note(self.label.as_ref().and_then(Label::role), NotAKey::Masked);
        }
        self.pass(length, false);
    }

    /// `=`, `:`, `=>` or `: ` after a name.
    fn sign(&mut self) {
        let sign = self.at;
        let words = self.words_before(sign);
        if self
            .label
            .as_ref()
            .is_none_or(|label| !label.near || label.is_phrase || label.name.is_none())
        {
            self.name_before(words);
        }
        let length = run(self.bytes, sign, |byte| b" \t=:>".contains(&byte));
        let ends_line = matches!(self.bytes.get(sign + length), None | Some(b'\n'));
        if ends_line && self.bytes[sign] == b':' && self.is_key_alone(sign) {
            let name =
                self.text[self.phrase..sign].trim().trim_start_matches(['-', ' ']).to_owned();
            self.into.structure.open_indented(self.indent, &name);
        }
        let assigned = length == 1 && self.bytes[sign] == b'=';
        let gap =
            self.bytes[sign] == b'=' && length > 1 && sign > 0 && is_word(self.bytes[sign - 1]);
        self.pass(length, false);
        // A shell's `NAME= ` sets nothing: what follows is the next word.
        let is_shell = gap && self.bytes[sign + 1] == b' ';
        if !is_shell {
            self.assigned_value(assigned);
        } else if self.label.as_ref().is_some_and(|label| label.name.is_some()) {
            self.label.as_mut().expect("a label").near = false;
        }
    }

    /// The words that a sign makes a name: those since other signs, or what is quoted.
    fn words_before(&self, sign: usize) -> Range<usize> {
        let from = self.phrase.max(sign.saturating_sub(names::LONGEST));
        let gap = self.bytes[from..sign].iter().any(|byte| !byte.is_ascii_whitespace());
        let quote = from.checked_sub(1).filter(|at| !gap && value::is_quote(self.bytes[*at]));
        let Some(close) = quote else { return from..sign };
        let quoted = &self.bytes[close.saturating_sub(names::LONGEST)..close];
        scan_budget::spend(quoted.len());
        let length = quoted.iter().rev().position(|byte| *byte == self.bytes[close]);
        close - length.unwrap_or(0)..close
    }

    /// Whether a line has nothing on it but one word before a colon.
    fn is_key_alone(&self, colon: usize) -> bool {
        let words = &self.text[self.phrase..colon];
        let word = words.trim().trim_start_matches(['-', ' ']);
        !word.is_empty() && !word.contains(' ') && words.len() <= names::LONGEST + self.indent
    }

    /// Makes the words before a sign the label.
    fn name_before(&mut self, words: Range<usize>) {
        let Some(text) = self.text.get(words.clone()) else { return };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let name = names::read(trimmed);
        let is_phrase = trimmed.contains(' ');
        if names::is(trimmed.as_bytes(), "value") && self.label.is_some() {
            return;
        }
        self.label = Some(self.label_of(name, words, is_phrase));
    }

    fn label_of(&self, name: Option<Name>, words: Range<usize>, is_phrase: bool) -> Label {
        let text = self.text.get(words.clone()).unwrap_or_default();
        Label {
            foreign: if name.is_none() { names::letters(text) } else { String::new() },
            epoch: names::epoch(text),
            near: true,
            is_identifier: text.contains('_') || text.starts_with('-'),
            is_phrase,
            source: self.source(words.start, words.end),
            depth: self.into.structure.depth(),
            line: self.place.line,
            name,
            words,
        }
    }

    /// Reads the value that begins here, behind a sign.
    fn assigned_value(&mut self, assigned: bool) {
        let Some(role) = self.label.as_ref().and_then(Label::role) else { return };
        self.named_value(role, assigned);
    }

    /// A word may be a value, part of a name, or neither.
    fn word(&mut self) {
        let start = self.at;
        let length = run(self.bytes, start, is_word);
        let end = start + length;
        if self.shaped(start, end) {
            return;
        }
        let word = &self.text[start..end];
        // Signs alone are signs, though they could be a part of a word. They may stand between a
        // name and its value, once.
        if !word.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            self.label = self.label.take().filter(|label| label.near);
            return self.pass(length, false);
        }
        if let Some(name) = names::read(word) {
            self.label = Some(self.label_of(Some(name), start..end, false));
        } else if names::ends(&self.bytes[self.phrase..end]) {
            let mut from = self.phrase.max(end.saturating_sub(names::LONGEST));
            while !self.text.is_char_boundary(from) {
                from += 1;
            }
            let name = names::read(&self.text[from..end]);
            self.label = Some(self.label_of(name, from..end, true));
        } else if self.bytes[end..].starts_with(b"://") {
            // The scheme of a URL belongs to its value.
            let is_server = |label: &Label| label.near && label.role() == Some(Role::Endpoint);
            if self.label.as_ref().is_some_and(is_server) && self.named_value(Role::Endpoint, false)
            {
                return;
            }
        } else if let Some(label) = self.label.take() {
            if self.follows(&label, start, length) {
                self.label = Some(label);
                let is_taken = self.label.as_ref().and_then(Label::role);
                if is_taken.is_some_and(|role| self.named_value(role, false)) {
                    return;
                }
                self.label = None;
            } else if names::is(word.as_bytes(), "value") {
                // `name: AWS_ACCESS_KEY_ID` and `value: …` are one pair in YAML and in JSON.
                self.label = Some(label);
            }
        }
        if self.label.is_none() && names::is(word.as_bytes(), "value") {
            self.label = self.into.structure.label();
        }
        self.at = end;
    }

    /// Whether a word may be the value of a name without a sign between them: after a variable in
    /// fish or cmd; or alone on the line below a name.
    fn follows(&self, label: &Label, start: usize, length: usize) -> bool {
        let Some(role) = label.role() else { return false };
        let is_below = || {
            let before = &self.bytes[..start];
            let begins = before.iter().rev().find(|byte| !b" \t\"'`".contains(byte));
            begins.is_none_or(|byte| *byte == b'\n')
                && (1..=2).contains(&(self.place.line - label.line))
                && self.text[start..start + length].bytes().any(|byte| byte.is_ascii_digit())
        };
        match role {
            Role::Expires => true,
            Role::Id | Role::Secret if label.near && !label.is_identifier => {
                length >= 8 && is_below()
            }
            _ => label.near && (label.is_identifier && length >= 8),
        }
    }

    /// Whether a name of a part of credentials stands before this on the line.
    pub fn is_named_here(&self) -> bool {
        let is_here = |label: &Label| label.name.is_some() && label.line == self.place.line;
        self.label.as_ref().is_some_and(is_here)
    }

    /// What is said in parentheses behind a value: `(old)`.
    fn epoch_after(&self, end: usize) -> Option<Epoch> {
        let inside = self.text[end..].trim_start_matches(' ').strip_prefix('(')?;
        let length = inside.bytes().take(24).position(|byte| byte == b')')?;
        names::epoch(&inside[..length])
    }

    /// The group, line and state of a value that stands here.
    fn entry(&mut self, role: Role, confidence: Confidence, text: Secret) -> Entry {
        let at = self.at;
        let state = if self.is_comment() { Line::Commented } else { self.line_state };
        let depth = self.label.as_ref().map_or(usize::MAX, |label| label.depth);
        let name = self.label.as_ref().and_then(|label| label.name.as_ref());
        Entry {
            role,
            confidence,
            moment: None,
            is_named: self.label.is_some(),
            qualifier: match (name, &self.label) {
                (Some(name), _) => name.qualifier.clone(),
                (None, Some(label)) => label.foreign.clone(),
                _ => String::new(),
            },
            is_phrase: self.label.as_ref().is_some_and(|label| label.is_phrase),
            is_strong: name.is_some_and(|name| name.strong),
            epoch: self
                .label
                .as_ref()
                .and_then(|label| label.epoch)
                .or_else(|| self.epoch_before()),
            source: self.label.as_ref().map(|label| label.source),
            is_swapped: name.is_some_and(|name| name.role == Role::Id) && role == Role::Secret,
            state,
            group: self.into.structure.group(depth),
            paragraph: self.place.paragraph,
            line: self.place.line,
            at: self.place.start + at,
            text,
        }
    }

    /// Whether this place is in a comment.
    fn is_comment(&mut self) -> bool {
        while let [comment, rest @ ..] = self.comments
            && comment.end <= self.at
        {
            self.comments = rest;
        }
        self.comments.first().is_some_and(|comment| comment.contains(&self.at))
    }

    /// What the words before a value say, such as `replaces`.
    fn epoch_before(&self) -> Option<Epoch> {
        let from = self.phrase.max(self.at.saturating_sub(names::LONGEST));
        self.text.get(from..self.at).and_then(names::epoch)
    }

    /// Takes a value that ends there.
    pub fn put(&mut self, role: Role, confidence: Confidence, text: Secret, end: usize) {
        let mut entry = self.entry(role, confidence, text);
        entry.epoch = entry.epoch.or_else(|| self.epoch_after(end));
        if let Some(before) = self.into.entries.last_mut()
            && before.role == Role::Id
            && role == Role::Id
            && before.line == entry.line
        {
            // `OLD -> NEW`
            let between = self.text.get(before.at + shape::ID_LENGTH - self.place.start..self.at);
            let arrows = ["->", "-->", "=>", "→", "➜"];
            if between.is_some_and(|text| arrows.contains(&text.trim())) {
                before.epoch = Some(Epoch::Old);
            }
        }
        self.into.entries.push(entry);
        self.done(end);
    }

    /// Takes a moment.
    pub fn put_moment(&mut self, moment: Timestamp, end: usize) {
        let entry = self.entry(Role::Expires, Confidence::Name, Secret::default());
        self.into.entries.push(Entry { moment: Some(moment), ..entry });
        self.done(end);
    }

    /// Notes something that is no part of a key.
    pub fn note(&mut self, role: Option<Role>, kind: NotAKey) {
        if !self.is_comment() && self.line_state != Line::Removed {
            self.into.note(role, kind);
        }
    }

    pub fn done(&mut self, end: usize) {
        let passed = &self.bytes[self.at.min(end)..end];
        scan_budget::spend(passed.len());
        self.place.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = end;
        self.phrase = end;
        self.label = None;
    }

    /// What kind of text has a name like this.
    fn source(&self, start: usize, end: usize) -> Source {
        let word = self.text.get(start..end).unwrap_or_default();
        let before = start.checked_sub(1).map(|at| self.bytes[at]);
        let after = self.bytes.get(end);
        let is_key = matches!(self.bytes.get(end + 1..), Some([b':', ..] | [b' ', b':', ..]));
        if before == Some(b'"') && after == Some(&b'"') && is_key {
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
pub fn is_word(byte: u8) -> bool {
    shape::is_base64(byte) || b"_.-".contains(&byte)
}
