//! Rich text (RTF 1.9), of which only the text is kept.

use zeroize::Zeroizing;

use super::bytes::hex_byte;

/// Groups that hold no text of the document.
const NOT_TEXT: [&str; 6] = ["fonttbl", "colortbl", "stylesheet", "info", "pict", "*"];

/// The text of an RTF document.
pub fn undo(text: &str) -> Option<Zeroizing<String>> {
    let start = text.find("{\\rtf")?;
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    plain.push_str(&text[..start]);
    let mut rest = &text[start..];
    // How deep the groups are, and how deep the outermost one is that holds no text.
    let (mut depth, mut skipped) = (0_usize, None);
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        let mut shown = None;
        match character {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                skipped = skipped.filter(|outer| *outer <= depth);
            }
            '\\' => {
                let word = control(&mut rest);
                shown = shown_as(word, &mut rest);
                if skipped.is_none() && depth > 0 && NOT_TEXT.contains(&word) {
                    skipped = Some(depth);
                }
            }
            '\n' => {}
            other => shown = Some(other),
        }
        plain.extend(shown.filter(|_| skipped.is_none()));
    }
    Some(plain)
}

/// Takes a control word or symbol, without its number and the space that ends it.
fn control<'t>(rest: &mut &'t str) -> &'t str {
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if length == 0 {
        let symbol = rest.chars().next().map_or(0, char::len_utf8);
        let word = &rest[..symbol];
        *rest = &rest[symbol..];
        return word;
    }
    let (word, after) = rest.split_at(length);
    let number = after.strip_prefix('-').unwrap_or(after);
    // `\u` is followed by the number of a character, and by a substitute for it.
    let number = number.trim_start_matches(|c: char| c.is_ascii_digit());
    *rest = number.strip_prefix(' ').unwrap_or(number);
    word
}

/// The character that a control word or symbol stands for.
fn shown_as(word: &str, rest: &mut &str) -> Option<char> {
    match word {
        "\n" | "par" | "line" | "row" => Some('\n'),
        "tab" | "cell" => Some('\t'),
        "\\" | "{" | "}" => word.chars().next(),
        "~" => Some(' '),
        "_" => Some('-'),
        "lquote" | "rquote" => Some('\''),
        "ldblquote" | "rdblquote" => Some('"'),
        "'" => {
            let byte = hex_byte(rest.as_bytes())?;
            *rest = &rest[2..];
            Some(if byte.is_ascii() { char::from(byte) } else { ' ' })
        }
        _ => None,
    }
}
