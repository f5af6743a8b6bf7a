//! Keycutter: cut an AWS access key in a browser tab.
//!
//! A static page, all of it Rust compiled to WebAssembly. It signs IAM requests in the tab,
//! sends them to AWS and to no one else, and forgets everything when it is locked or closed.
//!
//! # The house
//!
//! Rooms on floors that only look down: a module knows the floors below its own and nothing
//! above. `tests/layering.rs` holds the pure rooms to it.
//!
//! | floor | room | what it is |
//! |---|---|---|
//! | 5 | `ui` | Leptos views and the session they share |
//! | 4 | [`formats`] | text in (paste) and text out (key file), pure |
//! | 4 | [`simulator`] | an AWS account in memory that answers the client's own requests, pure |
//! | 4 | `browser` | fetch, clock, download, clipboard, preferences, presence: thin effects, no decisions |
//! | 3 | [`aws`] | credentials, endpoints, signing, the Query API, its answers and errors, pure but for one trait |
//! | 2 | [`keys`] | what an access key is and may become, pure |
//! | 1 | [`secret`], [`timestamp`], [`idle`] | text that is wiped and never printed; moments and how long it is between them; when a tab locks itself |
//!
//! `ui` and `browser` exist only on `wasm32`: the rest builds and is tested natively in seconds.
//!
//! # How data goes
//!
//! Pasted text → [`formats::paste`] → [`aws::Credentials`] → [`aws::Client`] → an action in
//! [`aws::iam`] or [`aws::sts`] → form → [`aws::sign`] → [`aws::Transport`] → XML →
//! [`keys::AccessKey`] → [`keys::KeyRing`] → table. A new key takes the same road and ends in
//! [`formats::key_file`] and a download. Nothing doubles back.

pub mod aws;
pub mod formats;
pub mod idle;
pub mod keys;
pub mod secret;
pub mod simulator;
pub mod timestamp;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;

pub use secret::Secret;
pub use timestamp::Timestamp;
