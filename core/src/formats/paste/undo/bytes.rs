//! Helpers for bytes.

/// The value of a hexadecimal digit.
pub fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The value of two hexadecimal digits at the beginning of a text.
pub fn hex_byte(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = *text else { return None };
    Some((hex(high)? << 4) | hex(low)?)
}

/// Whether a text contains another, in any case. The other is in lower case.
pub fn contains(text: &str, what: &str) -> bool {
    text.as_bytes().windows(what.len()).any(|part| part.eq_ignore_ascii_case(what.as_bytes()))
}
