//! The main screen's model: the keys as they are known, the dialog that is open, and what may be
//! done.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::context::announcer::Announcer;
use crate::ui::context::lock::Lock;
use crate::ui::context::session::SignedIn;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use keycutter_core::aws::iam::GetAccessKeyLastUsed;
use keycutter_core::aws::{Client, Error, NotCreated, TransportError};
use keycutter_core::keys::{AccessKeyId, KeyRing, LastUse, NewAccessKey, Status};

/// What is known of the keys.
#[derive(Clone)]
pub enum Keys {
    /// The first listing is on its way.
    Loading,
    /// There is no listing; the failure says why.
    Failed,
    /// The keys.
    Ready(KeyRing),
}

/// The dialog that is open.
#[derive(Clone, PartialEq, Eq)]
pub enum Dialog {
    /// None.
    Nothing,
    /// `Create Access Key`.
    Create,
    /// `Delete access key`.
    Delete(AccessKeyId),
    /// The warning before the key in use is made inactive.
    Inactive(AccessKeyId),
}

/// The locksmith's model.
#[derive(Clone, Copy)]
pub struct KeysModel {
    signed_in: SignedIn,
    announcer: Announcer,
    lock: Lock,
    keys: LocalSignal<Keys>,
    open: LocalSignal<Dialog>,
    /// What went wrong last, outside of a dialog.
    failure: LocalSignal<Option<Error>>,
    /// Whether the credentials have run out.
    expired: LocalSignal<bool>,
    /// Whether a new key is on screen.
    holding: LocalSignal<bool>,
    refresh: SingleFlight,
    /// The keys whose last use is to be asked for, the next one last.
    unasked: LocalSignal<Vec<AccessKeyId>>,
    ask: SingleFlight,
}

impl KeysModel {
    /// A model for this session, lent to the components below.
    pub fn provide(signed_in: SignedIn) -> Self {
        let announcer = Announcer::expect();
        let model = Self {
            signed_in,
            announcer,
            lock: Lock::expect(),
            keys: LocalSignal::new(Keys::Loading),
            open: LocalSignal::new(Dialog::Nothing),
            failure: LocalSignal::new(None),
            expired: LocalSignal::new(false),
            holding: LocalSignal::new(false),
            refresh: SingleFlight::new(),
            unasked: LocalSignal::new(Vec::new()),
            ask: SingleFlight::new(),
        };
        provide_context(model);
        model
    }

    /// The model lent by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Reads what is known of the keys.
    pub fn with_keys<T>(self, read: impl FnOnce(&Keys) -> T) -> T {
        self.keys.with(read)
    }

    /// Reads the ring, if there is one.
    pub fn with_ring<T>(self, read: impl FnOnce(&KeyRing) -> T) -> Option<T> {
        self.keys.with(|keys| match keys {
            Keys::Ready(ring) => Some(read(ring)),
            Keys::Loading | Keys::Failed => None,
        })
    }

    /// What went wrong last, outside of a dialog.
    pub fn failure(self) -> Option<Error> {
        self.failure.get()
    }

    /// The dialog that is open.
    pub fn open(self) -> Dialog {
        self.open.get()
    }

    /// Whether the keys are being listed just now.
    pub fn refreshing(self) -> bool {
        self.refresh.running()
    }

    /// Opens a dialog, or closes the one that is open.
    pub fn show(self, dialog: Dialog) {
        self.open.set(dialog);
    }

    /// Closes a dialog, unless another one is open by now.
    pub fn close(self, dialog: &Dialog) {
        if self.open.try_with_untracked(|open| open == dialog) == Some(true) {
            self.show(Dialog::Nothing);
        }
    }

    /// Lists the keys anew.
    pub fn refresh(self) {
        self.refresh.start(self.list());
    }

    /// Whether a key is the one this tab signs with.
    pub fn is_in_use(self, id: &AccessKeyId) -> bool {
        let session = self.signed_in.try_session();
        session.is_some_and(|it| it.client().credentials().access_key_id() == id)
    }

    /// Makes a key active or inactive. Whether the tab lives on: making the key in use inactive
    /// locks it.
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
        self.change(|ring| ring.set_status(id, status));
        self.announcer.say(format!("Access key {id} is {word} now."));
        Ok(())
    }

    /// Deletes a key. Deleting the key in use locks the tab.
    ///
    /// # Errors
    ///
    /// Why the key is still there.
    pub async fn delete(self, id: &AccessKeyId) -> Result<(), Error> {
        let session = self.signed_in.session();
        let outcome = session.client().delete_access_key(session.owner(), id).await;
        self.note_expiry(outcome)?;
        if self.is_in_use(id) {
            self.lock.lock_because(
                "The key this tab was signed in with is deleted, so the tab is locked. \
                 Sign in with another key to go on.",
            );
            return Ok(());
        }
        self.change(|ring| ring.mark_deleted(id, clock::now()));
        self.announcer.say(format!("Access key {id} is deleted."));
        Ok(())
    }

    /// The ids of all keys that are known, deleted ones included.
    pub fn ids(self) -> Vec<AccessKeyId> {
        self.keys.with_untracked(|keys| match keys {
            Keys::Ready(ring) => ring.ids(),
            Keys::Loading | Keys::Failed => Vec::new(),
        })
    }

    /// Makes a key. The caller has the only copy of its secret.
    ///
    /// # Errors
    ///
    /// Why there is no key to show, and whether one was made all the same. `known` are the keys
    /// there were before.
    pub async fn create(self, known: &[AccessKeyId]) -> Result<NewAccessKey, NotCreated> {
        let session = self.signed_in.session();
        let new = session.client().create_access_key(session.owner(), known).await;
        match &new {
            Ok(new) => {
                self.change(|ring| ring.insert(new.key.clone()));
                self.announcer.say(format!("Access key {} is made.", new.key.id));
            }
            Err(not_created) => {
                if let NotCreated::Refused(error) = not_created {
                    // Told in the dialog; here only in case it asks for new credentials.
                    let _ = self.note_expiry::<()>(Err(error.clone()));
                }
                // Something may have been made, or something else has changed: show it.
                self.refresh();
            }
        }
        new
    }

    /// Looks once more what came of a request for a new key.
    pub async fn look(self, known: &[AccessKeyId], error: Error) -> NotCreated {
        let session = self.signed_in.session();
        let outcome = session.client().resolve_lost_create(session.owner(), known, error).await;
        self.refresh();
        outcome
    }

    /// Whether new credentials are asked for, since those in use have run out. A new key is put
    /// away first: that takes none.
    pub fn is_expired(self) -> bool {
        self.expired.get() && !self.holding.get()
    }

    /// Notes that a new key is on screen, or none any more.
    pub fn set_holding(self, holding: bool) {
        self.holding.set(holding);
    }

    /// Notes that the credentials in use have run out, or that they have been renewed.
    pub fn set_expired(self, expired: bool) {
        self.expired.set(expired);
    }

    /// Asks for new credentials where an outcome says that those in use have run out.
    fn note_expiry<T>(self, outcome: Result<T, Error>) -> Result<T, Error> {
        if outcome.as_ref().is_err_and(Error::is_expired) {
            self.set_expired(true);
        }
        outcome
    }

    /// Notes a failure outside of a dialog, or that there is none any more.
    pub fn note_failure(self, failure: Option<Error>) {
        let is_failure = failure.is_some();
        self.failure.set(failure);
        if is_failure {
            failure::scroll_into_view();
        }
    }

    fn change(self, change: impl FnOnce(&mut KeyRing)) {
        self.keys.update(|keys| {
            if let Keys::Ready(ring) = keys {
                change(ring);
            }
        });
    }

    /// Lists the keys.
    async fn list(self) {
        let session = self.signed_in.session();
        let listed = session.client().access_keys(session.owner(), None).await;
        let listed = match self.note_expiry(listed) {
            Ok(listed) => listed,
            Err(Error::Transport(TransportError::Aborted)) => return,
            Err(error) => {
                self.note_failure(Some(error));
                self.keys.update(|keys| {
                    // What was listed before is still worth showing.
                    if matches!(keys, Keys::Loading) {
                        *keys = Keys::Failed;
                    }
                });
                return;
            }
        };
        let ids: Vec<AccessKeyId> = listed.iter().rev().map(|key| key.id.clone()).collect();
        self.note_failure(None);
        self.keys.update(|keys| {
            *keys = Keys::Ready(match keys {
                Keys::Ready(ring) => ring.refreshed(listed),
                Keys::Loading | Keys::Failed => KeyRing::new(listed),
            });
        });
        self.announcer.say(match ids.len() {
            0 => "No access keys.".to_owned(),
            1 => "1 access key.".to_owned(),
            n => format!("{n} access keys."),
        });
        self.unasked.set(ids);
        // Work of its own: the keys can be listed anew before every last use is known.
        self.ask.start(self.ask_last_uses(Rc::clone(session.client())));
    }

    /// Asks for each key's last use, and shows what is known so far once a second: a table is laid
    /// out as a whole whenever one of its cells changes.
    async fn ask_last_uses(self, client: Rc<Client<AppTransport>>) {
        let mut known = Vec::new();
        let mut shown = clock::now();
        while let Some(id) = self.next_unasked() {
            let last_use = match client.call(&GetAccessKeyLastUsed { id: &id }).await {
                Ok(answer) => LastUse::Known(answer),
                Err(Error::Transport(TransportError::Aborted)) => return,
                Err(error) => {
                    // What was waited for in vain, or given up, is not begun again for the next.
                    if error.retry_reason().is_some() {
                        let rest = self.unasked.take().into_iter();
                        known.extend(rest.map(|id| (id, LastUse::Unavailable)));
                    }
                    LastUse::Unavailable
                }
            };
            known.push((id, last_use));
            let now = clock::now();
            let is_last = self.unasked.try_with_untracked(Vec::is_empty) == Some(true);
            if is_last || now.millis() - shown.millis() >= 1_000 {
                self.change(|ring| {
                    for (id, last_use) in known.drain(..) {
                        ring.set_last_use(&id, last_use);
                    }
                });
                shown = now;
            }
        }
    }

    fn next_unasked(self) -> Option<AccessKeyId> {
        let mut next = None;
        self.unasked.update(|ids| next = ids.pop());
        next
    }
}
