//! What the views of the main screen share.

use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::context::announcer::Announcer;
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::{Session, SignedIn};
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use keycutter_core::aws::Client;
use keycutter_core::flows::renew::Renew;
use keycutter_core::keys::{AccessKeyId, Descriptions, KeyRing, Row};

use super::dialog::Dialog;
use super::keys::{Failure, Keys, Listing};

/// A client whose credentials are tried.
pub type Trial = Rc<Client<AppTransport>>;

/// The flow of the credentials that this tab signs with.
pub type Renewal = Renew<Trial>;

/// The row of one key. `None` if it was not listed when its view was made.
pub type RowSignal = LocalSignal<Option<Row>>;

/// The keys as far as they are known, the dialog that is open, and the requests that both need.
#[derive(Clone, Copy)]
pub struct KeysModel {
    owner: LocalSignal<Owner>,
    pub(super) signed_in: SignedIn,
    pub(super) announcer: Announcer,
    pub(super) lock: Lock,
    pub(super) network: Network,
    pub(super) keys: LocalSignal<Keys>,
    rows: LocalSignal<Vec<(AccessKeyId, RowSignal)>>,
    pub(super) descriptions: LocalSignal<Descriptions>,
    /// The key whose description is being edited.
    pub(super) edited: LocalSignal<Option<AccessKeyId>>,
    dialog: LocalSignal<Dialog>,
    pub(super) renewal: FlowHandle<Renewal>,
    pub(super) listing: Listing,
}

impl KeysModel {
    /// Provides a model of this session to the views below.
    pub fn provide(signed_in: SignedIn) -> Self {
        let (announcer, lock, network) = (Announcer::expect(), Lock::expect(), Network::expect());
        let (keys, dialog) = (LocalSignal::new(Keys::Loading), LocalSignal::new(Dialog::None));
        let (listing, rows) = (Listing::new(), LocalSignal::new(Vec::new()));
        let owner = LocalSignal::new(Owner::current().unwrap_or_default());
        let (descriptions, edited) =
            (LocalSignal::new(Descriptions::default()), LocalSignal::new(None));
        let model = move |renewal| Self {
            owner,
            signed_in,
            announcer,
            lock,
            network,
            keys,
            rows,
            descriptions,
            edited,
            dialog,
            renewal,
            listing,
        };
        let renewal = (Renew::new(signed_in.session().caller().clone()), Vec::new());
        let renewal = FlowHandle::start(renewal, move |renewal, effect| {
            model(renewal).perform_renewal(effect);
        });
        let model = model(renewal);
        model.lock.watch_unsaved(
            move || model.dialog.with(Dialog::is_unsaved),
            move || model.dialog.with(Dialog::guards_leaving),
        );
        provide_context(model);
        model
    }

    /// The model provided by the main screen.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Owns what lives as long as the main screen.
    pub fn owner(self) -> Owner {
        self.owner.get_untracked()
    }

    /// The session.
    pub fn session(self) -> Session {
        self.signed_in.session()
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

    /// The row of a key for a view that shows nothing else, and is notified of no other row.
    pub fn row_signal(self, id: AccessKeyId) -> RowSignal {
        let row = self.keys.with_untracked(|keys| keys.ring().and_then(|it| it.row(&id)).cloned());
        let signal = LocalSignal::new(row);
        self.rows.update(|rows| match rows.iter_mut().find(|(other, _)| *other == id) {
            // The one before ended with its view.
            Some((_, before)) => *before = signal,
            None => rows.push((id, signal)),
        });
        signal
    }

    /// The key that gets the focus when this one is deleted: the next, the one before, or itself.
    pub fn neighbour(self, id: &AccessKeyId) -> Option<AccessKeyId> {
        let ids = self.ids();
        let index = ids.iter().position(|other| other == id)?;
        let next = ids.get(index + 1).or_else(|| ids.get(index.checked_sub(1)?));
        Some(next.unwrap_or(id).clone())
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

    /// The flow of the credentials that this tab signs with.
    pub fn renewal(self) -> FlowHandle<Renewal> {
        self.renewal
    }

    /// Whether new credentials are asked for, since those in use have run out. A new key is put
    /// away first: that takes none.
    pub fn asks_for_credentials(self) -> bool {
        self.renewal.with(Renew::is_expired) && !self.dialog.with(Dialog::holds_new_key)
    }

    /// Shows what failed outside of a dialog, or nothing any more.
    pub fn note_failure(self, failure: Option<Failure>) {
        let is_failure = failure.is_some();
        self.keys.update(|keys| keys.note_failure(failure));
        if is_failure {
            failure::scroll_into_view();
        }
    }

    /// Changes the key ring, if the keys have been listed.
    pub(super) fn change_ring(self, change: impl FnOnce(&mut KeyRing)) {
        self.change_keys(|keys| {
            if let Keys::Ready { ring, .. } = keys {
                change(ring);
            }
        });
    }

    /// Changes what is known of the keys, and notifies the rows that changed.
    pub(super) fn change_keys(self, change: impl FnOnce(&mut Keys)) {
        self.keys.update(change);
        let changed = self.keys.try_with_untracked(|keys| {
            let rows = keys.ring().map(KeyRing::rows).unwrap_or_default();
            self.rows.with_untracked(|signals| changed_rows(rows, signals))
        });
        for (signal, row) in changed.into_iter().flatten() {
            signal.set(Some(row));
        }
    }
}

/// The rows that are not as their signals have them.
fn changed_rows(rows: &[Row], signals: &[(AccessKeyId, RowSignal)]) -> Vec<(RowSignal, Row)> {
    let changed = rows.iter().enumerate().filter_map(|(index, row)| {
        let is_its = |(id, _): &&(AccessKeyId, RowSignal)| *id == row.key.id;
        // Most often both are in the same order.
        let at_index = signals.get(index).filter(is_its);
        let (_, signal) = at_index.or_else(|| signals.iter().find(is_its))?;
        let is_changed = signal.try_with_untracked(|old| old.as_ref() != Some(row))?;
        is_changed.then(|| (*signal, row.clone()))
    });
    changed.collect()
}
