//! A new key on screen, and who else has its secret by now.

use crate::keys::{AccessKeyId, NewAccessKey};

/// The new key, whose secret this tab is the only one to hold at first.
#[derive(Debug)]
pub struct Created {
    new: NewAccessKey,
    custody: Custody,
    is_visible: bool,
    is_save_refused: bool,
    is_confirming_close: bool,
}

/// Who has the secret besides the dialog, in ascending order: it never goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Custody {
    /// No one.
    Unseen,
    /// The person who read it from the screen.
    Shown,
    /// The clipboard.
    Copied,
    /// The key file.
    Saved,
}

/// What leaving the dialog means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Nothing: a request is on its way, or the question is being asked already.
    Stay,
    /// To ask whether the secret may go.
    Ask,
    /// To close.
    Close,
}

impl Created {
    pub(super) fn new(new: NewAccessKey) -> Self {
        Self {
            new,
            custody: Custody::Unseen,
            is_visible: false,
            is_save_refused: false,
            is_confirming_close: false,
        }
    }

    /// The key and its secret, to be shown, copied and written into the key file.
    #[must_use]
    pub fn new_key(&self) -> &NewAccessKey {
        &self.new
    }

    /// Who has the secret besides the dialog.
    #[must_use]
    pub fn custody(&self) -> Custody {
        self.custody
    }

    /// Whether the key can be read on the screen just now.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.is_visible
    }

    /// Whether the browser refused to save the key file when it was last asked to.
    #[must_use]
    pub fn is_save_refused(&self) -> bool {
        self.is_save_refused
    }

    /// Whether the person is being asked if the secret may go.
    #[must_use]
    pub fn is_confirming_close(&self) -> bool {
        self.is_confirming_close
    }

    /// Whether the secret would be lost with the dialog. What was only looked at may have been
    /// written down, but that is not certain.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.custody < Custody::Copied
    }

    /// What leaving means, where a secret in this custody or better may go unasked.
    pub(super) fn leaving(&self, enough: Custody) -> Leaving {
        match self.custody {
            // The question is answered by its own buttons.
            _ if self.is_confirming_close => Leaving::Stay,
            custody if custody < enough => Leaving::Ask,
            _ => Leaving::Close,
        }
    }

    pub(super) fn set_visible(&mut self, is_visible: bool) {
        self.is_visible = is_visible;
        if is_visible {
            self.custody = self.custody.max(Custody::Shown);
        }
    }

    pub(super) fn note_copied(&mut self, id: &AccessKeyId) {
        if self.new.key.id == *id {
            self.note_kept(Custody::Copied);
        }
    }

    pub(super) fn note_saved(&mut self) {
        self.is_save_refused = false;
        self.note_kept(Custody::Saved);
    }

    pub(super) fn note_save_refused(&mut self) {
        self.is_save_refused = true;
    }

    pub(super) fn set_confirming_close(&mut self, is_confirming: bool) {
        self.is_confirming_close = is_confirming;
    }

    fn note_kept(&mut self, custody: Custody) {
        self.custody = self.custody.max(custody);
        // There is nothing left to ask.
        self.is_confirming_close = false;
    }
}
