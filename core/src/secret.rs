//! Text that is wiped when dropped and never printed.

use std::fmt;

use zeroize::Zeroizing;

/// A secret access key or a session token.
///
/// There is no `Display`, no `Serialize` and no `Clone`: a secret is moved, not copied, and its text
/// is only available through [`Secret::expose`], which is easy to search for.
///
/// ```
/// # use keycutter_core::Secret;
/// let secret = Secret::from(String::from("wJalrXUtnFEMI"));
/// assert_eq!(format!("{secret:?}"), "Secret(redacted)");
/// assert_eq!(secret.expose(), "wJalrXUtnFEMI");
/// ```
#[derive(Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text. Each call is a place where a secret leaves its wrapper.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A second copy, wiped on its own when dropped. It is not `Clone`, so that each copy is
    /// deliberate.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Overwrites the part of the stack below the caller, which calls that have returned have used.
///
/// Signing copies a secret into hash blocks on the stack. The allocator wipes freed memory on the
/// heap; this does the same for the stack. Its 16 KiB are more than signing uses. It must not be
/// called from within a call that it is to wipe.
#[inline(never)]
pub fn wipe_stack() {
    let mut below = [0_u8; 16 * 1024];
    // Keeps the compiler from removing the unused array.
    std::hint::black_box(&mut below);
}

impl From<String> for Secret {
    /// Takes ownership of the text without copying it.
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}
