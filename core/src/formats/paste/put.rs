//! The scanner's entries: what is taken, with its name and its place in the document.

use super::entry::{Confidence, Entry, EntryLabel, Line};
use super::epoch::{self, Epoch};
use super::names::{self, Role};
use super::outcome::NotAKey;
use super::scan::Scanner;
use super::scan_budget::{self, run};
use crate::keys::shape;
use crate::{Secret, Timestamp};

impl Scanner<'_, '_> {
    /// What is said in parentheses behind a value: `(old)`.
    pub(super) fn epoch_after(&self, end: usize) -> Option<Epoch> {
        let blanks = run(self.bytes, end, |byte| byte == b' ');
        let inside = self.text[end + blanks..].strip_prefix('(')?;
        let length = inside.bytes().take(24).position(|byte| byte == b')')?;
        epoch::of_name(&inside[..length])
    }

    /// The group, line and state of a value that stands here.
    pub(super) fn entry(&mut self, role: Role, confidence: Confidence, text: Secret) -> Entry {
        let at = self.at;
        let state = if self.is_comment() { Line::Commented } else { self.line_state };
        let depth = self.label.as_ref().map_or(usize::MAX, |label| label.depth);
        let name = self.label.as_ref().and_then(|label| label.name.as_ref());
        Entry {
            role,
            confidence,
            moment: None,
            label: self.label.as_ref().map(|label| EntryLabel {
                qualifier: name.map_or(&label.foreign, |name| &name.qualifier).clone(),
                is_phrase: label.is_phrase,
                is_strong: label.is_strong(),
                is_foreign: label.name.is_none(),
            }),
            epoch: self
                .label
                .as_ref()
                .and_then(|label| label.epoch)
                .or_else(|| self.epoch_before()),
            source: self.label.as_ref().map(|label| label.source),
            is_swapped: name.is_some_and(|name| name.role == Role::Id) && role == Role::Secret,
            state,
            group: self.into.structure.group(depth),
            part: self.into.structure.part(depth),
            paragraph: self.place.paragraph,
            line: self.place.line,
            at: self.place.start + at,
            text,
        }
    }

    /// Whether this place is in a comment.
    pub(super) fn is_comment(&mut self) -> bool {
        while let [comment, rest @ ..] = self.comments
            && comment.end <= self.at
        {
            self.comments = rest;
        }
        self.comments.first().is_some_and(|comment| comment.contains(&self.at))
    }

    /// What the words before a value say, such as `replaces`.
    pub(super) fn epoch_before(&self) -> Option<Epoch> {
        let from = self.phrase.max(self.at.saturating_sub(names::LONGEST));
        self.text.get(from..self.at).and_then(epoch::before)
    }

    /// Takes a value that ends there.
    pub(super) fn put(&mut self, role: Role, confidence: Confidence, text: Secret, end: usize) {
        debug_assert!(!text.expose().is_empty(), "a part of a key has a text");
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
    pub(super) fn put_moment(&mut self, moment: Timestamp, end: usize) {
        let entry = self.entry(Role::Expires, Confidence::Name, Secret::default());
        self.into.entries.push(Entry { moment: Some(moment), ..entry });
        self.done(end);
    }

    /// Notes something that is no part of a key.
    pub(super) fn note(&mut self, role: Option<Role>, kind: NotAKey) {
        if !self.is_comment() && self.line_state != Line::Removed {
            self.into.note(role, kind);
        }
    }

    pub(super) fn done(&mut self, end: usize) {
        let passed = &self.bytes[self.at.min(end)..end];
        scan_budget::spend(passed.len());
        self.place.line += passed.split(|byte| *byte == b'\n').count() - 1;
        self.at = end;
        self.phrase = end;
        self.label = None;
    }
}
