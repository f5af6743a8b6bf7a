//! Typographic characters to plain ones.

use zeroize::Zeroizing;

/// The text with ASCII quotes, spaces, hyphens, dots and line feeds in place of typographic ones, and
/// without invisible characters. Other ASCII characters stay as they are.
pub fn tidy(text: &str) -> Zeroizing<String> {
    // No replacement is longer than the character it replaces.
    let mut tidy = Zeroizing::new(String::with_capacity(text.len()));
    let mut after_return = false;
    for character in text.chars() {
        let plain = match character {
            '\n' if after_return => None,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\0'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}' => None,
            '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => Some(' '),
            '\u{2010}' | '\u{2011}' => Some('-'),
            '\u{2012}'..='\u{2015}' | '\u{2212}' => {
                // A dash joins no word, as a hyphen does.
                tidy.push_str(" -");
                Some(' ')
            }
            '…' => {
                tidy.push_str("..");
                Some('.')
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' => Some('\''),
            other => Some(other),
        };
        after_return = character == '\r';
        tidy.extend(plain);
    }
    tidy
}
