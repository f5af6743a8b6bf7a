//! What came of the last text.

use keycutter_core::Timestamp;
use keycutter_core::formats::paste::{Found, NotUnderstood, Part, Unreadable};
use keycutter_core::messages;

/// What came of the last text.
pub enum Outcome {
    /// Nothing was pasted, or it was emptied.
    Nothing,
    /// A text waits for the reader to be loaded.
    Waiting,
    /// The reader could not be loaded.
    NotLoaded,
    /// One set of credentials, which fills the form.
    One(Filled),
    /// Several, of which one may be chosen.
    Several(Vec<Found>, Option<Filled>),
    /// None.
    Missed(NotUnderstood),
    /// A file that is not read.
    Unreadable(Unreadable),
}

/// What filled the form.
pub struct Filled {
    /// What is said of it.
    pub text: String,
    /// Whether it is an example of AWS's documentation, which the fields refuse.
    pub is_example: bool,
    /// The half that stayed in the form while this one took the place of another.
    pub kept: Option<Part>,
    /// The server that the text names for it, to be offered.
    pub endpoint_url: Option<String>,
}

impl Filled {
    /// What is said of it at this time; `rest` follows, such as what is still missing.
    pub fn new(found: &Found, now: Timestamp, rest: &str, kept: Option<Part>) -> Self {
        let is_example = found.is_example();
        let text = messages::paste::found(found, now);
        Self {
            // The example is no use whatever is missing.
            text: if is_example { text } else { text + rest },
            is_example,
            kept,
            endpoint_url: found.endpoint_url.clone(),
        }
    }
}

impl Outcome {
    /// What filled the form last.
    pub fn filled(&self) -> Option<&Filled> {
        match self {
            Self::One(filled) | Self::Several(_, Some(filled)) => Some(filled),
            _ => None,
        }
    }

    /// Takes back what was said of an example, once the fields say it.
    pub fn leave_to_fields(&mut self) {
        if !self.filled().is_some_and(|filled| filled.is_example) {
            return;
        }
        match self {
            Self::Several(_, filled) => *filled = None,
            _ => *self = Self::Nothing,
        }
    }
}
