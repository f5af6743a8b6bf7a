//! Credentials out of whatever text a person has in hand.
//!
//! ```
//! use keycutter_core::formats::paste;
//!
//! let text = "ada@host:~$ env\nAWS_ACCESS_KEY_ID=AKIARZPUZDIKJ445QZCB\nAWS_SECRET_ACCESS_KEY=\
//!             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\nLANG=C\n";
//! let found = paste::read(text)?;
//! assert_eq!(found[0].access_key_id, "AKIARZPUZDIKJ445QZCB");
//! assert_eq!(found[0].source, "an environment block");
//! # Ok::<(), paste::NotUnderstood>(())
//! ```
//!
//! Two readers share the work, each once over the text: `table` takes key files and their like,
//! `scan` takes names with values in any notation, and values that need no name. What they find
//! goes to `gather`, which puts ids and secrets together and says so where it cannot.

mod decode;
mod gather;
mod looks;
mod names;
mod scan;
mod table;
mod tidy;
mod value;

pub use decode::decode;

use crate::{Secret, Timestamp};
use gather::Gathering;

/// Credentials that were understood.
#[derive(Debug)]
pub struct Found {
    /// The profile or user they were found under.
    pub profile: Option<String>,
    /// The public half; empty where there was the private one alone.
    pub access_key_id: String,
    /// The private half; empty where there was the public one alone.
    pub secret_access_key: Secret,
    /// The token of temporary credentials.
    pub session_token: Option<Secret>,
    /// When the token stops working, if the text said so.
    pub expires: Option<Timestamp>,
    /// What it was found in, for a sentence: "An access key from *a key file*."
    pub source: &'static str,
    /// Whether the id and the secret stood under each other's names, and were put right.
    pub swapped: bool,
}

/// Why nothing was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUnderstood {
    /// No part of credentials.
    Nothing,
    /// An access key id, but no secret.
    NoSecret,
    /// A secret, but no access key id.
    NoId,
    /// Ids and secrets of which it is not sure which belong together.
    Ambiguous,
    /// More credentials than anyone would choose from.
    TooMany,
}

/// Reads pasted text: one or more different credentials, in the order of the text; or one half of
/// a key, if that is all there is and it can be nothing else.
///
/// The time it takes grows as the text does, whatever is in it: `looks` counts, and each reader says
/// why.
///
/// # Errors
///
/// [`NotUnderstood`], which says what was missing. The text is the caller's to keep.
pub fn read(text: &str) -> Result<Vec<Found>, NotUnderstood> {
    let text = tidy::tidy(text);
    let mut found = Gathering::default();
    let mut rest = text.as_str();
    while let Some(table) = table::find(rest) {
        scan::scan(&rest[..table.start], &mut found);
        for row in table.rows {
            found.row(row);
        }
        rest = &rest[table.end..];
    }
    scan::scan(rest, &mut found);
    debug_assert!(looks::were_few(text.len()), "some of the text was looked at again and again");
    found.finish()
}
