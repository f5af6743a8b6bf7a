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

use super::collector::CredentialCollector;
use super::comments;
use super::entry::Line;
use super::label::Label;
use super::names::{self, Role};
use super::scan_budget::{self, run};
use super::undo::{ADDED, REMOVED};
use super::value;
use crate::keys::shape;

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
        word: Word::default(),
    };
    scanner.run();
    *place = Place { start: place.start + text.len() + 1, ..scanner.place };
    place.next_paragraph();
}

/// Where in the whole text a piece of it stands.
#[derive(Clone, Copy, Default)]
pub struct Place {
    pub start: usize,
    pub line: usize,
    pub paragraph: usize,
}

impl Place {
    /// What follows is not of the same paragraph.
    fn next_paragraph(&mut self) {
        self.line += 1;
        self.paragraph += 1;
    }
}

pub struct Scanner<'t, 'c> {
    pub text: &'t str,
    pub bytes: &'t [u8],
    pub into: &'c mut CredentialCollector,
    pub place: Place,
    pub at: usize,
    /// Where the words before `at` begin that may be one name.
    pub phrase: usize,
    pub label: Option<Label>,
    /// The comments that are not passed yet.
    pub comments: &'t [Range<usize>],
    /// What a diff says of this line.
    pub line_state: Line,
    /// How far this line is indented.
    pub indent: usize,
    /// The word that was looked at last.
    word: Word,
}

/// Where a word ends.
#[derive(Clone, Copy, Default)]
pub struct Word {
    pub end: usize,
    /// Where it ends without the dots behind it.
    pub bare_end: usize,
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

    /// Reads the value that begins here, behind a sign.
    pub(super) fn assigned_value(&mut self, assigned: bool) {
        let Some(role) = self.label.as_ref().and_then(Label::role) else { return };
        self.named_value(role, assigned);
    }

    /// Where the word ends that stands here. A word of which a part is taken goes on behind it, to
    /// the same end, which is not looked for again.
    pub(super) fn word_at(&mut self, from: usize) -> Word {
        if from >= self.word.end {
            let end = from + run(self.bytes, from, is_word);
            let bare_end = from + self.text[from..end].trim_end_matches('.').len();
            self.word = Word { end, bare_end };
        }
        self.word
    }

    /// A word may be a value, part of a name, or neither.
    fn word(&mut self) {
        let start = self.at;
        let end = self.word_at(start).end;
        let length = end - start;
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
            if self.label.as_ref().is_some_and(is_server) {
                self.named_value(Role::Endpoint, false);
            }
        } else if let Some(label) = self.label.take() {
            if self.follows(&label, start, length) {
                self.label = Some(label);
                let role = self.label.as_ref().and_then(Label::role);
                if let Some(role) = role {
                    self.named_value(role, false);
                }
                if self.at > start {
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
        self.at = self.at.max(end);
    }

    /// Whether a word may be the value of a name without a sign between them: after a variable in
    /// fish or cmd; or alone on the line below a name.
    fn follows(&self, label: &Label, start: usize, length: usize) -> bool {
        let Some(role) = label.role() else { return false };
        let is_below = || {
            let before = &self.bytes[..start];
            let last = before.iter().rposition(|byte| !b" \t\"'`".contains(byte));
            scan_budget::spend(start - last.unwrap_or(0));
            last.is_none_or(|last| before[last] == b'\n')
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
}

/// Letters of names, ids, secrets and tokens, but for the `=` that is also a sign.
pub fn is_word(byte: u8) -> bool {
    shape::is_base64(byte) || b"_.-".contains(&byte)
}
