//! The scanner's signs: what stands between names and values, and what makes words a name.

use std::ops::Range;

use super::epoch;
use super::label::Label;
use super::names::{self, Name};
use super::outcome::{NotAKey, Source};
use super::scan::{Scanner, is_word};
use super::scan_budget::{self, run};
use super::value;
use crate::keys::shape;

impl Scanner<'_, '_> {
    /// `[None]` or `[****WXYZ]` in a question of `aws configure`.
    pub(super) fn default_value(&mut self) {
        let length = run(self.bytes, self.at + 1, |byte| !b"[]\n\"".contains(&byte));
        let text = &self.text[self.at + 1..self.at + 1 + length];
        // The text of a link in Markdown is no default.
        let is_link = shape::is_id(text) || shape::is_surely_secret(text);
        let closed = self.bytes.get(self.at + 1 + length) == Some(&b']') && !is_link;
        self.pass(if closed { length + 2 } else { 1 }, false);
    }

    /// What follows is inside what the label names.
    pub(super) fn open_brace(&mut self) {
        let label = self.label.take();
        let name = label.as_ref().and_then(|label| self.text.get(label.words.clone()));
        self.into.structure.open_brace(name.unwrap_or_default().trim(), label);
        self.pass(1, false);
    }

    /// `<tag>`, `</tag>`, or the `<` of anything else.
    pub(super) fn tag(&mut self) {
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
    pub(super) fn asterisks(&mut self) {
        let length = run(self.bytes, self.at, |byte| byte == b'*');
        if length > 3 {
            self.note(self.label.as_ref().and_then(Label::role), NotAKey::Masked);
        }
        self.pass(length, false);
    }

    /// `=`, `:`, `=>` or `: ` after a name.
    pub(super) fn sign(&mut self) {
        let sign = self.at;
        let words = self.words_before(sign);
        if self.label.as_ref().is_none_or(|label| {
            !label.near || label.name.is_none() || label.may_be_longer(words.start)
        }) {
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
        } else if let Some(label) = &mut self.label {
            label.near = false;
        }
    }

    /// The words that a sign makes a name: those since other signs, or what is quoted.
    pub(super) fn words_before(&self, sign: usize) -> Range<usize> {
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
    pub(super) fn is_key_alone(&self, colon: usize) -> bool {
        let words = &self.text[self.phrase..colon];
        scan_budget::spend(words.len());
        let word = words.trim().trim_start_matches(['-', ' ']);
        !word.is_empty() && !word.contains(' ') && words.len() <= names::LONGEST + self.indent
    }

    /// Makes the words before a sign the label.
    pub(super) fn name_before(&mut self, words: Range<usize>) {
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

    pub(super) fn label_of(
        &self,
        name: Option<Name>,
        words: Range<usize>,
        is_phrase: bool,
    ) -> Label {
        let text = self.text.get(words.clone()).unwrap_or_default();
        Label {
            foreign: if name.is_none() { names::letters(text) } else { String::new() },
            epoch: epoch::of_name(text),
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

    /// What kind of text has a name like this.
    pub(super) fn source(&self, start: usize, end: usize) -> Source {
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
