//! Values that views follow.
//!
//! Leptos's `RwSignal` is a type of its own for every type of value, and each brings the whole of
//! reading, writing and telling along: half a kilobyte of wasm a method. Here all values are kept
//! alike, in one kind of arena entry beside a Leptos trigger, and only the last step knows the
//! type.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;

/// A value that views follow: whatever reads it with [`LocalSignal::get`] or [`LocalSignal::with`] is drawn
/// anew when it changes. It lives as long as the part of the page that made it.
///
/// Leptos forgets a follower that is gone only when the value is next set, so a value that outlives
/// its followers is set from time to time, if to the same.
pub struct LocalSignal<T> {
    entry: Handle,
    holds: PhantomData<fn() -> T>,
}

/// Where a value of any type is kept.
#[derive(Clone, Copy)]
struct Handle(StoredValue<Rc<Entry<dyn Any>>, LocalStorage>);

/// A value, and what tells that it has changed.
struct Entry<T: ?Sized> {
    changed: ArcTrigger,
    value: RefCell<T>,
}

impl Handle {
    #[inline(never)]
    fn new(entry: Rc<Entry<dyn Any>>) -> Self {
        Self(StoredValue::new_local(entry))
    }

    /// The entry, unless its part of the page is gone.
    #[inline(never)]
    fn get(self) -> Option<Rc<Entry<dyn Any>>> {
        self.0.try_get_value()
    }

    /// Reads the value, if it is there still.
    #[inline(never)]
    fn read(self, follow: bool, read: &mut dyn FnMut(&dyn Any)) {
        if let Some(entry) = self.get() {
            if follow {
                entry.changed.track();
            }
            read(&*entry.value.borrow());
        }
    }

    /// Changes the value, if it is there still, and tells.
    #[inline(never)]
    fn change(self, change: &mut dyn FnMut(&mut dyn Any)) {
        if let Some(entry) = self.get() {
            change(&mut *entry.value.borrow_mut());
            entry.changed.notify();
        }
    }
}

impl<T: 'static> LocalSignal<T> {
    /// A value to begin with.
    pub fn new(value: T) -> Self {
        let changed = ArcTrigger::new();
        let entry = Rc::new(Entry { changed, value: RefCell::new(value) });
        Self { entry: Handle::new(entry), holds: PhantomData }
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

    /// Puts another value in. Nothing happens when the value is gone: work may end after its view.
    pub fn set(self, value: T) {
        self.update(|kept| *kept = value);
    }

    /// Changes the value in its place, if it is there still.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        self.entry.change(&mut |value| {
            if let (Some(value), Some(change)) = (value.downcast_mut(), change.take()) {
                change(value);
            }
        });
    }

    fn read<U>(self, follow: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut read, mut result) = (Some(read), None);
        self.entry.read(follow, &mut |value| {
            if let (Some(value), Some(read)) = (value.downcast_ref(), read.take()) {
                result = Some(read(value));
            }
        });
        result
    }
}

impl<T: Default + 'static> LocalSignal<T> {
    /// Takes the value out and leaves an empty one, without a word to those who follow it.
    pub fn take(self) -> T {
        let mut taken = T::default();
        if let Some(entry) = self.entry.get()
            && let Some(value) = entry.value.borrow_mut().downcast_mut()
        {
            std::mem::swap(&mut taken, value);
        }
        taken
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
