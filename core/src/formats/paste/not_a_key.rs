//! Texts that stand where a part of credentials is expected, and are none.

use super::outcome::NotAKey;
use super::{names, scan_budget};
use crate::keys::shape;

/// How much of a value is looked at.
const LONGEST: usize = 120;

/// Prefixes of IAM's unique ids
/// ([IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)).
const PREFIXES: [(&str, NotAKey); 10] = [
    ("APKA", NotAKey::CloudFrontKeyPair),
    ("AIDA", NotAKey::UserId),
    ("AROA", NotAKey::RoleId),
    ("AGPA", NotAKey::ResourceId),
    ("AIPA", NotAKey::ResourceId),
    ("ANPA", NotAKey::ResourceId),
    ("ANVA", NotAKey::ResourceId),
    ("ASCA", NotAKey::ResourceId),
    ("ABIA", NotAKey::ServiceToken),
    ("ACCA", NotAKey::ResourceId),
];

/// How session tokens of AWS begin.
const TOKEN_PREFIXES: [&str; 4] = ["IQoJ", "FwoG", "FQoG", "AQoD"];

/// Beginnings of values, in lower case.
const BEGINNINGS: [(&str, NotAKey); 35] = [
    ("***", NotAKey::Masked),
    ("** ", NotAKey::Masked),
    ("\u{2022}", NotAKey::Masked),
    ("<sensitive", NotAKey::Masked),
    ("(sensitive", NotAKey::Masked),
    ("<redacted", NotAKey::Masked),
    ("[redacted", NotAKey::Masked),
    ("[masked", NotAKey::Masked),
    ("(redacted", NotAKey::Masked),
    ("redacted", NotAKey::Masked),
    ("<hidden", NotAKey::Masked),
    ("(hidden", NotAKey::Masked),
    ("hidden", NotAKey::Masked),
    ("<set", NotAKey::Masked),
    ("enc[", NotAKey::Encrypted),
    ("enc(", NotAKey::Encrypted),
    ("{aqa", NotAKey::Encrypted),
    ("!vault", NotAKey::Encrypted),
    ("$ansible_vault", NotAKey::Encrypted),
    ("-----begin", NotAKey::Encrypted),
    ("aqica", NotAKey::Encrypted),
    ("wcfm", NotAKey::Encrypted),
    ("$", NotAKey::Reference),
    ("%", NotAKey::Reference),
    ("{{", NotAKey::Reference),
    ("!ref", NotAKey::Reference),
    ("!sub", NotAKey::Reference),
    ("!getatt", NotAKey::Reference),
    ("arn:aws", NotAKey::Reference),
    ("process.env", NotAKey::Reference),
    ("os.environ", NotAKey::Reference),
    ("os.getenv", NotAKey::Reference),
    ("var.", NotAKey::Reference),
    ("vault:", NotAKey::Reference),
    ("ssm:", NotAKey::Reference),
];

/// Values that mean that there is none.
const NULLS: [&str; 12] = [
    "null",
    "(null)",
    "<null>",
    "none",
    "<none>",
    "nil",
    "<nil>",
    "undefined",
    "~",
    "n/a",
    "-",
    "<not set>",
];

/// What the value that a text begins with is, if it is no value of a key.
pub fn of_value(text: &str) -> Option<NotAKey> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = text[..end].split('\n').next().unwrap_or_default();
    scan_budget::spend(line.len() * 4 + 1);
    let line = line.trim_start();
    let quote = line.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'));
    let whole = match quote {
        Some(quote) => line[1..].split(quote).next().unwrap_or_default().trim(),
        None => line.split([',', ';', '}', ')', '|']).next().unwrap_or_default().trim(),
    };
    let word = whole.split([' ', '\t']).next().unwrap_or_default();
    let lower = whole.to_ascii_lowercase();
    // Brackets and parentheses end the other.
    let begins = if quote.is_some() { lower.clone() } else { line.to_ascii_lowercase() };
    if lower.is_empty() || NULLS.contains(&lower.as_str()) {
        return Some(NotAKey::Null);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(text, _)| begins.starts_with(text)) {
        return Some(*kind);
    }
    if NULLS.contains(&word.to_ascii_lowercase().as_str()) && word.len() > 1 {
        return Some(NotAKey::Null);
    }
    if is_byte_count(&lower) {
        return Some(NotAKey::ByteCount);
    }
    if let Some(kind) = of_word(word) {
        return Some(kind);
    }
    if word.ends_with("...") {
        return Some(NotAKey::Cut);
    }
    let scheme = word.split("://").next().filter(|scheme| scheme.len() < word.len());
    if scheme.is_some_and(|it| it.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
    {
        return Some(NotAKey::Reference);
    }
    is_placeholder(if quote.is_some() { whole } else { word }).then_some(NotAKey::Placeholder)
}

/// What a word is by its own shape.
pub fn of_word(word: &str) -> Option<NotAKey> {
    let is_id = (16..=32).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let prefix = PREFIXES.iter().find(|(prefix, _)| is_id && word.starts_with(prefix));
    if let Some((_, kind)) = prefix {
        return Some(*kind);
    }
    if shape::is_smtp_password(word) {
        return Some(NotAKey::SmtpPassword);
    }
    if word.starts_with("AIza") && word.len() == 39 {
        return Some(NotAKey::GoogleApiKey);
    }
    let is_cut_token = word.ends_with("..") && begins_as_token(word);
    is_cut_token.then_some(NotAKey::Cut)
}

/// Whether a word begins as AWS's session tokens do.
pub fn begins_as_token(word: &str) -> bool {
    TOKEN_PREFIXES.iter().any(|prefix| word.starts_with(prefix))
}

fn is_byte_count(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < text.len() && matches!(unit.trim(), "bytes" | "byte" | "b")
}

/// Whether a text asks to be replaced: `your-access-key-id`, `<id>`, `xxxx`, `changeme`.
pub fn is_placeholder(text: &str) -> bool {
    const BEGINS: [&str; 10] = [
        "your",
        "myaccess",
        "mysecret",
        "insert",
        "replaceme",
        "replacewith",
        "changeme",
        "changeit",
        "enteryour",
        "placeholder",
    ];
    const WORDS: [&str; 8] =
        ["your", "placeholder", "todo", "tbd", "changeme", "replace", "here", "pending"];
    let letters = names::letters(text);
    let filler = letters.bytes().filter(|letter| *letter == b'x').count();
    let is_filler = filler >= 3 && (filler == letters.len() || text.contains("xxxxxxxx"));
    let is_filler = is_filler || text.contains("XXXXXXXX");
    if is_filler || (text.starts_with('<') && text.len() > 1) {
        return true;
    }
    if shape::is_id(text) || shape::is_surely_secret(text) {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    letters.is_empty()
        || BEGINS.iter().any(|word| letters.starts_with(word))
        || words.any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
        || is_own_name(text, &letters)
}

/// Whether a value is only the name of what it should be: `access-key`, `AWS_SECRET_ACCESS_KEY`.
fn is_own_name(text: &str, letters: &str) -> bool {
    matches!(letters, "key" | "id" | "string" | "value" | "access")
        || names::read(text).is_some_and(|name| names::core(&name.qualifier).is_empty())
}
