//! Tools that need a key: which permissions each takes, as a policy.
//!
//! | file | what it is |
//! |---|---|
//! | `table.rs` | the tools, one entry each |
//! | `grants.rs` | groups of actions, which the entries are made of |
//! | `policy.rs` | the policy of a plan, each statement with its sentence |
//! | `plan.rs` | what a person asked for, checked; as tags of the user |
//! | `simulation.rs` | what IAM says that the user of a plan may do |
//! | `unfinished.rs` | users that an earlier visit did not finish |

mod grants;
mod plan;
mod policy;
mod simulation;
mod table;
mod unfinished;

pub use grants::{Grant, On};
pub use plan::{Draft, Field, PATH, Place, Plan, Problem, propose_user_name};
pub use policy::{Statement, document, permissions, statements};
pub use simulation::{Simulation, simulate};
pub use table::{OWN_POLICY, TOOLS, Tool};
pub use unfinished::{Found, find_unfinished, look};
