//! How a key's row is found in the document.

use keycutter_core::keys::AccessKeyId;

/// The element id of a key's row.
pub fn row_id(id: &AccessKeyId) -> String {
    format!("row-{id}")
}
