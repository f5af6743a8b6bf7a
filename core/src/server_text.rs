//! Text that a server chose, as it may be shown.
//!
//! Whatever a response holds is written by someone else: it may be as long as the response, and may
//! have characters that hide, or change the order of what stands around them
//! ([Unicode TR 36](https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing)). Views set it
//! apart from their own text (`<code>`, `<bdi>`) and say whose it is.

use std::fmt::{self, Write as _};
use std::ops::Deref;

/// Text from a response: of bounded length, with every control and formatting character spelled out
/// as in `<U+202E>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServerText(String);

impl ServerText {
    /// The most characters of a name, a code or an identifier. AWS's longest ARN has 2,048, of which
    /// no caller's has more than these.
    const LINE: usize = 1_024;
    /// The most characters of a message.
    const MESSAGE: usize = 4_096;

    /// A name, a code or an identifier.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self(spelled_out(text, Self::LINE, |_| false))
    }

    /// A message, which may have several lines.
    #[must_use]
    pub fn message(text: &str) -> Self {
        Self(spelled_out(text, Self::MESSAGE, |c| c == '\n' || c == '\t'))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for ServerText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ServerText> for String {
    fn from(text: ServerText) -> Self {
        text.0
    }
}

fn spelled_out(text: &str, most: usize, is_kept: fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len().min(most));
    for (index, character) in text.chars().enumerate() {
        if index == most {
            shown.push('…');
            break;
        }
        if is_invisible(character) && !is_kept(character) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Controls, line separators, and what has no width or sets a direction (Unicode's general categories
/// `Cc`, `Cf`, `Zl` and `Zp`, without the Arabic, Syriac and Egyptian signs among them).
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}
