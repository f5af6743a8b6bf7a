//! A text that grows in one place, and the quotes of several languages.

use std::fmt;

use super::template::Quotes;
use crate::Secret;

/// A text that holds a secret, until it is finished.
pub(super) struct Text(String);

impl Text {
    /// Large enough for every format, so that the text is never moved and left behind.
    pub fn new() -> Self {
        Self(String::with_capacity(4096))
    }

    /// Adds parts, one after another.
    pub fn add(mut self, parts: &[&str]) -> Self {
        for part in parts {
            self.0.push_str(part);
        }
        self
    }

    /// Adds a value in quotes.
    pub fn add_quoted(mut self, value: &str, quotes: Quotes) -> Self {
        let quote = if quotes == Quotes::Json { '"' } else { '\'' };
        self.0.push(quote);
        for character in value.chars() {
            let prefix = match (quotes, character) {
                (Quotes::Shell, '\'') => "'\\'",
                (Quotes::PowerShell, '\'') => "'",
                (Quotes::Backslash, '\'' | '\\') | (Quotes::Json, '"' | '\\') => "\\",
                _ => "",
            };
            self.0.push_str(prefix);
            self.0.push(character);
        }
        self.0.push(quote);
        self
    }

    pub fn finish(self) -> Secret {
        Secret::from(self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(redacted)")
    }
}
