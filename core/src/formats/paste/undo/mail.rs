//! Quote marks and quoted-printable ([RFC 2045, section 6.7](https://www.rfc-editor.org/rfc/rfc2045#section-6.7)).

use zeroize::Zeroizing;

use super::bytes::{contains, hex_byte};

/// Removes the `>` at the beginning of quoted lines.
pub fn unquote(text: &str) -> Option<Zeroizing<String>> {
    if !text.starts_with('>') && !text.contains("\n>") {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.split_inclusive('\n') {
        let mut line = line;
        while let Some(rest) = line.strip_prefix('>') {
            let next = rest.trim_start_matches(' ');
            // Only one space is the mark's own: others indent what is quoted.
            line =
                if next.starts_with('>') { next } else { rest.strip_prefix(' ').unwrap_or(rest) };
        }
        plain.push_str(line);
    }
    Some(plain)
}

/// Decodes `=3D` and joins lines at a `=`, in a text whose header says so or which can be nothing
/// else.
pub fn quoted_printable(text: &str) -> Option<Zeroizing<String>> {
    let is_encoded = text.matches("=3D").nth(1).is_some()
        || ["=3DAKIA", "=3DASIA", "=3D\"", "=\n"].iter().any(|sign| text.contains(sign))
            && text.contains("=3D");
    if !is_encoded && !contains(text, "quoted-printable") {
        return None;
    }
    let bytes = text.as_bytes();
    let mut decoded = Zeroizing::new(String::with_capacity(bytes.len()));
    let mut from = 0;
    for (at, _) in text.match_indices('=') {
        if at < from {
            continue;
        }
        let skipped = match hex_byte(&bytes[at + 1..]) {
            _ if bytes.get(at + 1) == Some(&b'\n') => 2,
            // Other characters are in comments and names.
            Some(byte) => {
                decoded.push_str(&text[from..at]);
                decoded.push(if byte.is_ascii() { char::from(byte) } else { ' ' });
                from = at + 3;
                continue;
            }
            None => continue,
        };
        decoded.push_str(&text[from..at]);
        from = at + skipped;
    }
    decoded.push_str(&text[from..]);
    Some(decoded)
}
