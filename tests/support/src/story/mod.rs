//! A story: its browser and servers, the audit that ends it, and what is kept when it fails.

mod artifacts;
mod checks;
mod context;
mod findings;
mod panics;
mod run;

pub use artifacts::target;
pub use context::Story;
pub use panics::report_panics_later;
