//! What word processors, web pages and terminals do to text, undone.

use zeroize::Zeroizing;

/// The text with plain quotes, spaces, hyphens and line feeds in place of their finer kin, and
/// without characters nobody sees. ASCII is left as it is, but for carriage returns.
pub fn tidy(text: &str) -> Zeroizing<String> {
    // What is put in is never longer than what it is put in for.
    let mut tidy = Zeroizing::new(String::with_capacity(text.len()));
    let mut after_return = false;
    for character in text.chars() {
        let plain = match character {
            '\n' if after_return => None,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{ad}'
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
            '\u{2010}'..='\u{2015}' => Some('-'),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' => Some('\''),
            other => Some(other),
        };
        after_return = character == '\r';
        tidy.extend(plain);
    }
    tidy
}
