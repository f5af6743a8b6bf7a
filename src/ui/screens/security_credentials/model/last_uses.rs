//! Asking for each key's last use.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::keys_model::KeysModel;
use crate::browser::clock;
use crate::ui::context::transport::AppTransport;
use keycutter_core::Timestamp;
use keycutter_core::aws::iam::GetAccessKeyLastUsed;
use keycutter_core::aws::{Client, Error, TransportError};
use keycutter_core::keys::{AccessKeyId, LastUse};

/// How many are asked for at the same time. Browsers open six connections to a host: the others are
/// for what the person does meanwhile.
const AT_ONCE: usize = 4;

/// How often what is known is shown, in milliseconds: a table is laid out as a whole whenever one
/// of its cells changes.
const SHOWN_EVERY: i64 = 1_000;

/// The last uses that are still to be asked for, or to be shown.
#[derive(Default)]
pub(super) struct LastUses {
    /// The keys to ask for, the next one last.
    unasked: Vec<AccessKeyId>,
    /// How many tasks are asking.
    tasks: usize,
    /// What is known and not shown yet.
    known: Vec<(AccessKeyId, LastUse)>,
    /// When something was shown last.
    shown: Option<Timestamp>,
}

impl LastUses {
    /// Takes what is known, where it is time to show it.
    fn take_known(&mut self, now: Timestamp) -> Vec<(AccessKeyId, LastUse)> {
        let shown = *self.shown.get_or_insert(now);
        if self.tasks > 0 && now.millis() - shown.millis() < SHOWN_EVERY {
            return Vec::new();
        }
        self.shown = (self.tasks > 0).then_some(now);
        std::mem::take(&mut self.known)
    }

    /// Notes what is known of a key. What was waited for in vain, or given up, is not tried again
    /// for the others.
    fn note(&mut self, id: AccessKeyId, outcome: Result<LastUse, Error>) {
        if outcome.as_ref().is_err_and(|error| error.retry_reason().is_some()) {
            let others = self.unasked.drain(..).map(|id| (id, LastUse::Unavailable));
            self.known.extend(others);
        }
        let last_use = outcome.unwrap_or_else(|error| {
            if error.is_denied() { LastUse::Denied } else { LastUse::Unavailable }
        });
        self.known.push((id, last_use));
    }
}

impl KeysModel {
    /// Asks for the last use of these keys, the last of them first. They replace those that have not
    /// been asked for yet: the keys can be listed again before every last use is known.
    pub(super) fn ask_last_uses(self, ids: &[AccessKeyId]) {
        let client = self.signed_in.session().client().clone();
        let mut started = 0;
        self.last_uses.update(|uses| {
            uses.unasked = ids.to_vec();
            started = AT_ONCE.min(ids.len()).saturating_sub(uses.tasks);
            uses.tasks += started;
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
            self.last_uses.update(|uses| uses.note(id, outcome.map(LastUse::Known)));
            self.show_last_uses();
        }
        self.last_uses.update(|uses| uses.tasks -= 1);
        self.show_last_uses();
    }

    fn next_unasked(self) -> Option<AccessKeyId> {
        let mut next = None;
        self.last_uses.update(|uses| next = uses.unasked.pop());
        next
    }

    fn show_last_uses(self) {
        let mut known = Vec::new();
        self.last_uses.update(|uses| known = uses.take_known(clock::now()));
        if !known.is_empty() {
            self.change_ring(|ring| {
                for (id, last_use) in known {
                    ring.set_last_use(&id, last_use);
                }
            });
        }
    }
}
