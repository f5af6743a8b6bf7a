//! What becomes of each state at each event, and what the page is asked to do.

use crate::flow_table::Cell;

pub const CREATE: &[&str] = &["create /keycutter/nas"];
pub const LOOK: &[&str] = &["look at nas"];
pub const POLICY: &[&str] = &["put policy of nas"];
pub const KEY: &[&str] = &["create key of nas"];
pub const LIST: &[&str] = &["list keys of nas"];
pub const DELETE_KEY: &[&str] = &["delete AKIA of nas"];
pub const DELETE_POLICY: &[&str] = &["delete policy of nas"];
pub const DELETE_USER: &[&str] = &["delete nas"];

/// All but those that are alike for several events or states.
pub const CELLS: &[Cell] = &[
    ("filling", "Submit", "User: ", CREATE),
    ("filling", "Found", "found: user policy?", &[]),
    ("found", "Submit", "User: ", CREATE),
    // Forward.
    ("making user", "Changed", "Policy: user", POLICY),
    ("making user", "Changed(denied)", "failed: ", &[]),
    ("making user", "Changed(lost)", "failed: user?", &[]),
    ("making user", "Changed(gone)", "failed: ", &[]),
    ("putting policy", "Changed", "Key: user policy", KEY),
    ("putting policy", "Changed(denied)", "failed: user", &[]),
    ("putting policy", "Changed(lost)", "failed: user policy?", &[]),
    ("putting policy", "Changed(gone)", "failed: user", &[]),
    ("making key", "Created", "describing", &["tag nas with 2"]),
    ("making key", "Created(nothing)", "failed: user policy", &[]),
    ("making key", "Created(lost)", "failed: user policy key? lost AKIA", &[]),
    ("making key", "Created(unknown)", "failed: user policy key?", &[]),
    ("describing", "Changed", "done", &["hand over"]),
    // The secret is handed over in any case.
    ("describing", "Changed(denied)", "done", &["hand over, not described"]),
    ("describing", "Changed(lost)", "done", &["hand over, not described"]),
    ("describing", "Changed(gone)", "done", &["hand over, not described"]),
    // A user that exists is looked at before anything is done to it.
    ("looking", "Looked(ours)", "Policy: user policy?", POLICY),
    ("looking", "Looked(nothing)", "User: ", CREATE),
    ("looking to undo", "Looked(ours)", "DeletePolicy: user policy? undo", DELETE_POLICY),
    ("looking to undo", "Looked(nothing)", "filling", &[]),
    ("looking", "Looked(other)", "taken: ", &[]),
    ("looking to undo", "Looked(other)", "taken: undo", &[]),
    ("looking", "Looked(not)", "failed: user?", &[]),
    ("looking to undo", "Looked(not)", "failed: user? undo", &[]),
    ("name taken", "Continue", "filling", &[]),
    ("name taken", "Undo", "filling", &[]),
    // Where it stopped.
    ("user unknown", "Continue", "Look: user?", LOOK),
    ("user unknown", "Undo", "Look: user? undo", LOOK),
    ("policy unknown", "Continue", "Policy: user policy?", POLICY),
    ("policy unknown", "Undo", "DeletePolicy: user policy? undo", DELETE_POLICY),
    ("without key", "Continue", "Key: user policy", KEY),
    ("without key", "Undo", "DeletePolicy: user policy undo", DELETE_POLICY),
    ("found", "Continue", "Policy: user policy?", POLICY),
    ("found", "Undo", "DeletePolicy: user policy? undo", DELETE_POLICY),
    // A key whose secret was lost.
    ("key lost", "Continue", "DeleteKey: user policy key? lost AKIA", DELETE_KEY),
    ("key lost", "Undo", "DeleteKey: user policy key? lost AKIA undo", DELETE_KEY),
    ("key unknown", "Continue", "ListKeys: user policy key?", LIST),
    ("key unknown", "Undo", "ListKeys: user policy key? undo", LIST),
    ("listing keys", "Listed", "DeleteKey: user policy key? lost AKIA", DELETE_KEY),
    ("listing keys", "Listed(none)", "Key: user policy", KEY),
    ("listing keys", "Listed(not)", "failed: user policy key?", &[]),
    ("listing keys to undo", "Listed", "DeleteKey: user policy key? lost AKIA undo", DELETE_KEY),
    ("listing keys to undo", "Listed(none)", "DeletePolicy: user policy undo", DELETE_POLICY),
    ("listing keys to undo", "Listed(not)", "failed: user policy key? undo", &[]),
    ("deleting lost key", "Changed(denied)", "failed: user policy key? lost AKIA", &[]),
    ("deleting lost key", "Changed(lost)", "failed: user policy key? lost AKIA", &[]),
    // Backward.
    ("deleting policy", "Changed(denied)", "failed: user policy undo", &[]),
    ("deleting policy", "Changed(lost)", "failed: user policy? undo", &[]),
    ("deleting user", "Changed(denied)", "failed: user undo", &[]),
    ("deleting user", "Changed(lost)", "failed: user? undo", &[]),
];
