//! Values and flows that views follow, work that runs once at a time, and handles that live with a view.

pub mod flow;
pub mod handle_slot;
pub mod local_memo;
pub mod local_signal;
pub mod owned_flow;
pub mod single_flight;
