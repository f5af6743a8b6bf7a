//! Bytes of a file to text.

use zeroize::Zeroizing;

/// The text of a file: UTF-8, or UTF-16 as Windows PowerShell's `>` writes it, each with a byte
/// order mark or without. `None` for what is not text.
///
/// Bytes that are neither become spaces: they stand in a comment or a name, since ids, secrets and
/// tokens are all ASCII.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => from_utf8(rest),
        [0xff, 0xfe, rest @ ..] => from_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => from_utf16(rest, u16::from_be_bytes),
        _ => match zeroes(bytes) {
            (0, odd) if is_most(odd, bytes) => from_utf16(bytes, u16::from_le_bytes),
            (even, 0) if is_most(even, bytes) => from_utf16(bytes, u16::from_be_bytes),
            _ => from_utf8(bytes),
        },
    };
    text.bytes().all(is_text).then_some(text)
}

/// How many bytes are zero at even places and at odd ones: ASCII in UTF-16 has them at one kind.
fn zeroes(bytes: &[u8]) -> (usize, usize) {
    bytes.chunks(2).fold((0, 0), |(even, odd), pair| {
        (even + usize::from(pair[0] == 0), odd + usize::from(pair.get(1) == Some(&0)))
    })
}

/// Whether so many zeroes are those of text in UTF-16 that is mostly ASCII.
fn is_most(zeroes: usize, bytes: &[u8]) -> bool {
    zeroes > bytes.len() / 4
}

fn from_utf8(bytes: &[u8]) -> Zeroizing<String> {
    // Never longer than the bytes, so that the text is never moved and left behind unwiped.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len()));
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(' ');
        }
    }
    text
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<String> {
    // Two bytes become three at most.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() / 2 * 3));
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    for character in char::decode_utf16(units) {
        text.push(character.unwrap_or(' '));
    }
    text
}

/// No text has control characters but for white space and a terminal's escapes.
fn is_text(byte: u8) -> bool {
    !byte.is_ascii_control() || matches!(byte, b'\t'..=b'\r' | 0x1b)
}
