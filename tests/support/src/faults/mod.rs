//! The fault matrix: which fault happens to which call, and how the action has to end.
//!
//! [`ROWS`] is data with three readers: the end-to-end tests, which inject each fault and assert the
//! ending; `cargo xtask test faults`, which prints the results; and [`document`], which is
//! `docs/faults.md`.

mod cells;
mod document;
mod model;
mod table;

pub use cells::{Cell, cells, sample};
pub use document::{Outcome, document, path};
pub use model::{Action, Clock, Ending, Injection, Reason, Row, Wait};
pub use table::{ROWS, SAMPLE};
