//! A value of a text, and all that says what it belongs to.

use super::epoch::Epoch;
use super::names::Role;
use super::outcome::{Origin, Source};
use crate::{Secret, Timestamp};

/// How certain it is that a value is what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// By an ambiguous name, such as `secret`.
    Guess,
    /// By its own shape, without a name.
    Shape,
    /// By an unambiguous name, or because it can be nothing else.
    Name,
}

/// Whether the line that a value stands on is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Live,
    /// Added by a diff.
    Added,
    /// Removed by a diff.
    Removed,
    /// Commented out.
    Commented,
}

/// A value, and all that says what it belongs to.
pub struct Entry {
    pub role: Role,
    pub text: Secret,
    /// Of an expiry.
    pub moment: Option<Timestamp>,
    pub confidence: Confidence,
    /// The name before it.
    pub label: Option<EntryLabel>,
    pub epoch: Option<Epoch>,
    pub source: Option<Source>,
    /// Whether it is a secret under the name of an id.
    pub is_swapped: bool,
    pub state: Line,
    pub group: usize,
    /// What the object that it is in is about; empty where it has no name of its own.
    pub part: String,
    pub paragraph: usize,
    pub line: usize,
    pub at: usize,
}

/// What the name before a value says of it.
pub struct EntryLabel {
    /// What it says besides the role; or all of it, where it says no role.
    pub qualifier: String,
    /// Whether it is several words.
    pub is_phrase: bool,
    /// Whether it can mean nothing else.
    pub is_strong: bool,
    /// Whether it is the name of something else.
    pub is_foreign: bool,
}

impl Entry {
    /// Whether a name stands before it.
    pub fn is_named(&self) -> bool {
        self.label.is_some()
    }

    /// What its name says besides the role; empty without a name.
    pub fn qualifier(&self) -> &str {
        self.label.as_ref().map_or("", |label| &label.qualifier)
    }

    /// Whether its name is several words.
    pub fn is_phrase(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.is_phrase)
    }

    /// Whether its name can mean nothing else.
    pub fn is_strong(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.is_strong)
    }
}

/// The origin of a set or a half, by one of its values.
pub fn origin_of(entry: &Entry) -> Origin {
    match entry.state {
        Line::Live | Line::Added => Origin::Live,
        Line::Removed => Origin::Removed,
        Line::Commented => Origin::Commented,
    }
}

/// Entries without those that say the same as another; of those the surest, in the order of the
/// text.
pub fn distinct(mut entries: Vec<&Entry>) -> Vec<&Entry> {
    let sureness = |entry: &Entry| (entry.is_strong(), entry.is_named(), entry.confidence);
    let is_same = |a: &Entry, b: &Entry| a.role == b.role && a.text.expose() == b.text.expose();
    entries.sort_by(|a, b| {
        let order = (a.role as u8, a.text.expose()).cmp(&(b.role as u8, b.text.expose()));
        order.then(sureness(b).cmp(&sureness(a))).then(a.at.cmp(&b.at))
    });
    entries.dedup_by(|a, b| a.moment.is_none() && is_same(a, b));
    entries.sort_by_key(|entry| entry.at);
    entries
}
