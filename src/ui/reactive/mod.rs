//! Values that views follow, work that runs once at a time, and handles that live with a view.

pub mod handle_slot;
pub mod local_signal;
pub mod single_flight;
