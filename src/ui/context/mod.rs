//! What all screens share.

pub mod announcer;
pub mod clipboard_guard;
pub mod dialog_frame;
pub mod lock;
pub mod network;
pub mod session;
pub mod transport;
