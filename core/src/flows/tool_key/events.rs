//! What the dialog hears, and what it asks for: requests about one user.

use crate::aws::iam::UserChange;
use crate::aws::{Client, Error, KeyOwner, NotCreated, Transport};
use crate::keys::{AccessKeyId, NewAccessKey};
use crate::tools::{Found, Plan, look};

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
    /// What came of a change or a deletion.
    Changed(Result<(), Error>),
    /// What came of [`Ask::Look`](Ask::Look).
    Looked(Result<Found, Error>),
    /// What came of [`Ask::ListKeys`](Ask::ListKeys).
    Listed(Result<Vec<AccessKeyId>, Error>),
    /// What came of [`Ask::CreateKey`](Ask::CreateKey).
    Created(Result<NewAccessKey, NotCreated>),
    /// The Escape key, or `Cancel`.
    Close,
}

impl Event {
    /// The error that a request ended with.
    #[must_use]
    pub const fn error(&self) -> Option<&Error> {
        match self {
            Self::Changed(Err(error))
            | Self::Looked(Err(error))
            | Self::Listed(Err(error))
            | Self::Created(Err(
                NotCreated::Refused(error)
                | NotCreated::Nothing(error)
                | NotCreated::Lost(_, error)
                | NotCreated::Unknown(error),
            )) => Some(error),
            _ => None,
        }
    }
}

/// What the page is asked to do.
#[derive(Debug)]
pub enum Effect {
    /// Send a request. Answered by the event that it results in.
    Send(Request),
    /// Show the key as every new key is shown, in place of this dialog. Where its description could
    /// not be kept, say why.
    HandOver(NewAccessKey, Box<Plan>, Option<Error>),
    /// Close the dialog, which drops the flow.
    Close,
}

/// A request about one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The user's name.
    pub user_name: String,
    /// What is asked for.
    pub ask: Ask,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A change of the user. Answered by [`Event::Changed`].
    Change(UserChange),
    /// Whether the user exists, and is one of ours. Answered by [`Event::Looked`].
    Look,
    /// Its keys. Answered by [`Event::Listed`].
    ListKeys,
    /// The end of a key. Answered by [`Event::Changed`].
    DeleteKey(AccessKeyId),
    /// A key. Answered by [`Event::Created`].
    CreateKey,
}

impl Request {
    /// Sends it. The result is the event that answers it.
    pub async fn send<T: Transport>(self, client: &Client<T>) -> Event {
        let Self { user_name, ask } = self;
        let owner = KeyOwner::User(user_name);
        let user_name = owner.user_name().unwrap_or_default();
        match ask {
            Ask::Change(change) => Event::Changed(client.change_user(user_name, &change).await),
            Ask::Look => Event::Looked(look(client, user_name).await),
            Ask::ListKeys => {
                let keys = client.access_keys(&owner, None).await;
                Event::Listed(keys.map(|keys| keys.into_iter().map(|key| key.id).collect()))
            }
            Ask::DeleteKey(id) => Event::Changed(client.delete_access_key(&owner, &id).await),
            Ask::CreateKey => Event::Created(client.create_access_key(&owner, &[]).await),
        }
    }
}
