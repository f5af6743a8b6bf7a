//! The residue test: once a tab is locked, nothing of any secret is left in it.
//!
//! The program's linear memory is searched byte by byte. No page offers it to a script, and a
//! story must change nothing in the page: but every text that passes between the program and the
//! browser is a view of that memory, and passes through a function of the browser's that can be
//! listened to.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::secrets::Secret;

const FIND: &str = include_str!("residue.js");

/// Listens, from the moment a page has loaded: from then on the memory is known, whenever it
/// grows.
pub(crate) const LISTEN: &str = "
    const hear = (of, name) => {
      const own = of.prototype[name];
      of.prototype[name] = function (...given) {
        for (const view of given) if (ArrayBuffer.isView(view)) window.memoryForTheTest = view.buffer;
        return own.apply(this, given);
      };
    };
    hear(TextDecoder, 'decode');
    hear(TextEncoder, 'encodeInto');";

/// The program's memory, by its place in what is found.
const MEMORY: &str = "the program's memory";

/// A secret that was found.
#[derive(Debug)]
pub struct Residue {
    /// Where.
    pub place: String,
    /// What stands there, for whoever wonders how it got there. Not yet redacted.
    sentence: String,
}

impl Residue {
    /// Whether it is in the program's memory.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.place == MEMORY
    }

    /// Whether it is where a tab that is in use may have one: in memory, or in a field.
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

/// Looks for secrets everywhere a page can have them.
///
/// # Errors
///
/// Why nobody could look.
pub fn find(browser: &Browser, secrets: &[Secret]) -> Result<Vec<Residue>, String> {
    let shapes: Vec<_> = secrets
        .iter()
        .enumerate()
        .flat_map(|(secret, text)| {
            text.shapes()
                .into_iter()
                .chain(text.pieces())
                .map(move |(kind, shape)| json!({ "kind": kind, "secret": secret, "shape": shape }))
        })
        .collect();
    let found = browser
        .script(&format!("{FIND}\nreturn find(arguments[0])"), vec![Value::from(shapes)])
        .map_err(|error| format!("nobody could look for residues: {error}"))?;
    let found = found.as_array().ok_or("the search for residues told nothing")?;
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

/// Presses `Lock`, whatever is in front of it. Whether it was there.
///
/// # Errors
///
/// What the driver said.
pub fn lock(browser: &Browser) -> Result<bool, String> {
    let pressed = browser
        .script(&format!("{FIND}\nreturn lock()"), vec![])
        .map_err(|error| format!("`Lock` could not be pressed: {error}"))?;
    Ok(pressed == true)
}
