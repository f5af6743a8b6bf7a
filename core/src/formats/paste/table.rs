//! Key files and what spreadsheets make of them, read by **csv**.

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::Deserialize;

use super::collector::LONGEST_PROFILE;
use super::{Found, Source, names, scan_budget};
use crate::Secret;
use crate::keys::AccessKeyId;

/// What a column may be parted by: as written, by Excel in half of Europe, and copied from cells.
const DELIMITERS: [u8; 3] = *b",;\t";

/// The columns that matter, by the letters and digits of their names in lower case.
#[derive(Deserialize)]
struct Row<'r> {
    #[serde(rename = "accesskeyid")]
    access_key_id: &'r str,
    #[serde(rename = "secretaccesskey")]
    secret_access_key: &'r str,
    #[serde(rename = "sessiontoken")]
    session_token: Option<&'r str>,
    #[serde(rename = "username")]
    user_name: Option<&'r str>,
}

/// A table in a text.
pub struct Table {
    /// Where its header begins.
    pub start: usize,
    /// Where its last good row ends.
    pub end: usize,
    /// Its good rows: at least one.
    pub rows: Vec<Found>,
}

/// Finds the first table with both halves of a key.
pub fn find(text: &str) -> Option<Table> {
    let mut start = 0;
    while start < text.len() {
        let line = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
        scan_budget::spend(line - start);
        let Some(delimiter) = delimiter_of(&text.as_bytes()[start..line]) else {
            start = line;
            continue;
        };
        let (rows, length) = read(&text[start..], delimiter);
        if !rows.is_empty() {
            return Some(Table { start, end: start + length, rows });
        }
        // What was read in vain need not be read again.
        start = line.max(start + length);
    }
    None
}

/// What parts the columns of a header that names both halves. Columns go by name, in any order.
fn delimiter_of(line: &[u8]) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let has = |name| line.split(|byte| byte == delimiter).any(|cell| names::is(cell, name));
        has("accesskeyid") && has("secretaccesskey")
    })
}

/// Reads a table, and tells how long it is to its last good row; to its end when there is none.
fn read(text: &str, delimiter: u8) -> (Vec<Found>, usize) {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(Trim::All)
        .flexible(true)
        .has_headers(false)
        // Small, since it is made anew for each table, and not wiped.
        .buffer_capacity(1024)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut header = StringRecord::new();
    let mut found = Vec::new();
    let mut length = 0;
    let mut at = 0;
    while !goes_on(&text.as_bytes()[at..], delimiter)
        && matches!(reader.read_record(&mut record), Ok(true))
    {
        // A position past the end would be one in another text.
        let end = usize::try_from(reader.position().byte()).map_or(0, |end| end.min(text.len()));
        scan_budget::spend(end.saturating_sub(at));
        at = end;
        let has = |name| record.iter().any(|cell| names::is(cell.as_bytes(), name));
        let is_header = has("accesskeyid") && has("secretaccesskey");
        if is_header {
            header = record.iter().map(letters).collect();
        } else if record.len() != header.len() {
            break;
        }
        let row = record.deserialize(Some(&header)).ok().and_then(Row::found);
        if row.is_some() || found.is_empty() {
            length = at;
        }
        found.extend(row);
    }
    (found, length)
}

/// Whether the first line of a text ends within quotes. No key file has such a row, and its end
/// may be that of the text: looked for at each of many headers, it would be looked for in vain
/// each time.
fn goes_on(text: &[u8], delimiter: u8) -> bool {
    let (mut quoted, mut may_open) = (false, true);
    let line = text.iter().skip_while(|byte| **byte == b'\n').take_while(|byte| **byte != b'\n');
    for &byte in line {
        if quoted {
            quoted = byte != b'"';
            // A doubled quote opens again what it closed.
            may_open = true;
        } else {
            quoted = may_open && byte == b'"';
            may_open = byte == delimiter;
        }
    }
    quoted
}

/// A column's name as [`Row`] has it.
fn letters(cell: &str) -> String {
    let letters = cell.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect()
}

impl Row<'_> {
    fn found(self) -> Option<Found> {
        let token = self.session_token.filter(|token| !token.is_empty());
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let is_name = |name: &&str| (1..=LONGEST_PROFILE).contains(&name.len());
        let is_good = AccessKeyId::parse(self.access_key_id).is_ok()
            && !self.secret_access_key.is_empty()
            && is_plain(self.secret_access_key)
            && token.is_none_or(is_plain);
        is_good.then(|| Found {
            profile: self.user_name.filter(is_name).map(str::to_owned),
            access_key_id: self.access_key_id.to_owned(),
            secret_access_key: Secret::from(self.secret_access_key.to_owned()),
            session_token: token.map(|token| Secret::from(token.to_owned())),
            expires: None,
            source: Source::KeyFile,
            swapped: false,
        })
    }
}
