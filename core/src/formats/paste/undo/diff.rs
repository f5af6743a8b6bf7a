//! The signs of a unified diff.

use zeroize::Zeroizing;

use super::bytes::contains;

/// Stands at the beginning of a line that a diff adds. No text contains this control character.
pub const ADDED: char = '\u{1}';
/// Stands at the beginning of a line that a diff removes.
pub const REMOVED: char = '\u{2}';

/// Replaces `+` and `-` at the beginning of lines, if the text is a diff.
pub fn undo(text: &str) -> Option<Zeroizing<String>> {
    let has = |prefix: &str| text.lines().any(|line| line.starts_with(prefix));
    // Without a header, both signs must stand before a name.
    let names_after = |sign: char| {
        let mut after = text.lines().filter_map(|line| line.strip_prefix(sign));
        after.any(|line| {
            let line = line.trim_start_matches(['"', '\'', ' ']);
            let name = line.split(['=', ':']).next().unwrap_or_default();
            name.len() < line.len()
                && name.len() <= 64
                && contains(name, "key")
                && !name.starts_with(sign)
        })
    };
    if !(has("@@ ") || has("diff --git ") || (names_after('+') && names_after('-'))) {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.split_inclusive('\n') {
        if line.starts_with("+++ ") || line.starts_with("--- ") {
            plain.push('\n');
        } else if let Some(rest) = line.strip_prefix('+') {
            plain.push(ADDED);
            plain.push_str(rest);
        } else if let Some(rest) = line.strip_prefix('-') {
            plain.push(REMOVED);
            plain.push_str(rest);
        } else {
            plain.push_str(line.strip_prefix(' ').unwrap_or(line));
        }
    }
    Some(plain)
}
