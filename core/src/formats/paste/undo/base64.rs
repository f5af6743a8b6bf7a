//! Text in base64, as in the `data` of Kubernetes Secrets, in mail and in `export … | base64`.

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
        if !is_long || !is_alone || shape::is_id(&text[at..end]) {
            at = end;
            continue;
        }
        match decode(bytes, at, end) {
            Ok((decoded, end)) => {
                plain.push_str(&text[copied..at]);
                let decoded_text = decoded.trim_end();
                if decoded_text.contains('\n') {
                    plain.push('\n');
                }
                plain.push_str(decoded_text);
                (copied, at) = (end, end);
            }
            Err(end) => at = end,
        }
    }
    plain.push_str(&text[copied..]);
    plain
}

/// Where a run of base64 ends, with its padding.
fn run_end(bytes: &[u8], at: usize) -> usize {
    let end = at + run(bytes, at, shape::is_base64);
    end + bytes[end..].iter().take(2).take_while(|byte| **byte == b'=').count()
}

/// The text that a run stands for, over the lines that it is broken into, and where it ends; or
/// where the first run begins that may be text, as none does that goes on over the same lines.
fn decode(bytes: &[u8], at: usize, mut end: usize) -> Result<(Zeroizing<String>, usize), usize> {
    let mut decoded = Zeroizing::new(Vec::with_capacity((end - at) / 4 * 3 + 3));
    push_decoded(&mut decoded, &bytes[at..end]).ok_or(end)?;
    let mut whole = whole_characters(&decoded, 0).ok_or(end)?;
    // Where the line before the last one ends.
    let mut before_last = end;
    let mut width = end - at;
    while width >= NARROWEST && bytes[end - 1] != b'=' && bytes.get(end) == Some(&b'\n') {
        let blanks = run(bytes, end + 1, |byte| byte == b' ');
        let start = end + 1 + blanks;
        let next = run_end(bytes, start);
        let is_line = next > start && bytes.get(next).is_none_or(|byte| *byte == b'\n');
        let before = decoded.len();
        if !is_line || push_decoded(&mut decoded, &bytes[start..next]).is_none() {
            decoded.truncate(before);
            break;
        }
        whole = whole_characters(&decoded, whole).ok_or(end)?;
        (before_last, width, end) = (end, next - start, next);
    }
    let text = String::from_utf8(std::mem::take(&mut *decoded)).map_err(|_| before_last)?;
    Ok((Zeroizing::new(text), end))
}

/// How many bytes are whole characters, of which so many are known to be; nothing where the others
/// are no text, whatever comes after them.
fn whole_characters(decoded: &[u8], known: usize) -> Option<usize> {
    match str::from_utf8(&decoded[known..]) {
        Ok(_) => Some(decoded.len()),
        Err(error) => error.error_len().is_none().then(|| known + error.valid_up_to()),
    }
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
