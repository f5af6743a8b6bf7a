//! The residue test: once a tab is locked, no secret is left in it.
//!
//! The search covers the program's linear memory, byte by byte, and everything that a script of
//! the page can read: see [`residue.js`](residue.js).

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::secrets::Secret;

const FIND: &str = include_str!("residue.js");

/// The program's memory, as a place of a finding.
const MEMORY: &str = "the program's memory";

/// A secret that was found.
#[derive(Debug)]
pub struct Residue {
    /// Where.
    pub place: String,
    /// The text around it, which shows where it comes from. Not yet redacted.
    sentence: String,
}

impl Residue {
    /// Whether it is in the program's memory.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.place == MEMORY
    }

    /// Whether a tab in use may have a secret there: in memory, or in a field.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.is_in_memory() || self.place.starts_with("value of ")
    }
}

impl std::fmt::Display for Residue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Searches for secrets wherever a page can have them.
///
/// # Errors
///
/// Why there was no search.
pub fn find(browser: &Browser, secrets: &[Secret]) -> Result<Vec<Residue>, String> {
    let forms: Vec<_> = secrets
        .iter()
        .enumerate()
        .flat_map(|(number, secret)| {
            secret
                .forms()
                .into_iter()
                .map(move |form| json!({ "kind": form.kind, "secret": number, "text": form.text }))
        })
        .collect();
    let found = browser
        .script(&format!("{FIND}\nreturn find(arguments[0])"), vec![Value::from(forms)])
        .map_err(|error| format!("the search for residues failed: {error}"))?;
    let found = found.as_array().ok_or("the search for residues returned nothing")?;
    Ok(found.iter().map(residue).collect())
}

fn residue(found: &Value) -> Residue {
    let text = |key: &str| found[key].as_str().unwrap_or_default();
    let (place, kind) = (text("place").to_owned(), text("kind"));
    let sentence = format!(
        "a secret (number {}) is left in {place}, {kind}, at {}: {}",
        found["secret"],
        found["at"],
        text("around")
    );
    Residue { place, sentence }
}

/// Clicks `Lock`, even behind a dialog. Whether there is such a button.
///
/// # Errors
///
/// The driver's error.
pub fn lock(browser: &Browser) -> Result<bool, String> {
    let clicked = browser
        .script(&format!("{FIND}\nreturn lock()"), vec![])
        .map_err(|error| format!("`Lock` could not be clicked: {error}"))?;
    Ok(clicked == true)
}
