//! The value after a name: quoted or not, whole or broken into lines.
//!
//! The end of a value is found first, and only then is it copied, once, at its full length: no
//! outgrown copy stays behind unwiped.
//!
//! No text makes the reader scan the same bytes often. A closing quote is looked for up to the next
//! quote of its kind, of which there are three. An unquoted value may go on to the end of the text,
//! and is passed over when it is taken; when it is not, it is an id or another short value, of which
//! no more than [`LONGEST_SHORT`] is read; or it stands behind a quote, and ends before the next.
//! A value has forty broken lines at most, or they are as wide as a terminal, and taken.

use std::ops::Range;

use zeroize::Zeroizing;

use super::names::Role;
use super::not_a_key;
use super::scan_budget::{self, run};
use crate::Secret;
use crate::keys::shape;

/// A value, and where it ends in the text.
pub struct Value {
    pub text: Secret,
    pub end: usize,
    /// Whether it can be nothing but a value: it is quoted, assigned, or ends its line.
    pub is_isolated: bool,
}

/// Narrower lines were broken by hand, and end what is on them.
pub const NARROWEST: usize = 60;
/// Ids and the like are shorter than this. A text that goes on without end after their names would
/// be read again for each name.
const LONGEST_SHORT: usize = 130;
/// Session tokens are longer than this by far.
pub const SHORTEST_TOKEN: usize = 100;
/// The last line of a broken token may look like a word. Longer than this it is no word.
const LONGEST_WORD: usize = 24;
/// How many lines in a row may be words or parts of a broken token.
const MOST_WORDS: usize = 8;

/// Reads a value that begins here, or behind a quote or **two asterisks**. `assigned` says that an
/// equals sign stands directly before it.
pub fn read(text: &[u8], mut at: usize, role: Role, assigned: bool) -> Option<Value> {
    for mark in [&b"**"[..], b"Some("] {
        if text[at..].starts_with(mark) {
            at += mark.len();
            at += blanks(text, at);
        }
    }
    match text.get(at) {
        Some(&byte) if is_quote(byte) => match close_of(text, at) {
            Some(close) => quoted(text, at + 1..close, role),
            None => unquoted(text, at + 1, role),
        },
        // `$SECRET` and `%SECRET%` only name it.
        Some(b'$' | b'%' | b':') => None,
        _ => {
            let value = unquoted(text, at, role)?;
            let is_isolated = assigned || is_last(text, value.end);
            let is_cut_off = text.get(value.end).is_some_and(|byte| b"*([{".contains(byte));
            Some(Value { is_isolated: is_isolated && !is_cut_off, ..value })
        }
    }
}

/// Whether nothing but punctuation, a tag or a comment follows on the line.
fn is_last(text: &[u8], end: usize) -> bool {
    let rest = &text[end..];
    let signs = run(text, end, |byte| b" \t,;)}]'\"`|".contains(&byte));
    rest.get(signs).is_none_or(|byte| matches!(byte, b'\n' | b'<'))
        || (signs > 0 && [&b"#"[..], b"//"].iter().any(|sign| rest[signs..].starts_with(sign)))
}

/// Where quotes end. They may hold the line breaks of a terminal, but no others: a quote that was
/// forgotten must not take the next lines in.
fn close_of(text: &[u8], open: usize) -> Option<usize> {
    let mut broken = false;
    for (at, &byte) in text.iter().enumerate().skip(open + 1) {
        scan_budget::spend(1);
        if byte == text[open] {
            return Some(at);
        }
        broken |= byte == b'\n';
        if broken && !(shape::is_base64(byte) || byte == b'=' || byte.is_ascii_whitespace()) {
            return None;
        }
    }
    None
}

/// A value in quotes. With a gap in it, it is one only if it is whole without.
fn quoted(text: &[u8], inside: Range<usize>, role: Role) -> Option<Value> {
    let end = inside.end + 1;
    let inside = text[inside].trim_ascii();
    scan_budget::spend(2 * inside.len());
    let mut value = Zeroizing::new(String::with_capacity(inside.len()));
    let mut has_gap = false;
    for &byte in inside {
        if byte.is_ascii_graphic() {
            value.push(char::from(byte));
        } else if byte.is_ascii_whitespace() {
            has_gap = true;
        } else {
            return None;
        }
    }
    let good = !value.is_empty() && (!has_gap || is_whole(&value, role));
    let text = Secret::from(std::mem::take(&mut *value));
    good.then(|| Value { text: cleaned(text, role), end, is_isolated: true })
}

/// A value that ends where white space or punctuation does, or goes on over broken lines.
pub fn unquoted(text: &[u8], start: usize, role: Role) -> Option<Value> {
    let is_short = !matches!(role, Role::Secret | Role::Token);
    let most = if is_short { LONGEST_SHORT } else { text.len() };
    let mut end = start + run(&text[..text.len().min(start + most)], start, |byte| !stops(byte));
    let last = text[start..end].iter().rposition(|byte| !b".:\\".contains(byte));
    let trimmed = last.map_or(start, |last| start + last + 1);
    scan_budget::spend(end - trimmed);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    pieces.push(start..trimmed);
    if trimmed == end && end > start {
        end = with_broken_lines(text, &mut pieces, end, role);
    }
    let length = pieces.iter().map(ExactSizeIterator::len).sum();
    let mut value = String::with_capacity(length);
    for piece in pieces {
        // Whatever is not ASCII ends a value.
        value.push_str(str::from_utf8(&text[piece]).unwrap_or_default());
    }
    let text = cleaned(Secret::from(value), role);
    (length > 0).then_some(Value { text, end, is_isolated: false })
}

/// A value without the `%` that zsh prints after output without a last line break, and without the
/// apostrophe by which spreadsheets keep a text from being a formula; if it is whole then.
pub fn cleaned(value: Secret, role: Role) -> Secret {
    let text = value.expose();
    let bare = text.strip_suffix('%').unwrap_or(text);
    let bare = bare.strip_prefix('\'').unwrap_or(bare);
    if bare.len() < text.len() && is_whole(bare, role) {
        Secret::from(bare.to_owned())
    } else {
        value
    }
}

/// Whether an unquoted value ends before this.
pub fn stops(byte: u8) -> bool {
    !byte.is_ascii_graphic() || b"\"'`,;&<>|(){}[]*".contains(&byte)
}

/// Adds the lines that a value was broken into, if it was. The new end.
fn with_broken_lines(text: &[u8], pieces: &mut Vec<Range<usize>>, end: usize, role: Role) -> usize {
    let length = pieces.iter().map(ExactSizeIterator::len).sum();
    let first = &text[pieces[0].clone()];
    match role {
        Role::Id if first.starts_with(b"AKIA") || first.starts_with(b"ASIA") => {
            up_to(shape::ID_LENGTH, text, pieces, length, end)
        }
        Role::Secret => up_to(shape::SECRET_LENGTH, text, pieces, length, end),
        Role::Token => token_lines(text, pieces, length, end),
        _ => end,
    }
}

/// Lines that make the value exactly as long as it should be; or none.
fn up_to(
    goal: usize,
    text: &[u8],
    pieces: &mut Vec<Range<usize>>,
    mut length: usize,
    mut end: usize,
) -> usize {
    let (kept, was) = (pieces.len(), end);
    while length < goal {
        let line = next_line(text, end).filter(|line| text[line.end - 1] != b'=');
        let Some(line) = line else { break };
        length += line.len();
        end = line.end;
        pieces.push(line);
    }
    if length == goal {
        return end;
    }
    pieces.truncate(kept);
    was
}

/// The lines of a token: those of a terminal are equally wide, but for the first and the last; those of a
/// mail or a chat may have any width.
fn token_lines(
    text: &[u8],
    pieces: &mut Vec<Range<usize>>,
    mut length: usize,
    mut end: usize,
) -> usize {
    if next_line(text, end).is_none() {
        return end;
    }
    let line_start = text[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut width = end - line_start;
    scan_budget::spend(width);
    let first = str::from_utf8(&text[pieces[0].clone()]).unwrap_or_default();
    let is_surely_token = not_a_key::begins_as_token(first);
    if width < NARROWEST && !is_surely_token {
        return end;
    }
    // What is surely of the token, by the number of pieces.
    let (mut sure, mut sure_end) = (pieces.len(), end);
    while let Some(line) = next_line(text, end) {
        let content = str::from_utf8(&text[line.clone()]).unwrap_or_default();
        let is_padding = content.bytes().all(|byte| byte == b'=');
        let is_whole = length.is_multiple_of(4) && (length >= SHORTEST_TOKEN || !is_surely_token);
        // Padding ends a token. Its own `=` may be broken too.
        let is_over = text[end - 1] == b'=' && (is_whole || !is_padding);
        let is_next_token = is_whole && not_a_key::begins_as_token(content);
        if is_over || is_next_token || pieces.len() - sure > MOST_WORDS {
            break;
        }
        // Base64 is whole in fours. The next command or a secret may come then, unless more follows.
        let may_be_other = (line.len() < LONGEST_WORD && !content.ends_with('='))
            || (line.len() != width && shape::is_surely_secret(content));
        let is_doubtful = may_be_other && (is_whole || pieces.len() > sure);
        width = line.len();
        length += line.len();
        end = line.end;
        pieces.push(line);
        if !is_doubtful {
            (sure, sure_end) = (pieces.len(), end);
        }
    }
    pieces.truncate(sure);
    sure_end
}

/// The one run of base64 on the next line, if there is nothing else on it.
fn next_line(text: &[u8], end: usize) -> Option<Range<usize>> {
    let line_break = end + blanks(text, end);
    if text.get(line_break) != Some(&b'\n') {
        return None;
    }
    let start = line_break + 1 + blanks(text, line_break + 1);
    let padding = start + run(text, start, shape::is_base64);
    let stop = padding + run(text, padding, |byte| byte == b'=');
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b";,\"'`".contains(byte);
    let alone = stop > start && text.get(stop).is_none_or(ends);
    let is_id = str::from_utf8(&text[start..stop]).is_ok_and(shape::is_id);
    (alone && !is_id).then_some(start..stop)
}

/// How many spaces and tabs there are from here on.
pub fn blanks(text: &[u8], at: usize) -> usize {
    run(text, at, |byte| matches!(byte, b' ' | b'\t'))
}

/// Whether a text is as long as such a value is, and made of the same.
pub fn is_whole(text: &str, role: Role) -> bool {
    match role {
        Role::Id => shape::is_id(text),
        Role::Secret => shape::is_secret(text),
        Role::Token => {
            text.len() >= SHORTEST_TOKEN && text.trim_end_matches('=').bytes().all(shape::is_base64)
        }
        _ => false,
    }
}

pub fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}
