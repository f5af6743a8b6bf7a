//! Handles of the browser's that do something as long as they are there.

use std::any::Any;

use leptos::prelude::*;

/// A place for one handle: it goes when another comes, and with the view it belongs to.
///
/// Of one type for all handles, since a stored value of each would weigh half a kilobyte.
#[derive(Clone, Copy)]
pub struct Kept(StoredValue<Option<Box<dyn Any>>, LocalStorage>);

impl Kept {
    /// A place with nothing in it.
    pub fn nothing() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// A place with something in it.
    pub fn new(handle: impl Any) -> Self {
        let kept = Self::nothing();
        kept.set(Some(Box::new(handle)));
        kept
    }

    /// Lets go of what is there, and keeps something else instead.
    pub fn set(self, handle: Option<Box<dyn Any>>) {
        self.0.try_set_value(handle);
    }

    /// Whether something is there.
    pub fn is_set(self) -> bool {
        self.0.try_with_value(Option::is_some) == Some(true)
    }
}
