//! Handles of the browser's that do something as long as they are there.

use std::any::Any;

use crate::ui::reactive::local_signal::LocalSignal;

/// A place for one handle: it goes when another comes, and with the view it belongs to.
#[derive(Clone, Copy)]
pub struct HandleSlot(LocalSignal<Option<Box<dyn Any>>>);

impl HandleSlot {
    /// A place with nothing in it.
    pub fn nothing() -> Self {
        Self(LocalSignal::new(None))
    }

    /// A place with something in it.
    pub fn new(handle: impl Any) -> Self {
        let kept = Self::nothing();
        kept.set(Some(Box::new(handle)));
        kept
    }

    /// Lets go of what is there, and keeps something else instead.
    pub fn set(self, handle: Option<Box<dyn Any>>) {
        self.0.set(handle);
    }

    /// Whether something is there.
    pub fn is_set(self) -> bool {
        self.0.try_with_untracked(Option::is_some) == Some(true)
    }
}
