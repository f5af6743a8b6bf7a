//! Escapes of JSON, shells, HTML and URLs.

use zeroize::Zeroizing;

use super::bytes::{hex, hex_byte};

/// The named character references that stand in copied markup.
const ENTITIES: [(&str, char); 10] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("nbsp;", ' '),
    ("sol;", '/'),
    ("plus;", '+'),
    ("equals;", '='),
    ("colon;", ':'),
];

/// The text without escapes, each one read once.
pub fn undo(text: &str) -> Zeroizing<String> {
    // No escape is shorter than what it stands for.
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&', '%', '^']) {
        plain.push_str(&rest[..at]);
        let (sign, after) = rest[at..].split_at(1);
        let (character, length) = match sign {
            "\\" => backslash(after.as_bytes()),
            "&" => entity(after),
            "%" => percent(after.as_bytes()),
            // A line break of cmd.
            _ => after.starts_with('\n').then_some((None, 1)),
        }
        .unwrap_or((sign.chars().next(), 0));
        plain.extend(character);
        rest = &after[length..];
    }
    plain.push_str(rest);
    plain
}

/// What an escape stands for, and how long it is behind its sign.
type Escape = Option<(Option<char>, usize)>;

/// `\/`, `\"`, `\n`, `\u002b`, `\x2b`, and a shell's line break. In JSON within JSON the backslash
/// is doubled.
fn backslash(after: &[u8]) -> Escape {
    let slashes = after.iter().take(7).take_while(|byte| **byte == b'\\').count();
    let coded = |from: usize| {
        let byte = hex_byte(after.get(slashes + from..)?)?;
        let is_shown = byte.is_ascii_graphic() || byte == b' ';
        is_shown.then(|| (Some(char::from(byte)), slashes + from + 2))
    };
    match after[slashes..] {
        [b'\n', ..] => Some((None, slashes + 1)),
        // Markdown escapes the last three.
        [byte @ (b'/' | b'"' | b'\'' | b'_' | b'+' | b'*'), ..] => {
            Some((Some(char::from(byte)), slashes + 1))
        }
        [b'n' | b'r', ..] => Some((Some('\n'), slashes + 1)),
        [b't', ..] => Some((Some('\t'), slashes + 1)),
        [b'u', b'0', b'0', ..] => coded(3),
        [b'x', ..] => coded(1),
        _ => None,
    }
}

/// `&amp;`, `&#47;` and `&#x2F;`.
fn entity(after: &str) -> Escape {
    if let Some((name, character)) = ENTITIES.iter().find(|(name, _)| after.starts_with(name)) {
        return Some((Some(*character), name.len()));
    }
    let digits = after.strip_prefix('#')?;
    let (digits, radix) =
        digits.strip_prefix(['x', 'X']).map_or((digits, 10), |digits| (digits, 16));
    let length = digits.bytes().take(4).take_while(|byte| hex(*byte).is_some()).count();
    let code = u8::from_str_radix(&digits[..length], radix).ok()?;
    let is_whole = digits[length..].starts_with(';') && (code == b'\n' || !code.is_ascii_control());
    let end = after.len() - digits.len() + length + 1;
    is_whole.then(|| (Some(if code.is_ascii() { char::from(code) } else { ' ' }), end))
}

/// `%2F`, `%2B` and `%3D`, the characters of secrets and tokens that URLs encode.
fn percent(after: &[u8]) -> Escape {
    let byte = hex_byte(after)?;
    b"/+=:".contains(&byte).then(|| (Some(char::from(byte)), 2))
}
