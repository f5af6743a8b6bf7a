//! Keycutter without its page: what needs no browser.
//!
//! Nothing here performs I/O, reads a clock or draws a random number: time, ids and randomness are
//! arguments, and requests leave through [`aws::Transport`]. So all of it builds and is tested
//! natively, in seconds, and the same code runs in the page.
//!
//! A module names only those above its own in this table; `tests/layering.rs` checks it.
//!
//! | module | what it is |
//! |---|---|
//! | [`secret`], [`server_text`], [`timestamp`], [`idle`], [`csp`] | text that is wiped and never printed; text that a server chose; points in time; when an idle tab locks; which servers the page may call |
//! | [`keys`] | what an access key is, and all the keys of one identity |
//! | [`aws`] | credentials, endpoints, signing, the Query API, its responses and errors |
//! | [`formats`] | text in (what people paste) and text out (the key file) |
//! | [`tools`] | tools that need a key, and the smallest policy for each |
//! | [`flows`] | what people do, as state machines: making a key, signing in |
//! | [`simulator`] | an AWS account in memory that answers the client's own requests |
//! | [`messages`] | every sentence of the above |
//!
//! # How data flows
//!
//! Pasted text → [`formats::paste`] → [`aws::Credentials`] → [`aws::Client`] → an action in
//! [`aws::iam`] or [`aws::sts`] → form → [`aws::sign`] → [`aws::Transport`] → XML →
//! [`keys::AccessKey`] → [`keys::KeyRing`] → table. A new key ends in [`formats::key_file`] and a
//! download.

pub mod aws;
pub mod csp;
pub mod flows;
pub mod formats;
pub mod idle;
pub mod keys;
pub mod messages;
pub mod secret;
pub mod server_text;
pub mod simulator;
pub mod timestamp;
pub mod tools;

pub use secret::Secret;
pub use server_text::ServerText;
pub use timestamp::Timestamp;
