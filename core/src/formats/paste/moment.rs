//! The notations of an expiry.

use crate::Timestamp;

/// Longer than any notation.
pub const LONGEST: usize = 40;

/// Reads the moment that a text begins with: ISO 8601, with a space in place of its `T`, an offset
/// with or without its colon, or no zone, which means UTC; the date of an HTTP header; or seconds
/// or milliseconds since 1970. Go's zero time and other moments before 2000 are none.
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim_start_matches(['"', '\'', ' ', '\t']);
    let ends = |c: char| matches!(c, '"' | '\'' | '<' | '>' | '|' | ';' | '}' | ')' | '\n' | '\t');
    let text = text.split(ends).next().unwrap_or_default().trim_end();
    // 2000-01-01T00:00:00Z
    let is_recent = |at: &Timestamp| at.millis() >= 946_684_800_000;
    let at = number(text).or_else(|| iso(text)).or_else(|| http(text));
    at.or_else(|| Timestamp::parse_basic(text.split(' ').next()?)).filter(is_recent)
}

/// Seconds or milliseconds since 1970, with or without a fraction.
fn number(text: &str) -> Option<Timestamp> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = text[length..].bytes().next().is_none_or(|byte| b".,] ".contains(&byte));
    let number = || text[..length].parse::<i64>().ok().filter(|_| is_number);
    match length {
        10 => number().map(|seconds| Timestamp::from_millis(seconds * 1000)),
        13 => number().map(Timestamp::from_millis),
        _ => None,
    }
}

fn iso(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, rest) = rest.split_at_checked(8)?;
    let fraction = rest.bytes().take_while(|b| *b == b'.' || b.is_ascii_digit()).count();
    let zone = rest[fraction..].trim_start();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let offset = match zone.get(..1) {
        Some(sign @ ("+" | "-")) => {
            let number = &zone[1..];
            match (digits(number), number.get(2..3)) {
                (4, _) => format!("{sign}{}:{}", &number[..2], &number[2..4]),
                (2, Some(":")) => format!("{sign}{}", number.get(..5)?),
                (2, _) => format!("{sign}{}:00", &number[..2]),
                _ => return None,
            }
        }
        _ => "Z".to_owned(),
    };
    Timestamp::parse(&format!("{date}T{time}{offset}"))
}

/// `Mon, 23 Nov 2026 20:21:11 GMT`.
fn http(text: &str) -> Option<Timestamp> {
    Timestamp::parse_http(text.get(..29)?)
}
