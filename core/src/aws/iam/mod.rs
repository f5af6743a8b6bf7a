//! Identity and Access Management, version 2010-05-08, one file a subject.

mod access_keys;
mod users;

pub use access_keys::{
    CreateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed, KeyPage, ListAccessKeys,
    UpdateAccessKey,
};
pub use users::{GetUser, ListUsers};
