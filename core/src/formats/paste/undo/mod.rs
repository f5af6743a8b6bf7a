//! What mail programs, editors and notations do to a text, undone.
//!
//! Each function is one pass over the text. Those that change more than single characters look for
//! their notation's own signature first.

mod base64;
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

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The value of two hexadecimal digits at the beginning of a text.
fn hex_byte(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = *text else { return None };
    Some((hex(high)? << 4) | hex(low)?)
}

/// Whether a text contains another, in any case. The other is in lower case.
fn contains(text: &str, what: &str) -> bool {
    text.as_bytes().windows(what.len()).any(|part| part.eq_ignore_ascii_case(what.as_bytes()))
}
