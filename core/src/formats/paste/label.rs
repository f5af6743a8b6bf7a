//! A name that waits for its value.

use std::ops::Range;

use super::epoch::Epoch;
use super::names::{Name, Role};
use super::outcome::Source;

/// A name that waits for its value.
#[derive(Clone)]
pub struct Label {
    /// What it says; nothing for a name of something else.
    pub name: Option<Name>,
    /// The letters of a name of something else.
    pub foreign: String,
    /// Where its words are.
    pub words: Range<usize>,
    pub epoch: Option<Epoch>,
    /// Whether only white space and quotes came after it so far.
    pub near: bool,
    /// Whether it is one word such as `AWS_ACCESS_KEY_ID`, which needs no sign in fish or cmd.
    pub is_identifier: bool,
    pub is_phrase: bool,
    /// What kind of text has such names.
    pub source: Source,
    /// How deep in the document it stands.
    pub depth: usize,
    pub line: usize,
}

impl Label {
    /// What the name says the value is.
    pub fn role(&self) -> Option<Role> {
        self.name.as_ref().map(|name| name.role)
    }

    /// Whether the name may begin earlier, where its phrase does: `Staging secret`.
    pub fn may_be_longer(&self, phrase: usize) -> bool {
        self.is_phrase || (phrase < self.words.start && !self.is_identifier)
    }

    /// Whether the name can mean nothing else.
    pub fn is_strong(&self) -> bool {
        self.name.as_ref().is_some_and(|name| name.strong)
    }
}
