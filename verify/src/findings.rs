//! What `verify` finds, and how it says so.

use std::collections::BTreeMap;

use crate::prelude::*;

/// The page's file.
pub const PAGE: &str = "index.html";
/// Of a file.
pub const DIFFERS: &str = "The file differs from this build, so visitors may be given something else. Upload all \
    files again, and find out what changed this one.";
/// Of a file.
pub const MISSING: &str = "The file is missing. Upload all files again.";

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What is wrong with a copy: sentences that say what, what it means and what to do, each with where
/// that is so.
#[derive(Debug, Default)]
pub struct Findings(pub BTreeMap<String, Vec<String>>);

impl Findings {
    /// Adds one.
    pub fn add(&mut self, sentences: impl Into<String>, place: impl Into<String>) {
        self.0.entry(sentences.into()).or_default().push(place.into());
    }

    /// Prints them. Any is a failure, for which `fix` is given.
    ///
    /// # Errors
    ///
    /// When there are any.
    pub fn conclude(&self, place: &str, fix: &str) -> Result<()> {
        for (sentences, places) in &self.0 {
            println!("\n{sentences}\n  {}", places.join("\n  "));
        }
        let cause =
            format!("{place} is not what this checkout builds (findings: {})", self.0.len());
        ensure!(self.0.is_empty(), StepError::new("verify", cause, fix));
        Ok(())
    }
}

/// A file as text, empty if there is none.
pub fn text(files: &Files, name: &str) -> String {
    files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// Text of a copy: bounded, and without characters that control a terminal.
pub fn quoted(text: &str) -> String {
    let (plain, control) = (|c: char| c == ' ' || c.is_ascii_graphic(), char::escape_unicode);
    let short = text.chars().take(300);
    short.map(|c| if plain(c) { c.to_string() } else { control(c).to_string() }).collect()
}
