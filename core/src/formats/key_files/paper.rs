//! A key on paper, to be typed one day.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::contents::Contents;
use super::text::Text;
use crate::Secret;
use crate::secret::wipe_stack;

/// Both halves in groups of four characters, and a word by which a mistake in typing is found.
pub(super) fn write(contents: &Contents<'_>) -> Secret {
    let word = check_word(contents.id, contents.secret);
    wipe_stack();
    let mut text = Text::new().add(&["AWS access key\n\nAccess key ID:\n"]);
    text = groups(text, contents.id).add(&["\n\nSecret access key:\n"]);
    groups(text, contents.secret)
        .add(&["\n\nThe spaces only help to read.\nCheck word: ", &word])
        .add(&["\n(The first 16 bits of SHA-256 of ID:secret, as a proquint.)\n"])
        .finish()
}

/// Text in groups of four, eight groups a line.
fn groups(text: Text, value: &str) -> Text {
    value.char_indices().fold(text, |text, (n, character)| {
        let gap = match n {
            0 => "",
            _ if n % 32 == 0 => "\n",
            _ if n % 4 == 0 => " ",
            _ => "",
        };
        text.add(&[gap, character.encode_utf8(&mut [0; 4])])
    })
}

/// Sixteen bits of a hash, as a word that can be spoken
/// ([proquint](https://arxiv.org/html/0901.4016)).
#[inline(never)]
fn check_word(id: &str, secret: &str) -> String {
    let mut both = Zeroizing::new(Vec::with_capacity(id.len() + 1 + secret.len()));
    both.extend_from_slice(id.as_bytes());
    both.push(b':');
    both.extend_from_slice(secret.as_bytes());
    let hash = Sha256::digest(&*both);
    let bits = usize::from(hash[0]) << 8 | usize::from(hash[1]);
    let consonant = |shift: u32| char::from(b"bdfghjklmnprstvz"[bits >> shift & 15]);
    let vowel = |shift: u32| char::from(b"aiou"[bits >> shift & 3]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].into_iter().collect()
}
