//! What the dialog hears, and what it asks for.

use crate::aws::{Error, NotCreated};
use crate::keys::{AccessKey, AccessKeyId, NewAccessKey};

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// What came of [`Effect::Create`].
    Answered(Result<NewAccessKey, NotCreated>),
    /// What came of [`Effect::ResolveLost`].
    Resolved(NotCreated),
    /// The keys were listed after the last outcome.
    Listed(Vec<AccessKeyId>),
    /// They could not be listed, so there may be a key that is not accounted for.
    NotListed,
    /// `Try again`, where it is certain that nothing was made.
    TryAgain,
    /// `Look again`, where it is not known whether a key was made.
    LookAgain,
    /// `Delete this key…`, where a key was created whose secret may be lost with the response.
    DeleteLost,
    /// The key is shown.
    Show,
    /// The key is hidden: at a press, or because the page is out of sight.
    Hide,
    /// The secret of this key was copied. It is named, since the browser may take a while to say so,
    /// and another key may be on screen by then.
    Copied(AccessKeyId),
    /// The key file was handed to the browser.
    Saved,
    /// The browser refused to save the key file.
    SaveRefused,
    /// The Escape key, which is pressed by accident more easily than a button.
    Escape,
    /// The button `Close`.
    Close,
    /// `Go back`: the secret is not to be lost.
    GoBack,
    /// `Discard secret`.
    Discard,
}

/// What the page is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a key, given the keys there are. Answered by [`Event::Answered`].
    Create {
        /// See [`Client::create_access_key`](crate::aws::Client::create_access_key).
        known: Vec<AccessKeyId>,
    },
    /// Find out what came of a request that ended with this error. Answered by [`Event::Resolved`].
    ResolveLost {
        /// See [`Client::resolve_lost_create`](crate::aws::Client::resolve_lost_create).
        known: Vec<AccessKeyId>,
        /// How the request ended.
        error: Error,
    },
    /// Add the new key to the key list, and announce it.
    AddKey(AccessKey),
    /// List the keys without announcing it: something may have been made, or something else has
    /// changed. Answered by [`Event::Listed`] or [`Event::NotListed`].
    ListKeys,
    /// The same in a moment: the last list lagged behind.
    ListKeysLater,
    /// Open the dialog that deletes a key, in place of this one. The key may be someone else's, so
    /// it is deleted as every other key is: made inactive first, then confirmed by its id.
    OpenDelete(AccessKeyId),
    /// Close the dialog, which drops the flow.
    Close,
}
