//! The value after a name: quoted or not, whole or cut by line breaks.
//!
//! Where a value ends is found first, and only then is it copied, once, at its full length: no
//! outgrown copy stays behind unwiped.
//!
//! Nothing is looked at more than a few times, however the text is made. Quotes are looked for up
//! to the next of their kind, of which there are three. Without quotes a value may go on to the end
//! of the text, and is passed over when it is taken; when it is not, it is an id or a moment, for
//! which no more than [`LONGEST_SHORT`] is looked at; or it stands behind a quote, and ends before
//! the next; or it comes to less than eight characters but for signs at its end, which leaves no
//! room for another name, and without one such signs are read as a value once. Of broken lines there
//! are forty at most, or they are as wide as a terminal, and taken.

use std::ops::Range;

use zeroize::Zeroizing;

use super::names::Role;
use super::scan_budget::{self, run};
use crate::Secret;
use crate::keys::shape;

/// A value, and where it ends in the text.
pub struct Value {
    pub text: Secret,
    pub end: usize,
}

/// Lines narrower than any terminal were broken by hand, and end what is on them.
pub const NARROWEST: usize = 60;
/// Ids and moments are shorter than this. Where a text goes on without end after their names, all
/// of it would be read again for each name.
const LONGEST_SHORT: usize = 130;
/// Session tokens are longer than this by far.
const SHORTEST_TOKEN: usize = 100;
/// The last line of a broken token may look like a word. Longer than this it is no word.
const LONGEST_WORD: usize = 24;

/// Reads a value that begins here, or behind a quote or **two asterisks**.
pub fn read(text: &[u8], mut at: usize, role: Role) -> Option<Value> {
    if text[at..].starts_with(b"**") {
        at += 2;
        at += blanks(text, at);
    }
    // The line may be broken before the value.
    while let [b'\\' | b'^', b'\n', ..] = text[at..] {
        at += 2;
        scan_budget::spend(2);
    }
    // JSON inside JSON has its quotes escaped.
    let slashes = run(text, at, |byte| byte == b'\\');
    match text.get(at + slashes) {
        Some(&byte) if is_quote(byte) => {
            let open = at + slashes;
            match close_of(text, open) {
                Some(close) => quoted(text, open + 1..close, role),
                None => unquoted(text, open + 1, role),
            }
        }
        // `$SECRET` and `%SECRET%` only name it. A colon is a sign, behind a backslash too.
        Some(b'$' | b'%' | b':') => None,
        _ => unquoted(text, at, role),
    }
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
    // The backslash belongs to the quote, where quotes are escaped.
    let inside = inside.strip_suffix(b"\\").unwrap_or(inside);
    let value = unescaped(inside)?;
    let gap = inside.iter().any(u8::is_ascii_whitespace);
    let good = !value.is_empty() && (!gap || is_whole(value.expose(), role));
    good.then_some(Value { text: value, end })
}

/// A copy without white space and a shell's line breaks, and with the slashes and signs that JSON
/// may escape.
fn unescaped(inside: &[u8]) -> Option<Secret> {
    let mut value = Zeroizing::new(String::with_capacity(inside.len()));
    let mut rest = inside;
    scan_budget::spend(inside.len());
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let byte = match after {
            [b'/', after @ ..] if byte == b'\\' => {
                rest = after;
                b'/'
            }
            [b'u', b'0', b'0', high, low, after @ ..] if byte == b'\\' => {
                rest = after;
                (hex(*high)? << 4) | hex(*low)?
            }
            [b'\n', ..] if byte == b'\\' => continue,
            _ => byte,
        };
        if byte.is_ascii_graphic() {
            value.push(char::from(byte));
        } else if !byte.is_ascii_whitespace() {
            return None;
        }
    }
    Some(Secret::from(std::mem::take(&mut *value)))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A value that ends where white space or punctuation does, or goes on over broken lines.
pub fn unquoted(text: &[u8], start: usize, role: Role) -> Option<Value> {
    let mut pieces = Vec::new();
    let mut from = start;
    let is_short = matches!(role, Role::Id | Role::Expires);
    let most = if is_short { LONGEST_SHORT } else { text.len() };
    let mut end = ends_at(text, from, most);
    // A backslash before the line break is a shell's way to break a line, a caret is cmd's.
    while end > from
        && b"\\^".contains(&text[end - 1])
        && text.get(end) == Some(&b'\n')
        && (!is_short || pieces.is_empty())
    {
        pieces.push(from..end - 1);
        from = end + 1;
        end = ends_at(text, from, most);
    }
    let last = text[from..end].iter().rposition(|byte| !b".:\\".contains(byte));
    let trimmed = last.map_or(from, |last| from + last + 1);
    scan_budget::spend(end - trimmed);
    pieces.push(from..trimmed);
    if pieces.last().is_some_and(|piece| piece.end == end) {
        end = with_broken_lines(text, &mut pieces, end, role);
    }
    let length = pieces.iter().map(ExactSizeIterator::len).sum();
    let mut value = String::with_capacity(length);
    for piece in pieces {
        // What ends a value includes all that is not ASCII.
        value.push_str(str::from_utf8(&text[piece]).unwrap_or_default());
    }
    (length > 0).then(|| Value { text: Secret::from(value), end })
}

fn ends_at(text: &[u8], start: usize, most: usize) -> usize {
    let text = &text[..text.len().min(start + most)];
    start + run(text, start, |byte| !stops(byte))
}

/// Whether a value without quotes ends before this.
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
        Role::Id | Role::Expires => end,
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

/// The lines of a long token: each as wide as the terminal, the last one narrower.
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
    let mut widest = end - line_start;
    scan_budget::spend(widest);
    if widest < NARROWEST {
        return end;
    }
    let mut only_first = true;
    while let Some(line) = next_line(text, end) {
        // Base64 is whole in fours: what comes then may be the next command.
        let is_whole = length.is_multiple_of(4);
        let may_be_word = line.len() < LONGEST_WORD && text[line.end - 1] != b'=';
        // Padding ends it. Its own `=` may be broken too.
        let is_over = text[end - 1] == b'=' && (is_whole || text[line.start] != b'=');
        if line.len() > widest || is_over || (is_whole && may_be_word) {
            break;
        }
        let is_last = line.len() < widest && !only_first;
        // The first line had a name in front, perhaps: the second says how wide the others are.
        widest = line.len();
        only_first = false;
        length += line.len();
        end = line.end;
        pieces.push(line);
        if is_last {
            break;
        }
    }
    end
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
        Role::Expires => false,
    }
}

pub fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}
