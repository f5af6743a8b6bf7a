//! What the views of the main screen share.

use leptos::prelude::*;

use crate::ui::context::announcer::Announcer;
use crate::ui::context::lock::Lock;
use crate::ui::context::session::SignedIn;
use crate::ui::features::failure;
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::Error;
use keycutter_core::keys::{AccessKeyId, KeyRing, Row};

use super::dialog::Dialog;
use super::keys::{Keys, Listing};

/// The keys as far as they are known, the dialog that is open, and the requests that both need.
#[derive(Clone, Copy)]
pub struct KeysModel {
    pub(super) signed_in: SignedIn,
    pub(super) announcer: Announcer,
    pub(super) lock: Lock,
    pub(super) keys: LocalSignal<Keys>,
    dialog: LocalSignal<Dialog>,
    /// Whether the credentials have run out.
    expired: LocalSignal<bool>,
    pub(super) listing: Listing,
}

impl KeysModel {
    /// Provides a model of this session to the views below.
    pub fn provide(signed_in: SignedIn) -> Self {
        let model = Self {
            signed_in,
            announcer: Announcer::expect(),
            lock: Lock::expect(),
            keys: LocalSignal::new(Keys::Loading),
            dialog: LocalSignal::new(Dialog::None),
            expired: LocalSignal::new(false),
            listing: Listing::new(),
        };
        model.lock.watch_unsaved(move || model.dialog.with(Dialog::is_unsaved));
        provide_context(model);
        model
    }

    /// The model provided by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Reads what is known of the keys.
    pub fn with_keys<T>(self, read: impl FnOnce(&Keys) -> T) -> T {
        self.keys.with(read)
    }

    /// Reads the key ring, if the keys have been listed.
    pub fn with_ring<T>(self, read: impl FnOnce(&KeyRing) -> T) -> Option<T> {
        self.keys.with(|keys| keys.ring().map(read))
    }

    /// The row of a key, if it is listed.
    pub fn row(self, id: &AccessKeyId) -> Option<Row> {
        self.with_ring(|ring| ring.row(id).cloned()).flatten()
    }

    /// The ids of all keys that are known, deleted ones included. Not followed.
    pub fn ids(self) -> Vec<AccessKeyId> {
        self.keys.with_untracked(|keys| keys.ring().map(KeyRing::ids)).unwrap_or_default()
    }

    /// The dialog that is open.
    pub fn dialog(self) -> Dialog {
        self.dialog.get()
    }

    /// Opens a dialog in place of the one that is open.
    pub fn open(self, dialog: Dialog) {
        self.dialog.set(dialog);
    }

    /// Closes the dialog that is open.
    pub fn close_dialog(self) {
        self.open(Dialog::None);
    }

    /// Whether a key is the one this tab signs with. Not followed.
    pub fn is_in_use(self, id: &AccessKeyId) -> bool {
        let session = self.signed_in.try_session();
        session.is_some_and(|it| it.client().credentials().access_key_id() == id)
    }

    /// Whether new credentials are asked for, since those in use have run out. A new key is put
    /// away first: that takes none.
    pub fn is_expired(self) -> bool {
        self.expired.get() && !self.dialog.with(Dialog::holds_new_key)
    }

    /// Notes that the credentials in use have run out, or that they have been renewed.
    pub fn set_expired(self, expired: bool) {
        self.expired.set(expired);
    }

    /// Asks for new credentials where a result says that those in use have run out.
    pub(super) fn note_expiry<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        if result.as_ref().is_err_and(Error::is_expired) {
            self.set_expired(true);
        }
        result
    }

    /// Shows what failed outside of a dialog, or nothing any more.
    pub fn note_failure(self, failure: Option<Error>) {
        let is_failure = failure.is_some();
        self.keys.update(|keys| keys.note_failure(failure));
        if is_failure {
            failure::scroll_into_view();
        }
    }

    /// Changes the key ring, if the keys have been listed.
    pub(super) fn change_ring(self, change: impl FnOnce(&mut KeyRing)) {
        self.keys.update(|keys| {
            if let Keys::Ready { ring, .. } = keys {
                change(ring);
            }
        });
    }
}
