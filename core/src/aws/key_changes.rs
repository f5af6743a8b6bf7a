//! Creating and changing access keys, where a response may be lost.
//!
//! After a lost response the list of keys shows what happened. Creating a key is never repeated
//! while a key may have been created.

use super::iam::{CreateAccessKey, DeleteAccessKey, UpdateAccessKey};
use super::{Action, Client, Error, KeyOwner, Pause, RetryReason, Service, Transport};
use crate::Timestamp;
use crate::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};

/// How long a new key may be missing from the list, in milliseconds, before its absence means that
/// it was not created.
const PROPAGATION: u32 = 2_000;

/// How far the server's clock may be from the device's while it accepts signatures, in milliseconds.
const SKEW: i64 = 15 * 60_000;

/// The same where the server's time is known: it is in whole seconds, as the creation time of keys
/// is, and up to [`TIME_LIMIT`](super::TIME_LIMIT) old when it arrives.
const KNOWN_SKEW: i64 = 30_000;

/// Why there is no new key to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCreated {
    /// The server returned an error: no key was created.
    Refused(Error),
    /// There was no response, and the list shows no key that was created at the time.
    Nothing(Error),
    /// There was no response, but this key was created at the time: by this request, and then its
    /// secret is lost, or by someone else.
    Lost(AccessKeyId, Error),
    /// There was no response, and the list is not available or leaves the key ambiguous.
    Unknown(Error),
}

impl<T: Transport> Client<T> {
    /// Creates a key. It is requested once; if the response does not arrive, the list of keys shows
    /// whether the key was created.
    ///
    /// # Errors
    ///
    /// [`NotCreated`]. `known` are the keys that existed before.
    pub async fn create_access_key(
        &self,
        owner: &KeyOwner,
        known: &[AccessKeyId],
    ) -> Result<NewAccessKey, NotCreated> {
        let began = self.transport().now();
        let outcome = self.call(&CreateAccessKey { owner }).await;
        self.creating.set([began, self.transport().now()]);
        match outcome {
            Ok(new) => Ok(new),
            Err(error) if error.is_outcome_unknown() => {
                Err(self.resolve_lost_create(owner, known, error).await)
            }
            Err(error) => Err(NotCreated::Refused(error)),
        }
    }

    /// Finds out whether the last request for a new key created one. Others may manage the same
    /// keys, so only a key created at the time of the request counts.
    pub async fn resolve_lost_create(
        &self,
        owner: &KeyOwner,
        known: &[AccessKeyId],
        error: Error,
    ) -> NotCreated {
        // The list may lag behind, so an absence counts only the second time.
        for is_last in [false, true] {
            let Ok(keys) = self.access_keys(owner, None).await else {
                return NotCreated::Unknown(error);
            };
            let is_new = |key: &AccessKey| !known.contains(&key.id) && self.may_be_lost(key);
            let mut new = keys.into_iter().filter(is_new);
            match (new.next(), new.next()) {
                (None, _) => {}
                (Some(key), None) if key.created.is_some() => {
                    return NotCreated::Lost(key.id, error);
                }
                _ => return NotCreated::Unknown(error),
            }
            let pause = Pause { reason: RetryReason::Propagation, millis: PROPAGATION };
            if is_last || !self.transport().pause(pause).await {
                break;
            }
        }
        NotCreated::Nothing(error)
    }

    /// Whether a key was created during the last request for one, or has no creation time.
    fn may_be_lost(&self, key: &AccessKey) -> bool {
        let (offset, skew) = match self.date_offset.get() {
            Some(offset) => (offset, KNOWN_SKEW),
            None => (self.clock_offset.get(), SKEW),
        };
        let [began, ended]: [Timestamp; 2] = self.creating.get();
        key.created
            .is_none_or(|at| (began.plus(offset - skew)..=ended.plus(offset + skew)).contains(&at))
    }

    /// Makes a key active or inactive. If no response arrives, the list shows which it is.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]: the key is unchanged, or its status is not known.
    pub async fn set_status(
        &self,
        owner: &KeyOwner,
        id: &AccessKeyId,
        status: &Status,
    ) -> Result<(), Error> {
        let form = super::client::form(&UpdateAccessKey { owner, id, status });
        self.change(owner, id, UpdateAccessKey::NAME, form, Some(status)).await
    }

    /// Deletes a key. If no response arrives, the list shows whether it still exists.
    ///
    /// # Errors
    ///
    /// As [`Client::call`]: the key still exists, or it is not known whether it does.
    pub async fn delete_access_key(&self, owner: &KeyOwner, id: &AccessKeyId) -> Result<(), Error> {
        let form = super::client::form(&DeleteAccessKey { owner, id });
        self.change(owner, id, DeleteAccessKey::NAME, form, None).await
    }

    /// Changes a key. If the outcome is unknown, checks whether it has the wanted status; `None` when
    /// it should not exist.
    async fn change(
        &self,
        owner: &KeyOwner,
        id: &AccessKeyId,
        action: &'static str,
        form: String,
        wanted: Option<&Status>,
    ) -> Result<(), Error> {
        let outcome = self.send_with_retries(Service::Iam, action, true, form).await;
        let Err(failed) = outcome else { return Ok(()) };
        let error = failed.error;
        // Browsers repeat a request by themselves whose reused connection broke, so even the first
        // attempt may find the key gone that it deleted. Either way it is deleted.
        let is_gone = wanted.is_none() && error.is_no_such_entity();
        if !failed.may_have_run && !error.is_outcome_unknown() && !is_gone {
            return Err(error);
        }
        // The key that signs was made inactive or deleted, and is refused from then on.
        let is_own_key =
            |refusal: &Error| refusal.is_unknown_key() && self.credentials().access_key_id() == id;
        // An earlier attempt succeeded, and left nothing to do for the last one.
        let is_settled = is_gone
            || is_own_key(&error)
            || match self.access_keys(owner, None).await {
                Ok(keys) => keys.iter().find(|key| key.id == *id).map(|it| &it.status) == wanted,
                Err(refusal) => is_own_key(&refusal),
            };
        if is_settled { Ok(()) } else { Err(error) }
    }
}
