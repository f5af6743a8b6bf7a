//! The fault matrix: what goes wrong with which call, and how it has to end.
//!
//! One table of data ([`ROWS`]) with three readers: the end-to-end tests, which make each fault
//! happen and hold the page to the ending; `cargo xtask test faults`, which prints how that went;
//! and [`document`], which is `docs/faults.md`.

mod table;
mod text;

use std::path::PathBuf;

use crate::web::fault::Fault;

pub use table::{CUT, ROWS};
pub use text::{Outcome, document};

/// What the page does when it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Asks who is calling, to sign in.
    Identity,
    /// Lists the keys for the first time.
    List,
    /// Asks when a key was last used.
    LastUsed,
    /// Makes a key.
    Create,
    /// Makes a key inactive.
    Update,
    /// Deletes an inactive key.
    Delete,
}

impl Action {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 6] =
        [Self::Identity, Self::List, Self::LastUsed, Self::Create, Self::Update, Self::Delete];

    /// The word in a cell's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::List => "list",
            Self::LastUsed => "last_used",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    /// The call.
    #[must_use]
    pub const fn call(self) -> &'static str {
        match self {
            Self::Identity => "GetCallerIdentity",
            Self::List => "ListAccessKeys",
            Self::LastUsed => "GetAccessKeyLastUsed",
            Self::Create => "CreateAccessKey",
            Self::Update => "UpdateAccessKey",
            Self::Delete => "DeleteAccessKey",
        }
    }
}

/// How a fault is made to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// From this call on nobody listens at the endpoint: other calls are refused as well.
    NobodyListens,
    /// The first calls of the action go wrong, so many of them.
    First(u32, Fault),
    /// Every call of the action goes wrong.
    Every(Fault),
}

/// One fault, with the ending of each action under it.
#[derive(Debug)]
pub struct Row {
    /// The word in a cell's name.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// How it is made to happen.
    pub way: Way,
    /// How each action ends, in the order of [`Action::ALL`].
    pub ends: [Ending; 6],
}

/// How an action has to end. "Calls" are those of the action itself that arrive at the endpoint,
/// repeats included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done, by one call, and nothing is said.
    Done,
    /// It is done, by one call: the answer looks unusual and is read all the same.
    Read,
    /// It is done, by so many calls, and nothing is said in the end.
    Repeated(usize),
    /// It is done, by two calls, the second no sooner than the server had asked for. A strip says
    /// that the page waits.
    Waited(Wait),
    /// It is done, by two calls, and a note says that the clock is off.
    Corrected(Clock),
    /// One call got no good answer; the list shows that it is done.
    Looked,
    /// It is not done, and an alert says why, after so many calls.
    Told(Why, usize),
    /// `Last used` says `Not told`, after so many calls, and there is no alert.
    NotTold(usize),
    /// One call; the list shows that nothing was made.
    NothingMade(Why),
    /// One call; the list shows a key whose secret is lost.
    SecretLost,
    /// No call arrived, and the list cannot be had either.
    NobodyKnows(Why),
}

impl Ending {
    /// How many calls of the action have to arrive.
    #[must_use]
    pub const fn calls(self) -> usize {
        match self {
            Self::Repeated(calls) | Self::Told(_, calls) | Self::NotTold(calls) => calls,
            Self::Waited(_) | Self::Corrected(_) => 2,
            Self::Done | Self::Read | Self::Looked | Self::NothingMade(_) | Self::SecretLost => 1,
            Self::NobodyKnows(_) => 0,
        }
    }

    /// Whether what the person wanted is done, and the page knows it.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::Read
                | Self::Repeated(_)
                | Self::Waited(_)
                | Self::Corrected(_)
                | Self::Looked
        )
    }
}

/// Why an action was not done, as an alert says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing came back that a page may read.
    NoAnswer,
    /// Nothing came back in time.
    TimedOut,
    /// What came back is no answer of IAM's. The status is told.
    Unreadable(u16),
    /// The server says that it failed.
    Failure,
}

impl Why {
    /// The code of the alert.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "NoAnswer",
            Self::TimedOut => "TimedOut",
            Self::Unreadable(_) => "UnreadableAnswer",
            Self::Failure => "ServiceFailure",
        }
    }

    /// The sentence that says what happened.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::NoAnswer => "No response came".to_owned(),
            Self::TimedOut => "No response came within 20 seconds.".to_owned(),
            Self::Unreadable(status) => {
                format!("with HTTP status {status}, is not in the format of IAM and STS.")
            }
            Self::Failure => "The server could not process the request.".to_owned(),
        }
    }
}

/// What the page waits for before it asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The server asked for fewer requests.
    Throttled,
    /// The server is in trouble.
    Trouble,
}

impl Wait {
    /// How long the server asks to be left alone, in seconds: long enough for the strip to be read.
    pub const SECONDS: u32 = 4;

    /// How the strip begins; it goes on with the seconds.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Throttled => "The server is limiting requests; trying again in",
            Self::Trouble => "The server did not respond as expected; trying again in",
        }
    }
}

/// Which way this device's clock is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It is a day behind the server's.
    DaySlow,
    /// It is a day ahead of the server's.
    DayFast,
}

impl Clock {
    /// The note.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::DaySlow => {
                "This device's clock is 1 day slow. Keycutter corrects for it: \
                 signatures with the wrong time are refused."
            }
            Self::DayFast => {
                "This device's clock is 1 day fast. Keycutter corrects for it: \
                 signatures with the wrong time are refused."
            }
        }
    }
}

/// One fault with one action.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The fault.
    pub row: &'static Row,
    /// The action.
    pub action: Action,
    /// How it has to end.
    pub ending: Ending,
}

impl Cell {
    /// `faults::create::reset_after`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("faults::{}::{}", self.action.name(), self.row.name)
    }
}

/// Every cell, row by row.
pub fn cells() -> impl Iterator<Item = Cell> {
    ROWS.iter().flat_map(|row| {
        let ends = Action::ALL.into_iter().zip(row.ends);
        ends.map(move |(action, ending)| Cell { row, action, ending })
    })
}

/// The telling cells that run in every engine, whenever the stories do.
pub fn cut() -> impl Iterator<Item = Cell> {
    cells().filter(|cell| CUT.contains(&(cell.action, cell.row.name)))
}

/// Where the table is kept for people.
#[must_use]
pub fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/faults.md"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn the_document_is_what_the_matrix_proves() {
        let kept = fs::read_to_string(path()).unwrap_or_default();
        assert!(
            kept == document(&|_| Outcome::Well),
            "docs/faults.md is stale: `cargo xtask test faults` runs the matrix and writes it anew."
        );
    }

    #[test]
    fn no_two_cells_have_one_name() {
        let names: BTreeSet<_> = cells().map(|cell| cell.name()).collect();
        assert_eq!(names.len(), ROWS.len() * Action::ALL.len());
    }

    #[test]
    fn the_cut_is_of_the_matrix() {
        assert_eq!(cut().count(), CUT.len());
    }

    /// The one rule that must never bend: a key is made at most once for each time it is asked for.
    #[test]
    fn a_key_is_asked_for_again_only_after_a_refusal() {
        for cell in cells().filter(|cell| cell.action == Action::Create) {
            let refused = matches!(
                cell.row.way,
                Way::First(_, Fault::Throttle | Fault::Clock(_))
                    | Way::Every(Fault::Throttle | Fault::Clock(_))
            );
            assert!(refused || cell.ending.calls() <= 1, "{}", cell.name());
        }
    }
}
