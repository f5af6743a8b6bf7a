//! Key files, what spreadsheets make of them, and tables of Markdown, through **csv** and **serde**.

use csv::{ReaderBuilder, StringRecord};
use serde::Deserialize;

use super::assigned::is_id_like;
use super::names::{self, Name, Role};
use super::not_a_key::is_placeholder;
use super::scan::LONGEST_PROFILE;
use super::settings::is_region;
use super::{Found, Source, moment, scan_budget, value};
use crate::Secret;

/// What may separate columns: as written, in half of Europe's spreadsheets, copied from cells, and
/// in Markdown.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', MARKDOWN];

/// The delimiter of Markdown, where quotes mean nothing.
const MARKDOWN: u8 = b'|';

/// A table in a text.
pub struct Table {
    /// Where its header begins.
    pub start: usize,
    /// Where its last good row ends.
    pub end: usize,
    /// Its good rows: at least one.
    pub rows: Vec<Found>,
}

/// The header of a table: its columns by what they hold.
struct Header {
    delimiter: u8,
    columns: StringRecord,
}

/// The cells of a row that matter.
#[derive(Deserialize)]
struct Row<'a> {
    id: &'a str,
    secret: &'a str,
    #[serde(default)]
    token: &'a str,
    #[serde(default)]
    expires: &'a str,
    #[serde(default)]
    region: &'a str,
    #[serde(default)]
    user: &'a str,
}

/// Finds the first table with both halves of a key.
pub fn find(text: &str) -> Option<Table> {
    let mut start = 0;
    while start < text.len() {
        let line = line_end(text, start);
        let mut end = line;
        if let Some(header) = Header::of(&text[start..line]) {
            let mut rows = Vec::new();
            let mut good_end = line;
            while end < text.len() {
                let next = line_end(text, end);
                let row = &text[end..next];
                if Header::of(row).is_some() {
                    break;
                }
                let Some(cells) = header.row(row) else { break };
                end = next;
                if let Some(found) = header.found(&cells) {
                    rows.push(found);
                    good_end = end;
                }
            }
            if !rows.is_empty() {
                return Some(Table { start, end: good_end, rows });
            }
        }
        // What was read in vain need not be read again.
        start = end;
    }
    None
}

/// Where a line ends, with its line break.
fn line_end(text: &str, start: usize) -> usize {
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
    scan_budget::spend(end - start);
    end
}

impl Header {
    /// Reads a line that names both halves of a key. Columns go by name, in any order; of two with
    /// the same meaning the first counts.
    fn of(line: &str) -> Option<Self> {
        if line.len() > 1000 || !has_word(line, b"key") || !has_word(line, b"secret") {
            return None;
        }
        DELIMITERS.into_iter().find_map(|delimiter| {
            let mut columns = StringRecord::new();
            for cell in &cells(line, delimiter)? {
                let column = column(cell);
                let is_new = !columns.iter().any(|other| other == column);
                columns.push_field(if is_new { column } else { "" });
            }
            let has = |column: &str| columns.iter().any(|other| other == column);
            (has("id") && has("secret")).then_some(Self { delimiter, columns })
        })
    }

    /// The cells of a row of the table.
    fn row(&self, line: &str) -> Option<StringRecord> {
        cells(line, self.delimiter).filter(|cells| cells.len() == self.columns.len())
    }

    fn found(&self, cells: &StringRecord) -> Option<Found> {
        let row: Row = cells.deserialize(Some(&self.columns)).ok()?;
        let part = |text: &str, role| {
            (!text.is_empty()).then(|| value::cleaned(Secret::from(text.to_owned()), role))
        };
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let id = part(row.id, Role::Id)?;
        let secret = part(row.secret, Role::Secret)?;
        let token = part(row.token, Role::Token);
        let is_masked = secret.expose().bytes().all(|byte| byte == b'*');
        let is_good = is_id_like(id.expose(), true)
            && !is_placeholder(id.expose())
            && !is_masked
            && is_plain(secret.expose())
            && token.as_ref().is_none_or(|token| is_plain(token.expose()));
        let is_name = (1..=LONGEST_PROFILE).contains(&row.user.len());
        is_good.then(|| Found {
            profile: is_name.then(|| row.user.to_owned()),
            access_key_id: id.expose().to_owned(),
            secret_access_key: secret,
            expires: moment::read(row.expires).filter(|_| token.is_some()),
            session_token: token,
            region: is_region(row.region).then(|| row.region.to_owned()),
            source: Source::KeyFile,
            ..Found::default()
        })
    }
}

/// What a column holds, by its heading: the name of a field of [`Row`], or nothing.
fn column(heading: &str) -> &'static str {
    match column_name(heading).map(|name| name.role) {
        Some(Role::Id) => "id",
        Some(Role::Secret) => "secret",
        Some(Role::Token) => "token",
        Some(Role::Expires) => "expires",
        Some(Role::Region) => "region",
        _ if matches!(names::letters(heading).as_str(), "username" | "user" | "name") => "user",
        _ => "",
    }
}

fn column_name(heading: &str) -> Option<Name> {
    let is_heading = |byte: u8| byte.is_ascii_alphanumeric() || b" _-*".contains(&byte);
    let name = names::read(heading).filter(|_| heading.bytes().all(is_heading))?;
    names::core(&name.qualifier).is_empty().then_some(name)
}

/// Whether a line has a word in any case.
fn has_word(line: &str, word: &[u8]) -> bool {
    scan_budget::spend(2 * line.len());
    line.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// The cells of a line, by RFC 4180: a cell in quotes may hold the delimiter, and quotes doubled.
/// `None` for a line that ends within quotes.
fn cells(line: &str, delimiter: u8) -> Option<StringRecord> {
    scan_budget::spend(2 * line.len());
    let line = line.trim_matches(['\n', ' ']);
    let is_quoted = delimiter != MARKDOWN;
    if is_quoted && line.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .quoting(is_quoted)
        .from_reader(line.as_bytes());
    let mut cells = StringRecord::new();
    // A line without a cell is no row.
    let is_row = reader.read_record(&mut cells).ok()?;
    let decoration: &[char] = if is_quoted { &[' '] } else { &[' ', '`', '*'] };
    let trimmed = cells.iter().map(|cell| cell.trim().trim_matches(decoration));
    is_row.then(|| trimmed.collect())
}
