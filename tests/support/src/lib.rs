//! The harness of the browser tests.
//!
//! A story is a plain function that reads like a user's steps. What it builds on, from the bottom up:
//!
//! | module | content |
//! |---|---|
//! | [`settings`] | where the built page, the peers and the drivers are: what `cargo xtask test` sets |
//! | [`process`], [`wait`], [`runtime`] | child processes that never outlive the run, waiting with a timeout |
//! | [`web`] | HTTP servers on loopback: the site, the recording proxy, the blocking proxy, another origin |
//! | [`peers`] | IAM servers, and boto3, an AWS client, by other authors |
//! | [`browser`] | Chromium, Firefox and WebKitGTK through W3C `WebDriver`, each with a fresh profile |
//! | [`page`] | what a person sees and does, by role and accessible name |
//! | [`residue`] | the search for secrets wherever a page could have left them |
//! | [`environment`], [`story`] | what a story works with, the audit that ends it, and what is kept when it fails |
//! | [`faults`] | the fault matrix: which fault happens to which call, and how the action has to end |
//!
//! Stories are synchronous: a step is a line, and a failure names its line.

pub mod audit;
pub mod axe;
pub mod browser;
pub mod environment;
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

pub use browser::{Engine, MemoryUse};
pub use environment::Environment;
pub use page::Page;
pub use peers::{Boto, Credentials, Peer, PeerKind, User};
pub use story::Story;
pub use web::fault::Fault;
pub use web::{CompromisedHost, POISONED, Repair};
