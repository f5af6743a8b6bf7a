//! What is known of the last uses that are being asked for.

use keycutter_core::Timestamp;
use keycutter_core::aws::Error;
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
    /// Takes keys in place of those that have not been asked for yet, and gives the number of tasks
    /// to start for them.
    pub(super) fn start(&mut self, unasked: Vec<AccessKeyId>) -> usize {
        let started = AT_ONCE.min(unasked.len()).saturating_sub(self.tasks);
        self.unasked = unasked;
        self.tasks += started;
        started
    }

    /// The next key to ask for.
    pub(super) fn next(&mut self) -> Option<AccessKeyId> {
        self.unasked.pop()
    }

    /// A task has found no key to ask for.
    pub(super) fn end_task(&mut self) {
        self.tasks -= 1;
    }

    /// Takes what is known, where it is time to show it.
    pub(super) fn take_known(&mut self, now: Timestamp) -> Vec<(AccessKeyId, LastUse)> {
        let shown = *self.shown.get_or_insert(now);
        if self.tasks > 0 && now.millis() - shown.millis() < SHOWN_EVERY {
            return Vec::new();
        }
        self.shown = (self.tasks > 0).then_some(now);
        std::mem::take(&mut self.known)
    }

    /// Notes what is known of a key. What was waited for in vain, or given up, is not tried again
    /// for the others.
    pub(super) fn note(&mut self, id: AccessKeyId, outcome: Result<LastUse, Error>) {
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
