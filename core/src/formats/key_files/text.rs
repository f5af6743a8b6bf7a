//! A text that grows in one place, and the quotes of several languages.

use std::fmt;

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

    /// Adds a value, with a prefix before each of its characters that `prefix` knows.
    pub fn add_escaped(
        mut self,
        value: &str,
        prefix: impl Fn(char) -> Option<&'static str>,
    ) -> Self {
        for character in value.chars() {
            self.0.push_str(prefix(character).unwrap_or_default());
            self.0.push(character);
        }
        self
    }

    /// Adds a value between two parts, in single quotes in which `\` escapes itself and the quote:
    /// fish and PHP.
    pub fn add_backslashed(self, before: &str, value: &str, after: &str) -> Self {
        let prefix = |c| matches!(c, '\\' | '\'').then_some("\\");
        self.add(&[before, "'"]).add_escaped(value, prefix).add(&["'", after])
    }

    /// The same in double quotes: JSON, and YAML, of which it is a subset.
    pub fn add_json(self, before: &str, value: &str, after: &str) -> Self {
        let prefix = |c| matches!(c, '\\' | '"').then_some("\\");
        self.add(&[before, "\""]).add_escaped(value, prefix).add(&["\"", after])
    }

    /// The same in the single quotes of a POSIX shell, which are left for a quote.
    pub fn add_sh(self, before: &str, value: &str, after: &str) -> Self {
        let mut text = self.add(&[before, "'"]);
        for (n, part) in value.split('\'').enumerate() {
            text = text.add(&[if n > 0 { "'\\''" } else { "" }, part]);
        }
        text.add(&["'", after])
    }

    /// The same in the single quotes of `PowerShell`, in which a quote is doubled.
    pub fn add_powershell(self, before: &str, value: &str, after: &str) -> Self {
        let prefix = |c| (c == '\'').then_some("'");
        self.add(&[before, "'"]).add_escaped(value, prefix).add(&["'", after])
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
