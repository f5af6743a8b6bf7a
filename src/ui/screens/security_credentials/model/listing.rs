//! Listing the keys, and asking for each one's last use.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::keys_model::KeysModel;
use crate::browser::clock;
use crate::ui::context::transport::AppTransport;
use keycutter_core::aws::iam::GetAccessKeyLastUsed;
use keycutter_core::aws::{Client, Error, TransportError};
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
                let waiting = self.listing.waiting.take();
                let listed = self.list().await;
                if waiting.is_empty() {
                    self.note_listed(listed);
                } else if let Some(listed) = listed {
                    waiting.iter().for_each(|then| then(listed.as_deref().ok()));
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
        // In a task of its own: the keys can be listed again before every last use is known.
        let mut is_asking = false;
        self.listing.unasked.update(|unasked| is_asking = unasked.replace(ids.clone()).is_some());
        if !is_asking {
            spawn_local(self.ask_last_uses(Rc::clone(session.client())));
        }
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

    /// Asks for each key's last use, and shows what is known once a second: a table is laid out as
    /// a whole whenever one of its cells changes.
    async fn ask_last_uses(self, client: Rc<Client<AppTransport>>) {
        let mut known = Vec::new();
        let mut shown = clock::now();
        while let Some(id) = self.next_unasked() {
            let last_use = match client.call(&GetAccessKeyLastUsed { id: &id }).await {
                Ok(answer) => LastUse::Known(answer),
                Err(Error::Transport(TransportError::Aborted)) => return,
                Err(error) => {
                    // What was waited for in vain, or given up, is not tried again for the next.
                    if error.retry_reason().is_some() {
                        let rest = self.take_unasked();
                        known.extend(rest.into_iter().map(|id| (id, LastUse::Unavailable)));
                    }
                    LastUse::Unavailable
                }
            };
            known.push((id, last_use));
            let now = clock::now();
            if self.has_asked_all() || now.millis() - shown.millis() >= 1_000 {
                self.change_ring(|ring| {
                    for (id, last_use) in known.drain(..) {
                        ring.set_last_use(&id, last_use);
                    }
                });
                shown = now;
            }
        }
    }

    /// The next key to ask for; `None` when there is none, which ends the task.
    fn next_unasked(self) -> Option<AccessKeyId> {
        let mut next = None;
        self.listing.unasked.update(|unasked| {
            next = unasked.as_mut().and_then(Vec::pop);
            if next.is_none() {
                *unasked = None;
            }
        });
        next
    }

    fn take_unasked(self) -> Vec<AccessKeyId> {
        let mut rest = Vec::new();
        self.listing.unasked.update(|unasked| {
            if let Some(unasked) = unasked {
                rest.append(unasked);
            }
        });
        rest
    }

    fn has_asked_all(self) -> bool {
        let is_empty = |unasked: &Option<Vec<_>>| unasked.as_ref().is_none_or(Vec::is_empty);
        self.listing.unasked.try_with_untracked(is_empty) == Some(true)
    }
}
