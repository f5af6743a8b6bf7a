//! The keys of one identity, as rows of a table.

use std::cmp::Reverse;

use super::{AccessKey, AccessKeyId, LastUsed, Status};
use crate::Timestamp;

/// What is known of a key's last use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastUse {
    /// Not asked yet, or the answer is on its way.
    Unknown,
    /// AWS's answer.
    Known(LastUsed),
    /// The server does not tell, or does not let this identity ask.
    Unavailable,
}

/// One row: a key, and what this tab knows beyond AWS's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: AccessKey,
    /// When this tab deleted it; AWS itself tells no deletion date.
    pub deleted: Option<Timestamp>,
    /// When it was last used.
    pub last_use: LastUse,
    /// Whether a list has named it, and not only the answer to its making.
    listed: bool,
}

/// What may be done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowActions {
    /// `Make Active`.
    pub activate: bool,
    /// `Make Inactive`.
    pub deactivate: bool,
    /// `Delete`, which for an active key begins with making it inactive.
    pub delete: bool,
}

impl Row {
    fn new(key: AccessKey) -> Self {
        Self { key, deleted: None, last_use: LastUse::Unknown, listed: true }
    }

    /// Whether the key still exists.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.deleted.is_none()
    }

    /// The same row as if nothing were known of its last use, and nothing of how it came to be
    /// known: what does not change until something is done to the key.
    #[must_use]
    pub fn settled(&self) -> Self {
        Self {
            key: self.key.clone(),
            deleted: self.deleted,
            last_use: LastUse::Unknown,
            listed: true,
        }
    }

    /// The word in the status cell.
    #[must_use]
    pub fn status_text(&self) -> &str {
        if self.is_live() { self.key.status.as_str() } else { "Deleted" }
    }

    /// What the row's buttons offer.
    #[must_use]
    pub fn actions(&self) -> RowActions {
        let live = self.is_live();
        RowActions {
            activate: live && self.key.status == Status::Inactive,
            deactivate: live && self.key.status == Status::Active,
            delete: live,
        }
    }
}

/// The access keys of one identity: those AWS lists, those just made in this tab, and those deleted
/// in it, which stay as `Deleted` rows with their time.
///
/// ```
/// # use keycutter_core::keys::*;
/// let key = AccessKey {
///     id: AccessKeyId::parse("AKIAIOSFODNN7EXAMPLE").unwrap(),
///     status: Status::Active,
///     created: None,
///     user_name: None,
/// };
/// let mut ring = KeyRing::new(vec![key]);
/// assert_eq!(ring.live(), 1);
/// assert!(!ring.is_full());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRing {
    rows: Vec<Row>,
}

impl KeyRing {
    /// AWS lets an identity have two keys, inactive ones included (IAM quotas, `AccessKeysPerUser`).
    pub const QUOTA: usize = 2;

    /// A ring of the keys a server listed.
    #[must_use]
    pub fn new(keys: Vec<AccessKey>) -> Self {
        let mut ring = Self { rows: keys.into_iter().map(Row::new).collect() };
        ring.sort();
        ring
    }

    /// The rows, newest first; keys without a date come last.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The ids of all rows, in their order.
    #[must_use]
    pub fn ids(&self) -> Vec<AccessKeyId> {
        self.rows.iter().map(|row| row.key.id.clone()).collect()
    }

    /// The row of a key.
    #[must_use]
    pub fn row(&self, id: &AccessKeyId) -> Option<&Row> {
        self.rows.iter().find(|row| row.key.id == *id)
    }

    /// How many keys exist. Parallel creations have been seen to exceed the quota.
    #[must_use]
    pub fn live(&self) -> usize {
        self.rows.iter().filter(|row| row.is_live()).count()
    }

    /// Whether AWS would refuse another key.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.live() >= Self::QUOTA
    }

    /// Takes a newer listing, which may lag behind what was done in this tab: keys deleted here stay
    /// deleted, even if it still names them, and keys made here stay until one has named them. What
    /// is known of last uses is kept.
    #[must_use]
    pub fn refreshed(&self, keys: Vec<AccessKey>) -> Self {
        let stays = |row: &&Row| !row.is_live() || !row.listed;
        let mut rows: Vec<Row> = self.rows.iter().filter(stays).cloned().collect();
        for key in keys {
            match rows.iter_mut().find(|row| row.key.id == key.id) {
                Some(row) if row.is_live() => (row.key, row.listed) = (key, true),
                Some(_) => {}
                None => {
                    let known = self.row(&key.id).map(|row| row.last_use.clone());
                    rows.push(Row { last_use: known.unwrap_or(LastUse::Unknown), ..Row::new(key) });
                }
            }
        }
        let mut ring = Self { rows };
        ring.sort();
        ring
    }

    /// Adds a key just made, which nobody has used yet.
    pub fn insert(&mut self, key: AccessKey) {
        if self.row(&key.id).is_none() {
            let never = LastUsed { at: None, service: None, region: None };
            let last_use = LastUse::Known(never);
            self.rows.push(Row { last_use, listed: false, ..Row::new(key) });
            self.sort();
        }
    }

    /// Notes a change of status.
    pub fn set_status(&mut self, id: &AccessKeyId, status: Status) {
        if let Some(row) = self.row_mut(id) {
            row.key.status = status;
        }
    }

    /// Notes a key's deletion.
    pub fn mark_deleted(&mut self, id: &AccessKeyId, at: Timestamp) {
        if let Some(row) = self.row_mut(id) {
            row.deleted = Some(at);
        }
    }

    /// Notes what is known of a key's last use.
    pub fn set_last_use(&mut self, id: &AccessKeyId, last_use: LastUse) {
        if let Some(row) = self.row_mut(id) {
            row.last_use = last_use;
        }
    }

    fn row_mut(&mut self, id: &AccessKeyId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.key.id == *id)
    }

    fn sort(&mut self) {
        self.rows.sort_by_key(|row| Reverse(row.key.created));
    }
}
