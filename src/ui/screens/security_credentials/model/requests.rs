//! Requests that change keys, and what they change in the list.

use super::keys_model::KeysModel;
use crate::browser::clock;
use keycutter_core::aws::{Error, NotCreated};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};

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
            // The dialog shows it; here it only matters if new credentials are needed.
            let _ = self.note_expiry::<()>(Err(error.clone()));
        }
        new
    }

    /// Finds out what came of a request for a new key that ended with this error.
    pub async fn resolve_lost_create(self, known: &[AccessKeyId], error: Error) -> NotCreated {
        let session = self.signed_in.session();
        session.client().resolve_lost_create(session.owner(), known, error).await
    }

    /// Asks to delete a key.
    ///
    /// # Errors
    ///
    /// Why the key is still there.
    pub async fn delete_key(self, id: &AccessKeyId) -> Result<(), Error> {
        let session = self.signed_in.session();
        let deleted = session.client().delete_access_key(session.owner(), id).await;
        self.note_expiry(deleted)
    }

    /// Adds a key that was just made, and announces it.
    pub fn add_key(self, key: AccessKey) {
        self.announcer.say(format!("Access key {} is made.", key.id));
        self.change_ring(|ring| ring.insert(key));
    }

    /// Marks a key as deleted, and announces it.
    pub fn mark_deleted(self, id: &AccessKeyId) {
        self.announcer.say(format!("Access key {id} is deleted."));
        self.change_ring(|ring| ring.mark_deleted(id, clock::now()));
    }

    /// Makes a key active or inactive. Making the key in use inactive locks the tab.
    ///
    /// # Errors
    ///
    /// Why the key is as it was.
    pub async fn set_status(self, id: &AccessKeyId, status: Status) -> Result<(), Error> {
        let session = self.signed_in.session();
        let outcome = session.client().set_status(session.owner(), id, &status).await;
        self.note_expiry(outcome)?;
        let word = status.as_str().to_ascii_lowercase();
        if status == Status::Inactive && self.is_in_use(id) {
            self.lock.lock_because(
                "The key this tab was signed in with is inactive now, so the tab is \
                 locked. Sign in with another key to go on.",
            );
            return Ok(());
        }
        self.change_ring(|ring| ring.set_status(id, status));
        self.announcer.say(format!("Access key {id} is {word} now."));
        Ok(())
    }

    /// Deletes a key. Deleting the key in use locks the tab.
    ///
    /// # Errors
    ///
    /// Why the key is still there.
    pub async fn delete(self, id: &AccessKeyId) -> Result<(), Error> {
        self.delete_key(id).await?;
        if self.is_in_use(id) {
            self.lock.lock_because(
                "The key this tab was signed in with is deleted, so the tab is locked. \
                 Sign in with another key to go on.",
            );
            return Ok(());
        }
        self.mark_deleted(id);
        Ok(())
    }
}
