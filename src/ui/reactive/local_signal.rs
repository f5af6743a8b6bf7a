//! Values that views follow.
//!
//! Leptos's `RwSignal` is compiled anew for every type of value, half a kilobyte of wasm a method.
//! Here values of all types are kept in one kind of arena entry beside a Leptos trigger, and only
//! the last step knows the type. `docs/decisions.md` has what that saves.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;

/// A value that views follow: what reads it with [`LocalSignal::get`] or [`LocalSignal::with`] is
/// rendered again when it changes. It lives as long as the part of the page that made it.
///
/// Leptos frees a follower that is gone only when the value is next set, so a value that outlives
/// its followers is set from time to time, even if to the same.
pub struct LocalSignal<T> {
    entry: Handle,
    holds: PhantomData<fn() -> T>,
}

/// Where a value of any type is kept.
#[derive(Clone, Copy)]
struct Handle(StoredValue<Rc<Entry>, LocalStorage>);

/// A value, in a `RefCell` of its type, and the trigger that notifies its followers.
struct Entry {
    changed: ArcTrigger,
    value: Box<dyn Any>,
}

impl Handle {
    #[inline(never)]
    fn new(value: Box<dyn Any>) -> Self {
        Self(StoredValue::new_local(Rc::new(Entry { changed: ArcTrigger::new(), value })))
    }

    /// The entry, unless its part of the page is gone.
    #[inline(never)]
    fn get(self) -> Option<Rc<Entry>> {
        self.0.try_get_value()
    }

    /// The same, followed.
    #[inline(never)]
    fn follow(self) -> Option<Rc<Entry>> {
        let entry = self.get();
        if let Some(entry) = &entry {
            entry.changed.track();
        }
        entry
    }
}

impl Entry {
    /// The one place that knows a type: its id takes twenty bytes, which do not compress.
    #[inline(never)]
    fn cell<T: 'static>(&self) -> Option<&RefCell<T>> {
        self.value.downcast_ref()
    }
}

impl<T: 'static> LocalSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        Self { entry: Handle::new(Box::new(RefCell::new(value))), holds: PhantomData }
    }

    /// Reads the value and follows it.
    ///
    /// # Panics
    ///
    /// When its part of the page is gone: a view reads what was made with it or around it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.read(true, read).expect("a view reads what lives as long as it does")
    }

    /// Reads the value without following it.
    ///
    /// # Panics
    ///
    /// As [`LocalSignal::with`].
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.read(false, read).expect("a view reads what lives as long as it does")
    }

    /// The same for whatever may outlive the value: `None` when it is gone.
    pub fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.read(false, read)
    }

    /// Sets another value. Nothing happens when the signal is gone: work may end after its view.
    pub fn set(self, value: T) {
        self.update(|kept| *kept = value);
    }

    /// Changes the value in place, if it still exists.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(entry) = self.entry.get() {
            if let Some(cell) = entry.cell() {
                change(&mut *cell.borrow_mut());
            }
            entry.changed.notify();
        }
    }

    fn read<U>(self, follow: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        let entry = if follow { self.entry.follow() } else { self.entry.get() }?;
        let value = entry.cell()?.borrow();
        Some(read(&value))
    }
}

impl<T: PartialEq + 'static> LocalSignal<T> {
    /// Puts another value in place without notifying the followers, and says whether it differs.
    pub(super) fn replace(self, value: T) -> bool {
        let entry = self.entry.get();
        let cell = entry.as_deref().and_then(Entry::cell::<T>);
        cell.is_some_and(|cell| {
            cell.borrow().ne(&value) && {
                cell.replace(value);
                true
            }
        })
    }
}

impl<T: Default + 'static> LocalSignal<T> {
    /// Takes the value out and leaves the default, without notifying its followers.
    pub fn take(self) -> T {
        let entry = self.entry.get();
        entry.and_then(|entry| entry.cell().map(RefCell::take)).unwrap_or_default()
    }
}

impl<T: Clone + 'static> LocalSignal<T> {
    /// A copy of the value, which is followed.
    ///
    /// # Panics
    ///
    /// As [`LocalSignal::with`].
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value, which is not followed.
    ///
    /// # Panics
    ///
    /// As [`LocalSignal::with`].
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The same for whatever may outlive the value: `None` when it is gone.
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

impl<T> Clone for LocalSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for LocalSignal<T> {}
