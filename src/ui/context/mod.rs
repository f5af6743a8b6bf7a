//! What all screens share.

pub mod announcer;
pub mod lock;
pub mod network;
pub mod session;
pub mod transport;
