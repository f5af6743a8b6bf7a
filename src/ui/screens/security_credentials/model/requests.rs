//! Requests that change keys, and what they change in the list.

use super::keys_model::KeysModel;
use crate::browser::clock;
use keycutter_core::aws::{Error, NotCreated};
use keycutter_core::flows::change_key::{Change, LockReason};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey};

impl KeysModel {
    /// Asks for a key. The caller gets the only copy of its secret.
    ///
    /// # Errors
    ///
    /// Why there is no key to show, and whether one was made all the same. `known` are the keys
    /// there were before.
    pub async fn create(self, known: &[AccessKeyId]) -> Result<NewAccessKey, NotCreated> {
        let session = self.signed_in.session();
        let new = session.client().create_access_key(session.owner(), known).await;
        if let Err(NotCreated::Refused(error)) = &new {
            self.note_expiry(error);
        }
        new
    }

    /// Finds out what came of a request for a new key that ended with this error.
    pub async fn resolve_lost_create(self, known: &[AccessKeyId], error: Error) -> NotCreated {
        let session = self.signed_in.session();
        session.client().resolve_lost_create(session.owner(), known, error).await
    }

    /// Adds a key that was just made to the list, and announces it.
    pub fn add_key(self, key: AccessKey) {
        self.announcer.say(format!("Access key {} created.", key.id));
        self.change_ring(|ring| ring.insert(key));
    }

    /// Asks for a change of a key.
    ///
    /// # Errors
    ///
    /// Why the key is as it was.
    pub async fn request_change(self, id: &AccessKeyId, change: &Change) -> Result<(), Error> {
        let session = self.signed_in.session();
        let (client, owner) = (session.client(), session.owner());
        let changed = match change {
            Change::SetStatus(status) => client.set_status(owner, id, status).await,
            Change::Delete => client.delete_access_key(owner, id).await,
        };
        changed.inspect_err(|error| self.note_expiry(error))
    }

    /// Puts a change into the list, and announces it.
    pub fn note_change(self, id: &AccessKeyId, change: Change) {
        match change {
            Change::SetStatus(status) => {
                let word = status.as_str().to_ascii_lowercase();
                self.change_ring(|ring| ring.set_status(id, status));
                self.announcer.say(format!("Access key {id} is now {word}."));
            }
            Change::Delete => {
                self.change_ring(|ring| ring.mark_deleted(id, clock::now()));
                self.forget_description(id);
                self.announcer.say(format!("Access key {id} deleted."));
            }
        }
    }

    /// Locks the tab, whose key signs nothing any more.
    pub fn lock(self, reason: LockReason) {
        self.lock.lock_because(match reason {
            LockReason::Deactivated => {
                "Locked, because the key that this tab was signed in with is now inactive. Sign in with another key \
                 to continue."
            }
            LockReason::Deleted => {
                "Locked, because the key that this tab was signed in with has been deleted. Sign in with another key \
                 to continue."
            }
            LockReason::Refused => {
                "Locked, because the key that this tab was signed in with no longer works. Probably the browser sent \
                 the request twice."
            }
        });
    }

    /// Gives up a wait before another try.
    pub fn give_up(self) {
        self.network.give_up();
    }
}
