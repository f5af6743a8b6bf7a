//! What is remembered between visits, through **gloo-storage**: where to sign in, and the theme.
//! Nothing else is ever stored, and nothing at all where the page was opened from a disk: there, any
//! other page on the disk could have stored it.
//!
//! Each is one short text under a key of its own. The crate's typed interface would bring a JSON
//! reader along, 8 kB over the wire for four words.

use gloo_storage::{LocalStorage, Storage};

use super::environment;

/// One thing that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// A partition's id, or `custom`.
    Where,
    /// The custom endpoint's URL.
    Endpoint,
    /// The custom endpoint's region.
    Region,
    /// `light`, `dark`, or empty to follow the system.
    Theme,
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Self::Where => "keycutter.place",
            Self::Endpoint => "keycutter.endpoint",
            Self::Region => "keycutter.region",
            Self::Theme => "keycutter.theme",
        }
    }

    /// What was remembered; empty when nothing was.
    #[must_use]
    pub fn load(self) -> String {
        storage()
            .and_then(|storage| storage.get_item(self.key()).ok().flatten())
            .unwrap_or_default()
    }

    /// Remembers it. A browser that stores nothing forgets it with the tab, which is no error.
    pub fn save(self, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(self.key(), text);
        }
    }
}

/// The browser's storage, if it lends the page one. gloo-storage panics where it does not, as with
/// cookies blocked, or in a sandboxed frame.
fn storage() -> Option<web_sys::Storage> {
    if environment::is_file() {
        return None;
    }
    let there = web_sys::window()?.local_storage().is_ok_and(|storage| storage.is_some());
    there.then(LocalStorage::raw)
}
