//! Text that is wiped when dropped and never printed.

use std::fmt;

use zeroize::Zeroizing;

/// A secret access key or a session token.
///
/// There is no `Display`, no `Serialize` and no `Clone`: a secret is moved, not copied, and the
/// one way to its text is [`Secret::expose`], which is easy to search for.
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
    /// The text itself. Every use of this method is a place where a secret leaves its wrapping.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A second copy, wiped on its own when dropped. Named so that copies are counted, not made
    /// in passing.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Overwrites the part of the stack that calls which have returned were using.
///
/// Signing spreads a secret over the blocks of a hash there. The allocator wipes what was on the
/// heap; this does the same for the stack. It reaches further down than any of those calls did,
/// and must not be called from inside of them.
#[inline(never)]
pub fn wipe_stack() {
    let mut below = [0_u8; 16 * 1024];
    // Seen by nobody, which the compiler must not know.
    std::hint::black_box(&mut below);
}

impl From<String> for Secret {
    /// Takes the text over without copying it.
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}
