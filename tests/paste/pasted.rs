//! Short texts with keys in them, and what the reader finds there.

use keycutter_core::formats::paste::{Found, NotUnderstood, read};

/// The letters that stand for ids, secrets and a token in texts and expectations. `N` is a new key,
/// `O` an old one, `B` another, `T` temporary credentials, `W` a key of another server.
const LETTERS: [(&str, &str); 11] = [
    ("N.id", "AKIARJGORMXBEK4LSWPP"),
    ("N.secret", "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"),
    ("O.id", "AKIANL3XBVLST25O6XLI"),
    ("O.secret", "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"),
    ("B.id", "AKIAIEUOOC2ZCKE7RAW6"),
    ("B.secret", "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"),
    ("T.id", "ASIA6ZXIKM3IPFEZARZY"),
    ("T.secret", "jgL0pEb5ypbNm7rpWCs6euf6N4Bql0XadHa6qBlp"),
    (
        "T.token",
        "IQoJb3JpZ2luX2VjEHdz9OZfoRX8feg/YCtBW95IqD1ZQGAulFcM3s3YgUtT1MlLXrUSJL7EtBOGtjZ7vmY17B1M3QM+s89oyTy7/L/f\
         SzgHn1joCFzZgk8OMKxz+y03etB9uA1X07qwGpg0u7ja9gRBlfwjp5ZT2YA1fWQfdwlAGQNDpkofCJfU+mmbKJKs5cQWShWeRPdqkGEf",
    ),
    ("W.id", "W7FWDB3DSGXFBEZ3A2CT"),
    ("W.secret", "2TzC00PRn2IBQrBCsxQKMn7iIViPQSAYHFyi9ecI"),
];

/// A text with `{N.id}` and the like filled in.
pub fn filled(text: &str) -> String {
    LETTERS
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// What is found in a text.
pub fn outcome(text: &str) -> Result<Vec<Found>, NotUnderstood> {
    read(&filled(text))
}

/// Asserts what each text holds: `N` for a known key, `id/secret` for another, several separated by
/// spaces, `-` for nothing that is filled in.
pub fn assert_held(texts: &[(&str, &str)]) {
    let wrong: Vec<_> = texts
        .iter()
        .filter_map(|(text, expected)| {
            let outcome = outcome(text);
            let mut held: Vec<_> = outcome.iter().flatten().map(short).collect();
            held.sort();
            let held = if held.is_empty() { "-".to_owned() } else { held.join(" ") };
            (held != *expected)
                .then(|| format!("{text:?}\n  expected {expected}, found {held}: {outcome:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A set or a half as the expectations write it.
fn short(found: &Found) -> String {
    let name = |text: &str| {
        let known = LETTERS.iter().find(|(_, value)| *value == text);
        known.map_or(text.to_owned(), |(name, _)| (*name).to_owned())
    };
    let id = name(&found.access_key_id);
    let secret = name(found.secret_access_key.expose());
    let token = found.session_token.as_ref().map(|token| name(token.expose()));
    match (id.split_once('.'), secret.split_once('.'), token.as_deref()) {
        (Some(("T", _)), Some(("T", _)), Some("T.token")) => "T".to_owned(),
        (Some((a, _)), Some((b, _)), None) if a == b && a != "T" => a.to_owned(),
        (_, _, None) => format!("{id}/{secret}"),
        (_, _, Some(token)) => format!("{id}/{secret}/{token}"),
    }
}
