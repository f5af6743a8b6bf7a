//! What the dialog hears, and what it asks for.

use crate::aws::iam::UserChange;
use crate::aws::{Error, NotCreated};
use crate::keys::{AccessKeyId, NewAccessKey};
use crate::tools::{Found, Plan};

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// A user that an earlier visit did not finish was found.
    Found(Box<Plan>),
    /// `Create user and key`.
    Submit(Box<Plan>),
    /// `Continue`: makes what is missing.
    Continue,
    /// `Undo`: deletes what was made, in reverse.
    Undo,
    /// What came of [`Effect::Change`] or [`Effect::DeleteKey`].
    Changed(Result<(), Error>),
    /// What came of [`Effect::Look`].
    Looked(Result<Found, Error>),
    /// What came of [`Effect::ListKeys`].
    Listed(Result<Vec<AccessKeyId>, Error>),
    /// What came of [`Effect::CreateKey`].
    Created(Result<NewAccessKey, NotCreated>),
    /// The Escape key, or `Cancel`.
    Close,
}

/// What the page is asked to do.
#[derive(Debug)]
pub enum Effect {
    /// Change the user of this name. Answered by [`Event::Changed`].
    Change(String, UserChange),
    /// Look at the user of this name. Answered by [`Event::Looked`].
    Look(String),
    /// List the keys of this user. Answered by [`Event::Listed`].
    ListKeys(String),
    /// Delete a key of this user. Answered by [`Event::Changed`].
    DeleteKey(String, AccessKeyId),
    /// Create a key of this user. Answered by [`Event::Created`].
    CreateKey(String),
    /// Show the key as every new key is shown, in place of this dialog. Where its description could
    /// not be kept, say why.
    HandOver(NewAccessKey, Box<Plan>, Option<Error>),
    /// Close the dialog, which drops the flow.
    Close,
}
