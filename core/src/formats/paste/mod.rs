//! Credentials out of whatever text a person has in hand.
//!
//! ```
//! use keycutter_core::formats::paste;
//!
//! let text = "ada@host:~$ env\nAWS_ACCESS_KEY_ID=AKIARZPUZDIKJ445QZCB\nAWS_SECRET_ACCESS_KEY=\
//!             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\nLANG=C\n";
//! let found = paste::read(text)?;
//! assert_eq!(found[0].access_key_id, "AKIARZPUZDIKJ445QZCB");
//! assert_eq!(found[0].source, paste::Source::Environment);
//! # Ok::<(), paste::NotUnderstood>(())
//! ```
//!
//! The text passes through these stages:
//!
//! 1. [`decode`] turns the bytes of a file into text.
//! 2. `undo` reverts what mail programs, editors and notations did to it.
//! 3. `table` takes rows of key files and their like; they are whole.
//! 4. `scan` walks through the rest once, and collects values with their names, their places in
//!    the document (`structure`) and whether they are in use (`comments`).
//! 5. `pairing` finds which secret belongs to which id, and `collector` what to return.

mod assigned;
mod collector;
mod comments;
mod decode;
mod entry;
mod epoch;
mod label;
mod moment;
mod names;
mod not_a_key;
mod outcome;
mod pairing;
mod put;
mod scan;
mod scan_budget;
mod set;
mod settings;
mod shapes;
mod signs;
mod structure;
mod table;
mod undo;
mod url;
mod value;

pub use decode::{LARGEST_FILE, Unreadable, decode};
pub use outcome::{Found, Gap, Issuer, Mark, NotAKey, NotUnderstood, Origin, Part, Source};

use collector::CredentialCollector;

/// Reads pasted text: one or more different credentials, in the order of the text, those that are
/// in use first; or one half of a key, if that is all there is and it can be nothing else. The text
/// is the caller's to keep.
///
/// The time it takes is proportional to the length of the text, whatever is in it.
///
/// # Errors
///
/// [`NotUnderstood`]: what was missing, or what the text is instead.
pub fn read(text: &str) -> Result<Vec<Found>, NotUnderstood> {
    if text.trim().is_empty() {
        return Err(NotUnderstood::Empty);
    }
    scan_budget::begin(text.len());
    let lines = undo::lines(text);
    let mut into = CredentialCollector::default();
    let mut place = scan::Place::default();
    let mut rest = lines.as_str();
    while let Some(table) = table::find(rest) {
        scan::scan(&undo::values(&rest[..table.start]), &mut into, &mut place);
        into.rows.extend(table.rows);
        rest = &rest[table.end..];
    }
    scan::scan(&undo::values(rest), &mut into, &mut place);
    into.finish()
}
