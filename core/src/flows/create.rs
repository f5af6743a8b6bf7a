//! Making an access key: the request, what can go wrong with it, and the secret, which the server
//! tells this once.
//!
//! ```text
//! start ─► Requesting ─► Created ─► closed
//!              ▲ │
//!              │ └─► NotCreated, NotDeleted ─► closed
//!              └──────────────┘ try again, look again, start over
//! ```
//!
//! Read [`State`] first, then [`Event`] and [`Effect`], then `update.rs`, which is the
//! whole behaviour of the dialog:
//!
//! ```
//! # use keycutter_core::Secret;
//! # use keycutter_core::flows::Flow;
//! # use keycutter_core::flows::create::{Create, Effect, Event};
//! # use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
//! # let id = AccessKeyId::from_answer("AKIARZPUZDIKNEWKEY22");
//! # let key = AccessKey { id, status: Status::Active, created: None, user_name: None };
//! # let new_key = NewAccessKey { key, secret: Secret::from("secret".to_owned()) };
//! let (flow, effects) = Create::start(Vec::new());
//! assert_eq!(effects, [Effect::Create { known: Vec::new() }]);
//!
//! // The page asks for the key, and sends what came of it.
//! let (flow, _) = flow.update(Event::Answered(Ok(new_key)));
//! assert!(flow.holds_new_key() && flow.is_unsaved());
//!
//! // Closing now would lose the secret, so the dialog asks first.
//! let (flow, effects) = flow.update(Event::Close);
//! assert!(flow.is_confirming_close() && effects.is_empty());
//! let (flow, _) = flow.update(Event::GoBack);
//!
//! let (flow, _) = flow.update(Event::Saved);
//! assert!(!flow.is_unsaved());
//! let (_, effects) = flow.update(Event::Close);
//! assert_eq!(effects, [Effect::Close]);
//! ```

mod new_key;
mod update;

use crate::aws::{Error, NotCreated};
use crate::keys::{AccessKey, AccessKeyId, NewAccessKey};

pub use new_key::{Created, Custody};
use update::Leaving;

/// The dialog `Create Access Key`. It exists from the request on until it is closed.
#[derive(Debug)]
pub struct Create {
    /// The keys that this tab can account for: those listed before the request, those whose secret
    /// was lost and that were deleted for it, and the new one.
    known: Vec<AccessKeyId>,
    /// See [`Create::unaccounted`].
    unaccounted: Vec<AccessKeyId>,
    state: State,
}

/// How far it has come.
#[derive(Debug)]
pub enum State {
    /// The server is being asked. The request cannot be called back.
    Requesting(Request),
    /// There is no key to show.
    NotCreated(NotCreated),
    /// The key whose secret was lost could not be deleted.
    NotDeleted(AccessKeyId, Error),
    /// The key is here.
    Created(Created),
}

/// What the server is being asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A key.
    Create,
    /// To delete the key whose secret was lost; another key is asked for next.
    Delete(AccessKeyId),
    /// What came of a request whose answer did not arrive.
    ResolveLost,
}

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// What came of [`Effect::Create`].
    Answered(Result<NewAccessKey, NotCreated>),
    /// What came of [`Effect::Delete`].
    Deleted(Result<(), Error>),
    /// What came of [`Effect::ResolveLost`].
    Resolved(NotCreated),
    /// The keys were listed after the last outcome.
    Listed(Vec<AccessKeyId>),
    /// `Try again`, where it is certain that nothing was made.
    TryAgain,
    /// `Look again`, where it is not known whether a key was made.
    LookAgain,
    /// `Delete it and start over`, where a key was made and its secret is lost.
    StartOver,
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
    /// Delete a key. Answered by [`Event::Deleted`].
    Delete(AccessKeyId),
    /// Find out what came of a request that ended with this error. Answered by [`Event::Resolved`].
    ResolveLost {
        /// See [`Client::resolve_lost_create`](crate::aws::Client::resolve_lost_create).
        known: Vec<AccessKeyId>,
        /// How the request ended.
        error: Error,
    },
    /// Add the new key to the key list, and announce it.
    AddKey(AccessKey),
    /// Mark this key as deleted in the key list, and announce it.
    MarkDeleted(AccessKeyId),
    /// List the keys: something may have been made, or something else has changed. Answered by
    /// [`Event::Listed`].
    ListKeys,
    /// Close the dialog, which drops the flow.
    Close,
}

impl Create {
    /// Asks for a key. `known` are the keys that are known already, deleted ones included.
    #[must_use]
    pub fn start(known: Vec<AccessKeyId>) -> (Self, Vec<Effect>) {
        Self { known, unaccounted: Vec::new(), state: State::Requesting(Request::Create) }.create()
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The new key, once it is here.
    #[must_use]
    pub fn created(&self) -> Option<&Created> {
        match &self.state {
            State::Created(created) => Some(created),
            _ => None,
        }
    }

    /// Whether there is a secret that would be lost with the page, or one may be on its way: the
    /// browser asks before the page is left, and the idle lock warns of it.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        match &self.state {
            State::Requesting(_) => true,
            State::Created(created) => created.is_unsaved(),
            State::NotCreated(_) | State::NotDeleted(..) => false,
        }
    }

    /// Whether a new key is on screen, which nothing may cover: new credentials are asked for once
    /// it is put away.
    #[must_use]
    pub fn holds_new_key(&self) -> bool {
        self.created().is_some()
    }

    /// Whether the person is being asked if the secret may go.
    #[must_use]
    pub fn is_confirming_close(&self) -> bool {
        self.created().is_some_and(Created::is_confirming_close)
    }

    /// Whether [`Event::Close`] closes the dialog at once.
    #[must_use]
    pub fn may_close(&self) -> bool {
        matches!(self.leaving(update::ENOUGH_TO_CLOSE), Leaving::Close)
    }

    /// The keys that were listed after the last outcome and that this tab cannot account for. Each
    /// may be this tab's, since browsers send a request again whose connection broke, or someone
    /// else's: they are named, and none is deleted on a guess.
    #[must_use]
    pub fn unaccounted(&self) -> &[AccessKeyId] {
        &self.unaccounted
    }
}
