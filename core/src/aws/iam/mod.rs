//! Identity and Access Management, version 2010-05-08, one file a subject.

mod access_keys;
mod simulate;
mod user_changes;
mod users;

pub use access_keys::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, KeyPage, ListAccessKeys,
    UpdateAccessKey,
};
pub use simulate::{Decision, SimulatePrincipalPolicy};
pub use user_changes::{Tags, UserChange};
pub use users::{FindUser, FoundUser, GetUser, ListUserTags, ListUsers};
