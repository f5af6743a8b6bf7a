//! Lines and ends of lines that are commented out.

use std::ops::Range;

use super::scan_budget;
use super::undo::{ADDED, REMOVED};
use crate::keys::shape;

/// What begins a line that is a comment.
const LINE: [&str; 6] = ["#", "//", ";", "-- ", "REM ", "rem "];
/// What begins a comment that goes on to its own end.
const BLOCKS: [(&str, &str); 2] = [("<!--", "-->"), ("/*", "*/")];

/// Where the comments of a text are, in their order.
///
/// A prompt of root, `# `, looks like one: so what is commented out is not dropped.
pub fn find(text: &str) -> Vec<Range<usize>> {
    scan_budget::spend(8 * text.len());
    let mut comments: Vec<Range<usize>> = Vec::new();
    let mut block: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let code = line.trim_start_matches([' ', '\t', ADDED, REMOVED]);
        let from = start + line.len() - code.len();
        if let Some(close) = block {
            block = block.filter(|_| !line.contains(close));
            comments.push(start..end);
        } else if is_comment(code) {
            comments.push(from..end);
        } else if let Some((at, close)) = block_in(line) {
            let closed = line[at..].find(close).map(|length| start + at + length);
            block = Some(close).filter(|_| closed.is_none());
            comments.push(start + at..closed.unwrap_or(end));
        } else if let Some(at) = trailing(line) {
            comments.push(start + at..end);
        }
        start = end;
    }
    comments
}

/// Whether a line is a comment. One that begins with two slashes may also be a secret.
fn is_comment(code: &str) -> bool {
    let is_value = |code: &str| code.trim_end().bytes().all(|b| shape::is_base64(b) || b == b'=');
    LINE.iter().any(|sign| code.starts_with(sign)) && !code.starts_with("#!") && !is_value(code)
}

/// Where a block begins on a line, and what ends it. `/*` is also in paths and policies.
fn block_in(line: &str) -> Option<(usize, &'static str)> {
    let mut blocks = BLOCKS.iter();
    blocks.find_map(|(open, close)| {
        let at = line.find(open)?;
        let is_first = line[..at].trim().is_empty() || *open == "<!--";
        is_first.then_some((at, *close))
    })
}

/// Where a comment begins behind a value.
fn trailing(line: &str) -> Option<usize> {
    let at = [" # ", "\t# ", " // ", "\t// "].iter().filter_map(|sign| line.find(sign)).min();
    // `; was …` in a profile; but a semicolon also separates commands.
    at.or_else(|| line.find(" ; ").filter(|at| !line[*at..].contains(['=', ':'])))
}
