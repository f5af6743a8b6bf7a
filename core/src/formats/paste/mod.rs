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
//! Two readers share the work, each once over the text: `table` takes key files and their like,
//! `scan` takes names with values in any notation, and values that need no name. What they find
//! goes to `gather`, which puts ids and secrets together and says so where it cannot.

mod collector;
mod decode;
mod names;
mod scan;
mod scan_budget;
mod table;
mod tidy;
mod value;

pub use decode::decode;

use crate::keys::shape;
use crate::{Secret, Timestamp};
use collector::CredentialCollector;

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
    /// The kind of text it was found in.
    pub source: Source,
    /// Whether the id and the secret stood under each other's names, and were put right.
    pub swapped: bool,
}

/// The kind of text that credentials were found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Text without a notation.
    PlainText,
    /// A CSV key file, or rows of a spreadsheet.
    KeyFile,
    /// A key file of the format before CSV: `AWSAccessKeyId=…`.
    OldKeyFile,
    /// Environment variables.
    Environment,
    /// A profile of an INI file.
    Profile,
    /// Another configuration file.
    Settings,
    /// JSON.
    Json,
    /// XML.
    Xml,
}

impl Found {
    /// The label in a choice among several: the profile, or the id without its middle.
    #[must_use]
    pub fn label(&self) -> String {
        if let Some(profile) = &self.profile {
            return profile.clone();
        }
        let id = &self.access_key_id;
        match (id.get(..4), id.len().checked_sub(4).and_then(|last| id.get(last..))) {
            (Some(first), Some(last)) if id.len() > 8 => format!("{first}…{last}"),
            _ => id.clone(),
        }
    }

    /// Whether either half is from the examples in AWS's documentation.
    #[must_use]
    pub fn is_example(&self) -> bool {
        shape::is_example_id(&self.access_key_id)
            || shape::is_example_secret(self.secret_access_key.expose())
    }
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
    /// Ids and secrets of which it is not certain which belong together.
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
/// [`NotUnderstood`]: what was missing. The text is the caller's to keep.
pub fn read(text: &str) -> Result<Vec<Found>, NotUnderstood> {
    let text = tidy::tidy(text);
    let mut found = CredentialCollector::default();
    let mut rest = text.as_str();
    while let Some(table) = table::find(rest) {
        scan::scan(&rest[..table.start], &mut found);
        for row in table.rows {
            found.row(row);
        }
        rest = &rest[table.end..];
    }
    scan::scan(rest, &mut found);
    debug_assert!(
        scan_budget::was_kept(text.len()),
        "some of the text was looked at again and again"
    );
    found.finish()
}
