//! Listing the keys.

use std::rc::Rc;

use super::keys::{Failure, Keys};
use super::keys_model::KeysModel;
use keycutter_core::aws::{Error, TransportError};
use keycutter_core::keys::{AccessKeyId, LastUse};

impl KeysModel {
    /// Whether the keys are being listed.
    pub fn is_listing(self) -> bool {
        self.listing.list.running()
    }

    /// Lists the keys, unless that is being done.
    pub fn refresh(self) {
        self.listing.list.start(async move {
            loop {
                let mut waiting = Vec::new();
                self.listing.pending.update(|it| waiting.append(&mut it.waiting));
                if waiting.is_empty() {
                    // The same words would not be announced again.
                    self.announcer.say("");
                }
                let is_first = self.keys.try_with_untracked(|keys| keys.ring().is_none());
                let listed = self.list(waiting.is_empty()).await;
                if waiting.is_empty() {
                    self.note_listed(listed, is_first != Some(false));
                } else if let Some(listed) = listed {
                    for then in &waiting {
                        then(listed.as_deref().ok());
                    }
                }
                if self.listing.pending.try_with_untracked(|it| it.waiting.is_empty())
                    != Some(false)
                {
                    break;
                }
            }
        });
    }

    /// Lists the keys without announcing it, and calls something with the ids, or with nothing where
    /// that failed. A listing that is on its way already may be too old for what was just done, so
    /// another one follows it.
    pub fn list_quietly(self, then: impl Fn(Option<&[AccessKeyId]>) + 'static) {
        self.listing.pending.update(|it| it.waiting.push(Rc::new(then)));
        self.refresh();
    }

    /// Lists the keys again, where the network is back and the last failure was for its lack.
    pub fn note_online(self) {
        let is_for_network = |keys: &Keys| {
            let failure = keys.failure();
            failure.is_some_and(|failure| matches!(failure.error, Error::Transport(_)))
        };
        if self.keys.try_with_untracked(is_for_network) == Some(true) {
            self.list_quietly(|_| {});
        }
    }

    /// Lists the keys, and asks for the last use of all, or of those for which it is not known;
    /// `None` when the screen is gone.
    async fn list(self, all_last_uses: bool) -> Option<Result<Vec<AccessKeyId>, Error>> {
        let session = self.signed_in.session();
        let listed = session.list_keys().await;
        let listed = match listed {
            Ok(listed) => listed,
            Err(Error::Transport(TransportError::Aborted)) => return None,
            Err(error) => {
                self.note_expiry(&error);
                return Some(Err(error));
            }
        };
        let ids: Vec<AccessKeyId> = listed.iter().rev().map(|key| key.id.clone()).collect();
        let quota = session.client().endpoint().server().access_key_quota();
        self.change_keys(|keys| keys.list(listed, quota));
        let is_known = |id: &AccessKeyId| {
            self.keys.with_untracked(|keys| {
                let row = keys.ring().and_then(|ring| ring.row(id));
                row.is_some_and(|row| matches!(row.last_use, LastUse::Known(_)))
            })
        };
        let to_ask = ids.iter().filter(|id| all_last_uses || !is_known(id)).cloned();
        self.ask_last_uses(&to_ask.collect::<Vec<_>>());
        if all_last_uses {
            self.ask_descriptions();
        }
        Some(Ok(ids))
    }

    /// Shows and announces what came of a listing that the person asked for.
    fn note_listed(self, listed: Option<Result<Vec<AccessKeyId>, Error>>, is_first: bool) {
        let ids = match listed {
            None => return,
            Some(Err(error)) => {
                return self.note_failure(Some(Failure { error, is_of_listing: true }));
            }
            Some(Ok(ids)) => ids,
        };
        let count = match ids.len() {
            0 => "No access keys.".to_owned(),
            1 => "1 access key.".to_owned(),
            n => format!("{n} access keys."),
        };
        if is_first {
            return self.announcer.say(count);
        }
        self.keys.update(Keys::note_refreshed);
        self.announcer.say(format!("Updated just now. {count}"));
    }
}
