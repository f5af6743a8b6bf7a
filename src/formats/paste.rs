//! Credentials out of whatever text a person has in hand.
//!
//! A format is one small function from text to what it found; [`FORMATS`] lists them in the order
//! they are tried. The first that finds an access key id and a secret wins.

use csv::{ReaderBuilder, Trim};
use serde::Deserialize;

use crate::Secret;

/// What was understood.
#[derive(Debug)]
pub struct Found {
    /// The public half.
    pub access_key_id: String,
    /// The private half.
    pub secret_access_key: Secret,
    /// The token of temporary credentials.
    pub session_token: Option<Secret>,
    /// What it was found in, for a sentence: "Found an access key in *a key file*."
    pub source: &'static str,
}

/// Why nothing was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUnderstood {
    /// An access key id, but no secret beside it.
    NoSecret,
    /// Neither half.
    Nothing,
}

impl NotUnderstood {
    /// What to say about it.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::NoSecret => {
                "There is an access key ID in this text, but no secret access key. Paste both, or type them below."
            }
            Self::Nothing => {
                "No access key was found in this text. It reads key files (CSV), lines such as AWSAccessKeyId=…, \
                 and export AWS_ACCESS_KEY_ID=… blocks."
            }
        }
    }
}

/// The halves as a format sees them; each may be missing.
#[derive(Default)]
struct Halves {
    access_key_id: Option<String>,
    secret_access_key: Option<Secret>,
    session_token: Option<Secret>,
}

type Format = fn(&str) -> Halves;

/// Every format that is read, with its name in a sentence.
const FORMATS: [(&str, Format); 3] = [
    ("a key file", key_file_csv),
    ("an old key file", key_file_lines),
    ("an environment block", environment),
];

/// Reads pasted text.
///
/// # Errors
///
/// [`NotUnderstood`], which says what was missing. The text is the caller's to keep.
pub fn read(text: &str) -> Result<Found, NotUnderstood> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let mut failure = NotUnderstood::Nothing;
    for (source, format) in FORMATS {
        match format(text) {
            Halves {
                access_key_id: Some(access_key_id),
                secret_access_key: Some(secret_access_key),
                session_token,
            } => return Ok(Found { access_key_id, secret_access_key, session_token, source }),
            Halves { access_key_id: Some(_), .. } => failure = NotUnderstood::NoSecret,
            Halves { .. } => {}
        }
    }
    Err(failure)
}

/// `Access key ID,Secret access key` and a row: today's key file, and the new user's
/// `credentials.csv` with more columns around them. Columns go by name, in any order and case.
fn key_file_csv(text: &str) -> Halves {
    let mut rows = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(text.as_bytes());
    let Ok(header) = rows.headers() else {
        return Halves::default();
    };
    let header = header.iter().map(str::to_ascii_lowercase).collect();
    rows.set_headers(header);
    let Some(Ok(row)) = rows.deserialize::<KeyFileRow>().next() else {
        return Halves::default();
    };
    let filled = |field: Option<String>| field.filter(|text| !text.is_empty());
    Halves {
        access_key_id: filled(row.access_key_id),
        secret_access_key: filled(row.secret_access_key).map(Secret::from),
        session_token: None,
    }
}

/// The columns of a key file that matter, by their names in lower case.
#[derive(Deserialize)]
struct KeyFileRow {
    #[serde(rename = "access key id")]
    access_key_id: Option<String>,
    #[serde(rename = "secret access key")]
    secret_access_key: Option<String>,
}

/// `AWSAccessKeyId=…` and `AWSSecretKey=…`: the root key file of old.
fn key_file_lines(text: &str) -> Halves {
    assignments(text, ["AWSAccessKeyId", "AWSSecretKey", ""])
}

/// `export AWS_ACCESS_KEY_ID=…`, quoted or not, with or without `export`.
fn environment(text: &str) -> Halves {
    assignments(text, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
}

/// Lines of `name=value` under the given names for id, secret and token.
fn assignments(text: &str, [id, secret, token]: [&str; 3]) -> Halves {
    let mut halves = Halves::default();
    for line in text.lines() {
        let line = line.trim();
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else {
            continue;
        };
        let name = name.trim();
        let value = unquoted(value);
        if name.is_empty() || value.is_empty() {
            continue;
        }
        if name == id {
            halves.access_key_id = Some(value.to_owned());
        } else if name == secret {
            halves.secret_access_key = Some(Secret::from(value.to_owned()));
        } else if name == token {
            halves.session_token = Some(Secret::from(value.to_owned()));
        }
    }
    halves
}

/// The value without white space, a trailing semicolon, and one pair of quotes.
fn unquoted(value: &str) -> &str {
    let value = value.trim().trim_end_matches(';').trim_end();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}
