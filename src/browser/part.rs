//! Parts of the program whose code is loaded when it is asked for.
//!
//! `cargo xtask dist` splits the program: what only a part reaches goes into a file of its own. In
//! any other build all code is in one program, and nothing has to be loaded.

use std::pin::Pin;
use std::sync::OnceLock;

/// The code of a part could not be loaded: there is no network, or the host has another version of
/// the page by now. It may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A load that is going on.
pub type Load<T> = Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

/// A part of the program, declared with [`part!`]. `T` is what others call in it: functions, by
/// pointers to them, since a call by name would make the code part of the main program.
pub struct Part<T> {
    load: fn() -> Load<T>,
    loaded: OnceLock<T>,
}

impl<T: Copy> Part<T> {
    /// For [`part!`].
    pub const fn new(load: fn() -> Load<T>) -> Self {
        Self { load, loaded: OnceLock::new() }
    }

    /// The part, if it is loaded.
    pub fn get(&self) -> Option<T> {
        self.loaded.get().copied()
    }

    /// Loads the part, unless it is loaded or being loaded.
    ///
    /// # Errors
    ///
    /// [`NotLoaded`].
    pub async fn load(&self) -> Result<T, NotLoaded> {
        let part = (self.load)().await?;
        Ok(*self.loaded.get_or_init(|| part))
    }
}

/// Declares a [`Part`] with the name of its file.
macro_rules! part {
    ($(#[$attribute:meta])* $vis:vis static $name:ident: Part<$type:ty> = $file:ident($value:expr);) => {
        $(#[$attribute])*
        $vis static $name: $crate::browser::part::Part<$type> = {
            #[cfg(split)]
            #[leptos::wasm_split::wasm_split(
                $file,
                wasm_split_path = leptos::wasm_split,
                fallible
            )]
            fn load() -> Result<$type, $crate::browser::part::NotLoaded> {
                Ok($value)
            }
            #[cfg(not(split))]
            async fn load() -> Result<$type, $crate::browser::part::NotLoaded> {
                Ok($value)
            }
            $crate::browser::part::Part::new(|| Box::pin(load()))
        };
    };
}
pub(crate) use part;
