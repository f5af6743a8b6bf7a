//! How often the reader of pasted text looks at each character, for texts made to make it look often.
//! It counts its looks in tests, and panics where they are many.

mod pasted_texts;

use keycutter_core::formats::paste;
use proptest::prelude::*;

use pasted_texts::{few, mixture, repeated};

/// Beginnings of what has an end, over and over.
const UNFINISHED: &[&str] = &[
    "=",
    "\"",
    "\\",
    "[",
    "secret=",
    "=secret ",
    "secret=\"",
    "secret=<",
    "secret=<x>",
    "secret={{}",
    "token=\"\n",
    "key_id=a=",
    "secret=$a:",
    "token [",
    "token=\\\n",
    "A",
    "secret!aaa=",
    "token\n",
    "access_key_id\\aaaaaaaaaaaaaaaa:",
    "access_key_id=a\\\n",
    "[a]\n",
    "secret\n",
    "AKIA/",
    "AKIARZPUZDIKJ445QZCB-",
    "AKIARZPUZDIKJ445QZCB.",
    "Secret access keyNvlE3LaruSrjLnonWKTn9UGKzEesg61SHE+qaQQ0Show",
    "regio n ",
    "access key id ",
    "expires=2",
    "expires ",
    "    ",
    "a\n",
    "Access key ID,Secret access key\n",
    "Access key ID,Secret access key\n\"x\n",
    "Access key ID,Secret access key,",
    "secret=a\n ",
    "key\n",
    "d   ",
    "____",
    "secret='a \"b ",
    "- ",
    ". ",
    "    _",
    "y- ",
    "value/\n",
    "\\:",
    ".:",
    "=\\\n$",
    "=^\n$",
    "=~",
    "x\",\"Access key ID,Secret access key\n",
    "{",
    "{secret=a",
    "key: {",
    "<a>",
    "<a ",
    "<a key=",
    "<key>",
    "a:\n ",
    "://",
    "s3://a:b@c ",
    "arn:aws",
    "# ",
    "/*",
    "> ",
    "=3D",
    "&#x2F;",
    "%2F",
    "{\\rtf",
    "secret: ${{ ",
    "secret: a b=",
    "AKIARZPUZDIKJ445QZCB\n",
    "{AKIARZPUZDIKJ445QZCB",
    "QUtJQVJKR09STVhCRUs0TFNXUFA= ",
];

/// So many cases, and no long search for a smaller one that fails.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { max_shrink_time: 20_000, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_megabyte_of_anything_repeated(unit in mixture()) {
        let _ = paste::read(&repeated(&unit, 1_000_000));
    }
}

proptest! {
    #![proptest_config(cases(ProptestConfig::default().cases))]

    #[test]
    fn one_repeated_text_after_another(before in few(), unit in few(), after in few()) {
        let text = before + &repeated(&unit, 10_000) + &repeated(&after, 10_000);
        let _ = paste::read(&text);
    }
}

#[test]
fn what_is_never_finished() {
    for &unit in UNFINISHED {
        let line = format!("{}={unit}", "a".repeat(60));
        for before in ["", "secret", "AWS_SESSION_TOKEN", "{\"AccessKeyId\":\"", "expires"] {
            for unit in [unit, line.as_str()] {
                let _ = paste::read(&(before.to_owned() + &repeated(unit, 100_000)));
            }
        }
    }
}

/// Found by the fuzzer: a value that is skipped ends behind the word it begins with.
#[test]
fn placeholders_behind_names_without_signs() {
    for sign in ["=", ":", " = "] {
        let _ = paste::read(&format!("AWS_ACCESS_KEY YOUR_ exiSECRET_ACCESS_KEY{sign}x"));
        let _ = paste::read(&format!("AWS_SECRET_ACCESS_KEY your-secret-key/{sign}\u{e9}{sign}x"));
    }
}

/// Lines of base64 are decoded as one text, down to the line that makes them none.
#[test]
fn lines_of_base64_that_are_no_text() {
    let line = "YWFh".repeat(16) + "\n";
    for bad in ["/".repeat(64) + "\n", "w".repeat(3) + "\n"] {
        let _ = paste::read(&repeated(&bad, 300_000));
        let _ = paste::read(&(repeated(&line, 300_000) + &bad));
    }
}

#[test]
fn halves_under_a_name_without_end() {
    let name = format!("[{}]\n", "a".repeat(100_000));
    let halves = "AKIARZPUZDIKJ445QZCB AKIARTX3GSDS4XPB7QNQ\n";
    let _ = paste::read(&(name + &repeated(halves, 100_000)));
}

#[test]
fn lines_of_tokens_that_are_not_whole() {
    let line = "a".repeat(60);
    for lines in [format!("{line}=\n{line}a\n"), format!("{line}a\n{line}a\n{line}a\n{line}=\n")] {
        for before in ["", "a", "AWS_SESSION_TOKEN"] {
            let _ = paste::read(&(before.to_owned() + &repeated(&lines, 300_000)));
        }
    }
}
