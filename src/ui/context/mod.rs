//! What all screens share.

pub mod announcer;
pub mod clipboard_guard;
pub mod confirmed_server;
pub mod dialog_frame;
pub mod leaving;
pub mod lock;
pub mod mfa_sign_in;
pub mod network;
pub mod session;
pub mod transport;
