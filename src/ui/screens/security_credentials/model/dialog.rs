//! The dialog that is open.

use crate::ui::reactive::owned_flow::OwnedFlow;
use keycutter_core::flows::change_key::ChangeKey;
use keycutter_core::flows::create::Create;
use keycutter_core::flows::tool_key::ToolKey;

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
    /// `New key for a tool`.
    ToolKey(OwnedFlow<ToolKey>),
}

impl Dialog {
    /// Whether it holds a secret that would be lost with it.
    pub fn is_unsaved(&self) -> bool {
        match self {
            Self::Create(flow) => flow.with(Create::is_unsaved),
            Self::ToolKey(flow) => flow.with(ToolKey::is_unsaved),
            _ => false,
        }
    }

    /// Whether the browser asks before the page is left.
    pub fn guards_leaving(&self) -> bool {
        match self {
            Self::Create(flow) => flow.with(Create::guards_leaving),
            _ => self.is_unsaved(),
        }
    }

    /// Whether it shows a new key.
    pub fn holds_new_key(&self) -> bool {
        match self {
            Self::Create(flow) => flow.with(Create::holds_new_key),
            _ => self.is_unsaved(),
        }
    }
}
