//! What people do, as state machines: each dialog or form is one.
//!
//! A flow is a value that says how far a person has come. The view draws it, and turns what the
//! person and the servers do into events; [`Flow::update`] turns an event into the next state and
//! the effects that it asks for; the page performs those, and sends what comes of them back as
//! events. Nothing here performs I/O or reads a clock: times and ids come with the events.
//!
//! What follows from a state is a method of it (does it hold an unsaved secret? may it close?),
//! never a second flag that could contradict it. An event that does not fit the state changes
//! nothing: a late answer, or a button that was pressed twice.
//!
//! States that hold a secret own it: it moves from event to state, is never copied, is redacted by
//! `Debug`, and is wiped when the state is dropped.
//!
//! Begin with [`create`], which has all of it.
//!
//! | flow | what it is |
//! |---|---|
//! | [`create`] | making a key, and taking its secret home |
//! | [`test_key`] | whether a new key works yet |
//! | [`tool_key`] | a user of its own for a tool, with a policy and a key |
//! | [`sign_in`] | whose credentials these are, and whose keys to manage |
//! | [`renew`] | temporary credentials that run out |
//! | [`check`] | whether an endpoint can be used |
//! | [`change_key`] | making a key active or inactive, and deleting it |
//! | [`describe`] | the description of a key |
//! | [`clipboard`] | a secret on the clipboard, and how it comes off again |
//! | [`idle_lock`] | when an unused tab warns and locks |

pub mod change_key;
pub mod check;
pub mod clipboard;
pub mod create;
pub mod describe;
pub mod idle_lock;
pub mod renew;
pub mod sign_in;
pub mod test_key;
pub mod tool_key;

/// A state machine that a view draws.
///
/// The trait lets the page have one piece of code that holds any flow in a signal, sends it events
/// and runs its effects.
pub trait Flow: Sized {
    /// What can happen: a press of a button, an answer, time that has passed.
    type Event;
    /// What the page is asked to do.
    type Effect;

    /// The next state, and what to do now, in this order.
    fn update(self, event: Self::Event) -> (Self, Vec<Self::Effect>);
}
