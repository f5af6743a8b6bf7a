//! Text in base64, as in the `data` of Kubernetes Secrets, in mail and in `export … | base64`.

use std::ops::Range;

use zeroize::Zeroizing;

use super::super::scan_budget::{self, run};
use crate::keys::shape;

/// Shorter text is left as it is, but in a Kubernetes Secret.
const SHORTEST: usize = 20;
/// Lines of broken base64 are at least this wide.
const NARROWEST: usize = 60;

/// Decodes each run of base64 whose bytes are text. Those of a secret or a session token are not.
pub fn undo(text: &str) -> Zeroizing<String> {
    let bytes = text.as_bytes();
    // Decoded text is shorter, but for the line break that may be put before it.
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let is_kubernetes = ["kind: Secret", "kind\": \"Secret\"", "kind\":\"Secret\""];
    let is_kubernetes = is_kubernetes.iter().any(|kind| text.contains(kind));
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if !shape::is_base64(bytes[at]) {
            at += 1;
            continue;
        }
        let end = run_end(bytes, at);
        let is_value = is_kubernetes && at > 1 && matches!(bytes[at - 1], b' ' | b'"');
        let is_long = end - at >= if is_value { 4 } else { SHORTEST };
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| b"._-=".contains(byte));
        let is_alone = !(is_part(bytes.get(end)) || before.is_some_and(|it| b"._-".contains(&it)));
        if is_long && is_alone && !shape::is_id(&text[at..end]) {
            let (decoded, end) = decode(bytes, at, end);
            if let Some(decoded) = decoded {
                plain.push_str(&text[copied..at]);
                let decoded_text = decoded.trim_end();
                if decoded_text.contains('\n') {
                    plain.push('\n');
                }
                plain.push_str(decoded_text);
                copied = end;
            }
            at = end;
        } else {
            at = end;
        }
    }
    plain.push_str(&text[copied..]);
    plain
}

/// Where a run of base64 ends, with its padding.
fn run_end(bytes: &[u8], at: usize) -> usize {
    let length = run(bytes, at, shape::is_base64);
    let padding = bytes[at + length..].iter().take(2).take_while(|byte| **byte == b'=').count();
    at + length + padding
}

/// The text that a run stands for, over the lines that it is broken into; and where to go on. Where
/// a line is not UTF-8, that is behind it: what begins on a line above it is no text either, and is
/// not decoded again.
fn decode(bytes: &[u8], at: usize, mut end: usize) -> (Option<Zeroizing<String>>, usize) {
    let mut decoded = Zeroizing::new(Vec::with_capacity((end - at) / 4 * 3 + 3));
    let mut line = at..end;
    // How much of it is whole characters, and where the line ends on which the next one begins.
    let (mut whole, mut next_begins) = (0, end);
    loop {
        let length = decoded.len();
        if push_decoded(&mut decoded, &bytes[line.clone()]).is_none() {
            decoded.truncate(length);
            break;
        }
        end = line.end;
        let error = str::from_utf8(&decoded[whole..]).err();
        whole = error.map_or(decoded.len(), |error| whole + error.valid_up_to());
        if whole >= length {
            next_begins = end;
        }
        let is_text = error.is_none_or(|error| error.error_len().is_none());
        match next_line(bytes, &line).filter(|_| is_text) {
            Some(next) => line = next,
            None => break,
        }
    }
    if decoded.is_empty() || whole < decoded.len() {
        return (None, next_begins);
    }
    let text = String::from_utf8(std::mem::take(&mut *decoded)).ok();
    (text.map(Zeroizing::new), end)
}

/// The line on which a run goes on, if it fills its own.
fn next_line(bytes: &[u8], line: &Range<usize>) -> Option<Range<usize>> {
    let is_full = line.len() >= NARROWEST && bytes[line.end - 1] != b'=';
    if !is_full || bytes.get(line.end) != Some(&b'\n') {
        return None;
    }
    let start = line.end + 1 + run(bytes, line.end + 1, |byte| byte == b' ');
    let end = run_end(bytes, start);
    let is_alone = bytes.get(end).is_none_or(|byte| *byte == b'\n');
    (end > start && is_alone).then_some(start..end)
}

/// Adds what a run stands for; nothing where that is not text.
fn push_decoded(decoded: &mut Vec<u8>, run: &[u8]) -> Option<()> {
    scan_budget::spend(run.len());
    let digits = run.strip_suffix(b"==").or(run.strip_suffix(b"=")).unwrap_or(run);
    for quad in digits.chunks(4) {
        let mut bits = 0_u32;
        for digit in quad {
            bits = (bits << 6) | u32::from(value_of(*digit)?);
        }
        let count = quad.len() - 1;
        bits <<= 6 * (4 - quad.len());
        for byte in bits.to_be_bytes().into_iter().skip(1).take(count) {
            if byte.is_ascii_control() && !byte.is_ascii_whitespace() {
                return None;
            }
            decoded.push(byte);
        }
        if count == 0 {
            return None;
        }
    }
    Some(())
}

fn value_of(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
