//! The cells of the fault matrix: every fault with every action.

use super::model::{Action, Ending, Row};
use super::table::{ROWS, SAMPLE};

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

/// The cells that run with the stories, in every engine.
pub fn sample() -> impl Iterator<Item = Cell> {
    cells().filter(|cell| SAMPLE.contains(&(cell.action, cell.row.name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::faults::model::Injection;
    use crate::web::fault::Fault;

    #[test]
    fn cell_names_are_unique() {
        let names: BTreeSet<_> = cells().map(|cell| cell.name()).collect();
        assert_eq!(names.len(), ROWS.len() * Action::ALL.len());
    }

    #[test]
    fn the_sample_is_part_of_the_matrix() {
        assert_eq!(sample().count(), SAMPLE.len());
    }

    /// The rule without exception: the page requests a key once. What the browser repeats by itself is
    /// not the page's to prevent.
    #[test]
    fn create_is_retried_only_after_a_refusal() {
        for cell in cells().filter(|cell| cell.action == Action::Create) {
            let is_repeated = matches!(
                cell.row.injection,
                Injection::First(_, Fault::Throttle | Fault::Clock(_) | Fault::CloseReused)
                    | Injection::Every(Fault::Throttle | Fault::Clock(_))
            );
            assert!(is_repeated || cell.ending.calls() <= 1, "{}", cell.name());
        }
    }
}
