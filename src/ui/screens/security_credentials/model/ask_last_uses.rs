//! Asking for each key's last use.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::keys_model::KeysModel;
use super::last_uses::LastUses;
use crate::browser::clock;
use crate::ui::context::transport::AppTransport;
use keycutter_core::aws::iam::GetAccessKeyLastUsed;
use keycutter_core::aws::{Client, Error, TransportError};
use keycutter_core::keys::{AccessKeyId, LastUse};

impl KeysModel {
    /// Asks for the last use of these keys, the last of them first. They replace those that have not
    /// been asked for yet: the keys can be listed again before every last use is known.
    pub(super) fn ask_last_uses(self, ids: &[AccessKeyId]) {
        let client = self.signed_in.session().client().clone();
        let mut started = 0;
        self.change_last_uses(|uses| {
            started = uses.start(ids.to_vec());
        });
        for _ in 0..started {
            spawn_local(self.ask_one_by_one(Rc::clone(&client)));
        }
    }

    /// Asks until there is no key left. The tab may have been locked meanwhile, which ends it too.
    async fn ask_one_by_one(self, client: Rc<Client<AppTransport>>) {
        while let Some(id) = self.next_unasked() {
            let outcome = client.call(&GetAccessKeyLastUsed { id: &id }).await;
            if let Err(Error::Transport(TransportError::Aborted)) = outcome {
                return;
            }
            self.change_last_uses(|uses| uses.note(id, outcome.map(LastUse::Known)));
            self.show_last_uses();
        }
        self.change_last_uses(LastUses::end_task);
        self.show_last_uses();
    }

    fn change_last_uses(self, change: impl FnOnce(&mut LastUses)) {
        self.listing.pending.update(|pending| change(&mut pending.last_uses));
    }

    fn next_unasked(self) -> Option<AccessKeyId> {
        let mut next = None;
        self.change_last_uses(|uses| next = uses.next());
        next
    }

    fn show_last_uses(self) {
        let mut known = Vec::new();
        self.change_last_uses(|uses| known = uses.take_known(clock::now()));
        if !known.is_empty() {
            self.change_ring(|ring| {
                for (id, last_use) in known {
                    ring.set_last_use(&id, last_use);
                }
            });
        }
    }
}
