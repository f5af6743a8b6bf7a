//! Handles of the browser that do something as long as they exist: listeners, timers, files.

use std::any::Any;

use leptos::prelude::*;

use super::local_memo::LocalMemo;
use super::local_signal::LocalSignal;

/// A place for one handle. It is dropped when another replaces it, and with the view it belongs to.
#[derive(Clone, Copy)]
pub struct HandleSlot(LocalSignal<Option<Box<dyn Any>>>);

impl HandleSlot {
    /// An empty slot.
    pub fn empty() -> Self {
        Self(LocalSignal::new(None))
    }

    /// A slot that holds a handle.
    pub fn new(handle: impl Any) -> Self {
        let slot = Self::empty();
        slot.set(Some(Box::new(handle)));
        slot
    }

    /// Holds a handle while a condition is true.
    pub fn while_true(
        condition: impl Fn() -> bool + Send + Sync + 'static,
        handle: impl Fn() -> Box<dyn Any> + 'static,
    ) {
        Self::hold(LocalMemo::new(condition), Box::new(handle));
    }

    fn hold(condition: LocalMemo<bool>, handle: Box<dyn Fn() -> Box<dyn Any>>) {
        let slot = Self::empty();
        Effect::new(move || slot.set(condition.get().then(&handle)));
    }

    /// Drops the handle and holds another instead.
    pub fn set(self, handle: Option<Box<dyn Any>>) {
        self.0.set(handle);
    }
}
