//! A flow tested as a table: every state × every event, each cell asserted.
//!
//! States and events are samples with a name. A test lists the cells in which something happens;
//! in every other cell the state has to stay exactly as it is, and nothing may be asked for.

use std::collections::BTreeSet;
use std::fmt::Debug;

use keycutter_core::flows::Flow;

/// What happens in one cell: this state, at this event, becomes what reads like that, and asks for
/// these effects.
pub type Cell<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);

/// Samples by name. They are made again for each cell, since nothing that holds a secret is cloned.
pub type Samples<T> = Vec<(&'static str, Box<dyn Fn() -> T>)>;

/// One sample.
pub fn sample<T>(
    name: &'static str,
    make: impl Fn() -> T + 'static,
) -> (&'static str, Box<dyn Fn() -> T>) {
    (name, Box::new(make))
}

/// A flow's samples, and how a test puts them into words.
pub struct Table<F: Flow> {
    /// Each state.
    pub states: Samples<F>,
    /// Each event.
    pub events: Samples<F::Event>,
    /// A state in words, without what no test is about.
    pub state: fn(&F) -> String,
    /// An effect in words.
    pub effect: fn(&F::Effect) -> String,
}

impl<F: Flow + Debug> Table<F> {
    /// Asserts every cell, and that each of those listed is one.
    pub fn assert(&self, cells: &[Cell]) {
        let mut unused: BTreeSet<_> = cells.iter().map(|(from, at, ..)| (*from, *at)).collect();
        assert_eq!(unused.len(), cells.len(), "a cell is listed twice");
        for (state_name, state) in &self.states {
            for (event_name, event) in &self.events {
                let cell = format!("{state_name} at {event_name}");
                unused.remove(&(*state_name, *event_name));
                let before = state();
                let unchanged = format!("{before:?}");
                let (after, effects) = before.update(event());
                let effects: Vec<_> = effects.iter().map(self.effect).collect();
                let is_listed = |it: &&Cell| it.0 == *state_name && it.1 == *event_name;
                if let Some((_, _, next, asked)) = cells.iter().find(is_listed) {
                    assert_eq!((self.state)(&after), *next, "{cell}");
                    assert_eq!(effects, *asked, "effects of {cell}");
                } else {
                    assert_eq!(format!("{after:?}"), unchanged, "{cell}");
                    assert_eq!(effects, [""; 0], "effects of {cell}");
                }
            }
        }
        assert_eq!(unused, BTreeSet::new(), "cells that no sample leads to");
    }

    /// Asserts that a method is true of the states listed, and false of all others.
    pub fn assert_true_of(&self, says: impl Fn(&F) -> bool, listed: &[&str]) {
        let said = self.states.iter().filter(|(_, state)| says(&state()));
        assert_eq!(said.map(|(name, _)| *name).collect::<Vec<_>>(), listed);
    }
}

/// Asserts that samples cover every kind of a value. The match has no wildcard: a new variant does
/// not compile until it has a kind here, and a kind without a sample fails.
#[macro_export]
macro_rules! assert_covers {
    ($samples:expr, $type:ty, $($kind:pat $(if $guard:expr)?),+ $(,)?) => {{
        fn kind_of(value: &$type) -> &'static str {
            match value { $($kind $(if $guard)? => stringify!($kind)),+ }
        }
        let kinds: std::collections::BTreeSet<_> = $samples.map(|it| kind_of(&it)).collect();
        assert_eq!(kinds, std::collections::BTreeSet::from([$(stringify!($kind)),+]));
    }};
}
