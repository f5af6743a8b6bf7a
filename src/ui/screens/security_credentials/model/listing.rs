//! Listing the keys.

use std::rc::Rc;

use super::keys_model::KeysModel;
use keycutter_core::aws::{Error, TransportError};
use keycutter_core::keys::AccessKeyId;

impl KeysModel {
    /// Whether the keys are being listed.
    pub fn is_listing(self) -> bool {
        self.listing.list.running()
    }

    /// Lists the keys, unless that is being done.
    pub fn refresh(self) {
        self.listing.list.start(async move {
            loop {
                let waiting = self.listing.waiting.take();
                let listed = self.list().await;
                if waiting.is_empty() {
                    self.note_listed(listed);
                } else if let Some(listed) = listed {
                    for then in &waiting {
                        then(listed.as_deref().ok());
                    }
                }
                if self.listing.waiting.try_with_untracked(Vec::is_empty) != Some(false) {
                    break;
                }
            }
        });
    }

    /// Lists the keys without announcing it, and calls something with the ids, or with nothing where
    /// that failed. A listing that is on its way already may be too old for what was just done, so
    /// another one follows it.
    pub fn list_quietly(self, then: impl Fn(Option<&[AccessKeyId]>) + 'static) {
        self.listing.waiting.update(|waiting| waiting.push(Rc::new(then)));
        self.refresh();
    }

    /// Lists the keys; `None` when the screen is gone.
    async fn list(self) -> Option<Result<Vec<AccessKeyId>, Error>> {
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
        self.keys.update(|keys| keys.list(listed, quota));
        self.ask_last_uses(&ids);
        Some(Ok(ids))
    }

    /// Shows and announces what came of a listing that the person asked for.
    fn note_listed(self, listed: Option<Result<Vec<AccessKeyId>, Error>>) {
        match listed {
            None => {}
            Some(Err(error)) => self.note_failure(Some(error)),
            Some(Ok(ids)) => self.announcer.say(match ids.len() {
                0 => "No access keys.".to_owned(),
                1 => "1 access key.".to_owned(),
                n => format!("{n} access keys."),
            }),
        }
    }
}
