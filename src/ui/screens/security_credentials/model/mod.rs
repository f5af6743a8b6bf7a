//! The main screen's model: the keys as far as they are known, the dialog that is open, and the
//! requests that both need.

mod ask_last_uses;
mod descriptions;
mod dialog;
mod keys;
mod keys_model;
mod last_uses;
mod listing;
mod renewal;
mod requests;

pub use dialog::Dialog;
pub use keys::{Failure, Keys};
pub use keys_model::{KeysModel, Renewal, RowSignal};
