//! What mail programs, editors and notations do to a text, undone.
//!
//! Each function is one pass over the text. Those that change more than single characters look for
//! their notation's own signature first.

mod base64;
mod bytes;
mod diff;
mod escapes;
mod mail;
mod rtf;
mod tidy;

pub use diff::{ADDED, REMOVED};

use zeroize::Zeroizing;

use super::scan_budget;

/// Undoes what concerns whole lines: typography, RTF, the encodings and quote marks of mail, the
/// signs of a diff.
pub fn lines(text: &str) -> Zeroizing<String> {
    let mut text = tidy::tidy(text);
    for undo in [rtf::undo, mail::unquote, mail::quoted_printable, diff::undo] {
        scan_budget::spend(4 * text.len());
        if let Some(plain) = undo(&text) {
            text = plain;
        }
    }
    text
}

/// Undoes what concerns characters: escapes of JSON, HTML and URLs, and base64.
pub fn values(text: &str) -> Zeroizing<String> {
    scan_budget::spend(6 * text.len());
    base64::undo(&escapes::undo(text))
}
