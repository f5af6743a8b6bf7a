//! Identity and Access Management, version 2010-05-08. One file a subject; an action is its form
//! and its answer, side by side.

mod access_keys;
mod users;

pub use access_keys::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, KeyPage, ListAccessKeys,
    UpdateAccessKey,
};
pub use users::{GetUser, ListUsers};
