//! Texts that may be pasted, at random.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use keycutter_core::keys::shape;
use proptest::collection::vec;
use proptest::prelude::*;

/// An access key ID as AWS makes them.
pub fn id(prefix: &'static str) -> impl Strategy<Value = String> {
    "[A-Z2-7]{16}".prop_map(move |rest| format!("{prefix}{rest}"))
}

/// A secret that is known without a label, as all but a few are.
/// A secret access key as AWS makes them.
pub fn secret() -> impl Strategy<Value = String> {
    "[A-Za-z0-9/+]{40}".prop_filter("needs a label", |text| shape::is_surely_secret(text))
}

/// A piece of text that means something to a reader.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ \t\n\r=:,;\"'`\\\\<>{}\\[\\]|*.$-]{1,4}",
        4 => prop::sample::select(&[
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "Access key ID", "Secret access key",
            "AccessKeyId", "secret", "token", "expires", "[profile a]\n", "Access key ID,Secret access key\n", "\\\n", "\\u002b", "\u{feff}", "…", "“",
        ][..]).prop_map(str::to_owned),
        2 => id("AKIA"),
        2 => secret(),
        1 => "[A-Za-z0-9/+]{60,130}={0,2}",
        1 => "2026-11-2[0-9]T20:21:11Z",
        1 => "[0-9]{9,14}",
        2 => "\\PC{0,12}",
    ]
}

/// Text made of such pieces.
pub fn mixture() -> impl Strategy<Value = String> {
    vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// A few of them, or a few signs and short words.
pub fn few() -> impl Strategy<Value = String> {
    let short = prop::sample::select(
        &[
            " ", "\t", "\n", "=", ":", "\"", "'", "\\", "^", "[", "]", "<", ",", ";", "$", "*",
            "!", "-", ".", "_", "/", "a", "y", "id", "key", "secret", "value", "\\\n",
        ][..],
    );
    let short = vec(short, 1..5).prop_map(|pieces| pieces.concat());
    prop_oneof![short, vec(piece(), 1..4).prop_map(|pieces| pieces.concat())]
}

/// A text over and over, up to a length.
pub fn repeated(unit: &str, length: usize) -> String {
    unit.repeat(length / unit.len().max(1))
}
