//! The dialog that is open.

use crate::ui::reactive::owned_flow::OwnedFlow;
use keycutter_core::flows::change_key::ChangeKey;
use keycutter_core::flows::create::Create;

/// The dialog that is open, with all that it holds.
#[derive(Clone)]
pub enum Dialog {
    /// None.
    None,
    /// `Create Access Key`.
    Create(OwnedFlow<Create>),
    /// `Delete access key`.
    Delete(OwnedFlow<ChangeKey>),
    /// The warning before the key in use is made inactive.
    Deactivate(OwnedFlow<ChangeKey>),
}

impl Dialog {
    /// Whether it holds a secret that would be lost with it.
    pub fn is_unsaved(&self) -> bool {
        matches!(self, Self::Create(flow) if flow.with(Create::is_unsaved))
    }

    /// Whether the browser asks before the page is left.
    pub fn guards_leaving(&self) -> bool {
        matches!(self, Self::Create(flow) if flow.with(Create::guards_leaving))
    }

    /// Whether it shows a new key.
    pub fn holds_new_key(&self) -> bool {
        matches!(self, Self::Create(flow) if flow.with(Create::holds_new_key))
    }
}
