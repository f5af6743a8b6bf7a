//! The descriptions of the keys, which are tags of their user.

use leptos::task::spawn_local;

use super::keys::Failure;
use super::keys_model::KeysModel;
use keycutter_core::ServerText;
use keycutter_core::aws::iam::{ListUserTags, UserChange};
use keycutter_core::aws::{Error, KeyOwner};
use keycutter_core::keys::{AccessKeyId, Descriptions, KeyRing};

impl KeysModel {
    /// Asks for the descriptions. Without permission there are none to be seen.
    pub(super) fn ask_descriptions(self) {
        spawn_local(async move {
            let Some(session) = self.signed_in.try_session() else { return };
            let KeyOwner::User(user_name) = session.owner() else { return };
            if let Ok(tags) = session.client().call(&ListUserTags { user_name }).await {
                self.descriptions.set(Descriptions::of_tags(tags));
            }
        });
    }

    /// The description of a key, empty where there is none; followed.
    pub fn description(self, id: &AccessKeyId) -> String {
        self.descriptions.with(|all| all.get(id).unwrap_or_default().to_owned())
    }

    /// Whether the description of a key is being edited; followed.
    pub fn edits_description(self, id: &AccessKeyId) -> bool {
        self.edited.with(|edited| edited.as_ref() == Some(id))
    }

    /// Opens the field for the description of a key, in place of another's.
    pub fn edit_description(self, id: Option<AccessKeyId>) {
        self.edited.set(id);
    }

    /// Closes the field.
    pub fn close_description(self) {
        self.edited.set(None);
    }

    /// Has the server keep a description; an empty one is removed.
    ///
    /// # Errors
    ///
    /// As [`Client::call`](keycutter_core::aws::Client::call).
    pub async fn save_description(self, id: &AccessKeyId, text: &str) -> Result<(), Error> {
        let change = if text.is_empty() {
            UserChange::Untag(vec![id.to_string()])
        } else {
            UserChange::Tag(vec![(id.to_string(), text.to_owned())])
        };
        self.change_tags(&change).await
    }

    /// Shows a description.
    pub fn note_description(self, id: &AccessKeyId, text: &str) {
        self.descriptions.update(|all| all.set(id, text));
    }

    /// Descriptions of keys that are not listed, nor were in this visit; followed.
    pub fn left_over_descriptions(self) -> Vec<(AccessKeyId, ServerText)> {
        let ids = self.with_ring(KeyRing::ids);
        ids.map(|ids| self.descriptions.with(|all| all.of_others(&ids))).unwrap_or_default()
    }

    /// Removes the descriptions of these keys.
    pub fn remove_descriptions(self, ids: Vec<AccessKeyId>) {
        spawn_local(async move {
            let keys = ids.iter().map(ToString::to_string).collect();
            match self.change_tags(&UserChange::Untag(keys)).await {
                Ok(()) => ids.iter().for_each(|id| self.note_description(id, "")),
                Err(error) => self.note_failure(Some(Failure { error, is_of_listing: false })),
            }
        });
    }

    /// Removes the description of a key that was deleted, if there is one.
    pub(super) fn forget_description(self, id: &AccessKeyId) {
        if self.descriptions.with_untracked(|all| all.get(id).is_some()) {
            self.remove_descriptions(vec![id.clone()]);
        }
    }

    async fn change_tags(self, change: &UserChange) -> Result<(), Error> {
        let session = self.signed_in.session();
        let KeyOwner::User(user_name) = session.owner() else { return Ok(()) };
        let changed = session.client().change_user(user_name, change).await;
        changed.inspect_err(|error| self.note_expiry(error))
    }
}
