//! Values that follow from others.

use leptos::prelude::*;

use super::local_signal::LocalSignal;

/// A value that follows from the signals which its computation reads. What reads it in turn is rendered
/// again only when it comes out different.
///
/// Leptos's `Memo` is compiled anew for every type of value and every closure, up to 3 kB of wasm each
/// time. Here one `Memo<bool>` says that a value of any type has changed. `docs/decisions.md` has what
/// that saves.
pub struct LocalMemo<T> {
    value: LocalSignal<Option<T>>,
    /// Changes between true and false whenever the value changes.
    changed: Memo<bool>,
}

impl<T: PartialEq + 'static> LocalMemo<T> {
    /// Computes the value when it is first read, and when it is read after a change.
    pub fn new(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let value = LocalSignal::new(None);
        let changed = toggle(Box::new(move || value.replace(Some(compute()))));
        Self { value, changed }
    }

    /// Reads the value and follows it.
    ///
    /// # Panics
    ///
    /// When its part of the page is gone, as [`LocalSignal::with`].
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.changed.get();
        self.value.with_untracked(|value| read(value.as_ref().expect("it was computed above")))
    }
}

impl<T: Clone + PartialEq + 'static> LocalMemo<T> {
    /// A copy of the value, which is followed.
    ///
    /// # Panics
    ///
    /// As [`LocalMemo::with`].
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The same for whatever may outlive the value, and does not follow it: `None` when it is gone.
    pub fn try_get_untracked(self) -> Option<T> {
        self.changed.try_get_untracked()?;
        self.value.try_get_untracked().flatten()
    }
}

fn toggle(is_changed: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |was| (was == Some(&true)) != is_changed())
}

impl<T> Clone for LocalMemo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for LocalMemo<T> {}
