//! The harness of the browser tests.
//!
//! A story is a plain function that reads like a user's steps. What it stands on, from the ground up:
//!
//! | module | what it gives |
//! |---|---|
//! | [`settings`] | where the built page, the peers and the drivers are: what `cargo xtask test` sets |
//! | [`process`], [`wait`], [`runtime`] | children that never outlive the run, waiting without sleeping blindly |
//! | [`web`] | small HTTP servers on loopback: the site, the recording proxy, the trap, a notepad |
//! | [`peers`] | IAM servers nobody here wrote, and boto3, an AWS client nobody here wrote |
//! | [`browser`] | Chromium, Firefox and WebKitGTK through W3C `WebDriver`, each with a fresh profile |
//! | [`page`] | what a person sees and does, by role and accessible name |
//! | [`residue`] | a search for secrets everywhere a page could have left them |
//! | [`story`] | one story's own world, what is kept when it fails, and the audit that ends it |
//! | [`faults`] | the fault matrix: what goes wrong with which call, and how it has to end |
//!
//! Stories are synchronous on purpose: a step is a line, and a failing line names itself.

#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::type_complexity,
    reason = "steps of a story read the same whether their answer is used or not"
)]

pub mod audit;
pub mod axe;
pub mod browser;
pub mod faults;
pub mod page;
pub mod peers;
pub mod process;
pub mod residue;
pub mod runtime;
pub mod secrets;
pub mod settings;
pub mod story;
pub mod wait;
pub mod web;

pub use browser::{Engine, Holdings};
pub use page::Page;
pub use peers::{Boto, Credentials, Peer, PeerKind};
pub use story::{Story, Workshop};
pub use web::fault::Fault;
