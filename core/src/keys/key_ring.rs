//! The keys of one identity, as rows of a table.

use std::cmp::Reverse;

use super::{AccessKey, AccessKeyId, LastUsed, Status};
use crate::Timestamp;

/// What is known about a key's last use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastUse {
    /// Not requested yet, or no response yet.
    Unknown,
    /// As the server returned it.
    Known(LastUsed),
    /// This identity may not call the action.
    Denied,
    /// The server does not support the action, or did not respond.
    Unavailable,
}

/// One row: a key, and what this tab knows beyond the server's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: AccessKey,
    /// When this tab deleted it; no response has a deletion date.
    pub deleted: Option<Timestamp>,
    /// When it was last used.
    pub last_use: LastUse,
    /// Whether a list has had it, and not only the response that created it.
    listed: bool,
}

/// What can be done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowActions {
    /// Make it active.
    pub activate: bool,
    /// Make it inactive.
    pub deactivate: bool,
    /// Delete it; an active key is made inactive first.
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

    /// What can be done to it.
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

/// The access keys of one identity: those the server lists, those created in this tab, and those
/// deleted in it, which stay with the time of their deletion.
///
/// ```
/// # use keycutter_core::keys::*;
/// let key = AccessKey {
///     id: AccessKeyId::parse("AKIAIOSFODNN7EXAMPLE").unwrap(),
///     status: Status::Active,
///     created: None,
///     user_name: None,
/// };
/// let ring = KeyRing::new(vec![key], Some(2));
/// assert_eq!(ring.live(), 1);
/// assert!(!ring.is_full());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRing {
    rows: Vec<Row>,
    quota: Option<usize>,
}

impl KeyRing {
    /// A ring of the keys that a server listed, of which it allows so many: `None` where the limit is
    /// not known. A key that it listed twice has one row.
    #[must_use]
    pub fn new(keys: Vec<AccessKey>, quota: Option<usize>) -> Self {
        Self { rows: Vec::new(), quota }.refreshed(keys)
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

    /// How many keys exist. Parallel creations can exceed the quota.
    #[must_use]
    pub fn live(&self) -> usize {
        self.rows.iter().filter(|row| row.is_live()).count()
    }

    /// How many keys the server allows, where that is known.
    #[must_use]
    pub fn quota(&self) -> Option<usize> {
        self.quota
    }

    /// Whether the server would refuse another key, as far as its limit is known.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.quota.is_some_and(|quota| self.live() >= quota)
    }

    /// Merges a newer list, which may lag behind what was done in this tab: keys deleted here stay
    /// deleted, even if they are in the list, and keys created here stay until a list has had them.
    /// Last uses are kept.
    #[must_use]
    pub fn refreshed(&self, keys: Vec<AccessKey>) -> Self {
        let is_kept = |row: &&Row| !row.is_live() || !row.listed;
        let mut rows: Vec<Row> = self.rows.iter().filter(is_kept).cloned().collect();
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
        let mut ring = Self { rows, quota: self.quota };
        ring.sort();
        ring
    }

    /// Adds a new key, which was never used.
    pub fn insert(&mut self, key: AccessKey) {
        if self.row(&key.id).is_none() {
            let never = LastUsed { at: None, service: None, region: None };
            let last_use = LastUse::Known(never);
            self.rows.push(Row { last_use, listed: false, ..Row::new(key) });
            self.sort();
        }
    }

    /// Records a change of status.
    pub fn set_status(&mut self, id: &AccessKeyId, status: Status) {
        if let Some(row) = self.row_mut(id) {
            row.key.status = status;
        }
    }

    /// Records a deletion.
    pub fn mark_deleted(&mut self, id: &AccessKeyId, at: Timestamp) {
        if let Some(row) = self.row_mut(id) {
            row.deleted = Some(at);
        }
    }

    /// Records what is known about a key's last use.
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
