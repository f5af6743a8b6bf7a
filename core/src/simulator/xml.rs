//! Answers, written.

use crate::aws::Service;

/// Elements, one after another. They are pushed one by one, since an expression that joins strings
/// weighs far more.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// The beginning of an element.
    pub fn open(&mut self, name: &str) {
        self.push(["<", name, ">"]);
    }

    /// Its end.
    pub fn close(&mut self, name: &str) {
        self.push(["</", name, ">"]);
    }

    /// An element with text. XML cannot carry control characters at all, so they are replaced.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.open(name);
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                control if control.is_control() => self.0.push(char::REPLACEMENT_CHARACTER),
                other => self.0.push(other),
            }
        }
        self.close(name);
    }

    /// An element around what was written elsewhere, if anything was: an action that only does
    /// something has no result.
    pub fn around(&mut self, name: &str, inside: &Self) {
        if !inside.0.is_empty() {
            self.open(name);
            self.0.push_str(&inside.0);
            self.close(name);
        }
    }

    /// The document with these elements inside.
    pub fn document(&self, service: Service, name: &str) -> String {
        let mut document = Self::default();
        document.push(["<", name, " xmlns=\"https://"]);
        document.push([service.signing_name(), ".amazonaws.com/doc/", service.version()]);
        document.push(["/\">", &self.0, ""]);
        document.close(name);
        document.0
    }

    fn push(&mut self, pieces: [&str; 3]) {
        for piece in pieces {
            self.0.push_str(piece);
        }
    }
}
