//! Words that say which of several keys is the old one.

use super::scan_budget;

/// Which of the keys in a text a value belongs to, where words such as `old` and `new` say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// The one that is replaced.
    Old,
    /// The one that replaces it.
    New,
}

/// What a name says, such as `oldAccessKeyId` or `New key`.
pub fn of_name(name: &str) -> Option<Epoch> {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_old = has(&["old", "previous", "prev", "former", "formerly", "retire", "retired"]);
    let is_new = has(&["new", "current", "next"]);
    let replaces = has(&["replace", "replaces", "replacing", "supersedes"]);
    match (is_old, is_new, replaces) {
        (true, false, false) | (false, false, true) => Some(Epoch::Old),
        (false, true, _) => Some(Epoch::New),
        // A key to replace the old one may be either.
        _ => None,
    }
}

/// What the words directly before a value say: `was`, `replaced by`.
pub fn before(words_before: &str) -> Option<Epoch> {
    const OLD: [&str; 14] = [
        "was",
        "old",
        "previous",
        "former",
        "formerly",
        "replaces",
        "replacing",
        "replaced",
        "replace",
        "retire",
        "delete",
        "deactivate",
        "revoke",
        "disable",
    ];
    const CHANGES: [&str; 5] = ["replaced", "changed", "rotated", "switched", "updated"];
    let words = words(words_before);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    match words.last()?.as_str() {
        "new" | "now" => Some(Epoch::New),
        "by" | "with" | "to" if has(&CHANGES) => Some(Epoch::New),
        "from" if has(&CHANGES) => Some(Epoch::Old),
        "of" if has(&["instead"]) => Some(Epoch::Old),
        last => OLD.contains(&last).then_some(Epoch::Old),
    }
}

/// The words of a text in lower case. A word also begins at a capital letter.
fn words(text: &str) -> Vec<String> {
    scan_budget::spend(2 * text.len());
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in text.chars() {
        if !letter.is_ascii_alphabetic() || (letter.is_ascii_uppercase() && was_lower) {
            words.push(String::new());
        }
        if letter.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(letter.to_ascii_lowercase());
        }
        was_lower = letter.is_ascii_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
