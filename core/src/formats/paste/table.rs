//! Key files, what spreadsheets make of them, and tables of Markdown.
//!
//! Rows are split here rather than by **csv**: the cells of Markdown have no quotes but bars around
//! them, and that crate and its deserializer weigh more than the rest of the reader's tables.

use super::assigned::is_id_like;
use super::names::{self, Name, Role};
use super::not_a_key::is_placeholder;
use super::scan::LONGEST_PROFILE;
use super::settings::is_region;
use super::{Found, Source, moment, scan_budget, value};
use crate::Secret;

/// What may separate columns: as written, in half of Europe's spreadsheets, copied from cells, and
/// in Markdown.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// A table in a text.
pub struct Table {
    /// Where its header begins.
    pub start: usize,
    /// Where its last good row ends.
    pub end: usize,
    /// Its good rows: at least one.
    pub rows: Vec<Found>,
}

/// Which cells of a row matter.
struct Header {
    delimiter: char,
    length: usize,
    id: usize,
    secret: usize,
    token: Option<usize>,
    expires: Option<usize>,
    region: Option<usize>,
    user: Option<usize>,
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
    /// Reads a line that names both halves of a key. Columns go by name, in any order.
    fn of(line: &str) -> Option<Self> {
        if line.len() > 1000 || !has_word(line, b"key") || !has_word(line, b"secret") {
            return None;
        }
        DELIMITERS.into_iter().find_map(|delimiter| {
            let cells = cells(line, delimiter)?;
            let names: Vec<Option<Name>> = cells.iter().map(column).collect();
            let of = |role| {
                let mut columns = names.iter().map(Option::as_ref);
                columns.position(|name| name.is_some_and(|name| name.role == role))
            };
            let user = |cell: &Secret| {
                matches!(names::letters(cell.expose()).as_str(), "username" | "user" | "name")
            };
            Some(Self {
                delimiter,
                length: cells.len(),
                id: of(Role::Id)?,
                secret: of(Role::Secret)?,
                token: of(Role::Token),
                expires: of(Role::Expires),
                region: of(Role::Region),
                user: cells.iter().position(user),
            })
        })
    }

    /// The cells of a row of the table.
    fn row(&self, line: &str) -> Option<Vec<Secret>> {
        cells(line, self.delimiter).filter(|cells| cells.len() == self.length)
    }

    fn found(&self, cells: &[Secret]) -> Option<Found> {
        let text = |at: Option<usize>| {
            at.and_then(|at| cells.get(at)).map(Secret::expose).filter(|text| !text.is_empty())
        };
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let part = |at, role| Some(value::cleaned(Secret::from(text(at)?.to_owned()), role));
        let id = part(Some(self.id), Role::Id)?;
        let secret = part(Some(self.secret), Role::Secret)?;
        let token = part(self.token, Role::Token);
        let is_masked = secret.expose().bytes().all(|byte| byte == b'*');
        let is_good = is_id_like(id.expose(), true)
            && !is_placeholder(id.expose())
            && !is_masked
            && is_plain(secret.expose())
            && token.as_ref().is_none_or(|token| is_plain(token.expose()));
        let is_name = |name: &&str| name.len() <= LONGEST_PROFILE;
        is_good.then(|| Found {
            profile: text(self.user).filter(is_name).map(str::to_owned),
            access_key_id: id.expose().to_owned(),
            secret_access_key: secret,
            expires: text(self.expires).and_then(moment::read).filter(|_| token.is_some()),
            session_token: token,
            region: text(self.region).filter(|it| is_region(it)).map(str::to_owned),
            source: Source::KeyFile,
            ..Found::default()
        })
    }
}

/// What the heading of a column says.
fn column(cell: &Secret) -> Option<Name> {
    let text = cell.expose();
    let is_heading = |byte: u8| byte.is_ascii_alphanumeric() || b" _-*".contains(&byte);
    let name = names::read(text).filter(|_| text.bytes().all(is_heading))?;
    names::core(&name.qualifier).is_empty().then_some(name)
}

/// Whether a line has a word in any case.
fn has_word(line: &str, word: &[u8]) -> bool {
    scan_budget::spend(2 * line.len());
    line.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// The cells of a line, by RFC 4180: a cell in quotes may hold the delimiter, and quotes doubled.
/// Nothing for a line that ends within quotes.
fn cells(line: &str, delimiter: char) -> Option<Vec<Secret>> {
    scan_budget::spend(2 * line.len());
    let mut cells = Vec::new();
    let mut rest = line.trim_matches(['\n', ' ']);
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let Some(inside) = trimmed.strip_prefix('"').filter(|_| delimiter != '|') else {
            let (cell, after) = rest
                .split_once(delimiter)
                .map_or((rest, None), |(cell, after)| (cell, Some(after)));
            let cell =
                if delimiter == '|' { cell.trim_matches([' ', '`', '*']) } else { cell.trim() };
            cells.push(Secret::from(cell.to_owned()));
            match after {
                Some(after) => rest = after,
                None => return Some(cells),
            }
            continue;
        };
        let mut cell = String::with_capacity(inside.len());
        let mut characters = inside.char_indices();
        let end = loop {
            match characters.next()? {
                (at, '"') if inside[at + 1..].starts_with('"') => {
                    cell.push('"');
                    characters.next();
                }
                (at, '"') => break at + 1,
                (_, other) => cell.push(other),
            }
        };
        cells.push(Secret::from(cell.trim().to_owned()));
        let after = inside[end..].trim_start_matches(' ');
        match after.strip_prefix(delimiter) {
            Some(after) => rest = after,
            None if after.is_empty() => return Some(cells),
            None => return None,
        }
    }
}
