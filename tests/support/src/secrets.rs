//! The secrets of a story, in every form in which they could leave the page.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A secret of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A secret access key, which no request may contain.
    Key(String),
    /// A session token, which only its own header may contain.
    Token(String),
}

/// A text by which a secret is recognized.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is, for messages.
    pub kind: &'static str,
    /// The text.
    pub text: String,
}

impl Form {
    fn new(kind: &'static str, text: String) -> Self {
        Self { kind, text }
    }
}

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Token(text) => text,
        }
    }

    /// Whether a text holds the whole secret, plain or in an encoding.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        encodings(self.text()).iter().any(|form| text.contains(&form.text))
    }

    /// The secret in every encoding, and its fragments.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let mut forms = encodings(self.text());
        forms.extend(self.fragments());
        forms
    }

    /// Fragments: freed memory loses its first bytes to the allocator, and reused memory others.
    fn fragments(&self) -> Vec<Form> {
        let length = match self {
            Self::Key(_) => 8,
            // Tokens are hundreds of characters long.
            Self::Token(_) => 16,
        };
        let characters: Vec<char> = self.text().chars().collect();
        let fragments = characters.chunks_exact(length).flat_map(|fragment| {
            let text: String = fragment.iter().collect();
            let wide = utf16(&text);
            [Form::new("a plain fragment", text), Form::new("a fragment in UTF-16", wide)]
        });
        let hashed = match self {
            Self::Key(key) => hash_input(key),
            Self::Token(_) => Vec::new(),
        };
        let hashed = hashed.into_iter().map(|text| Form::new("a fragment in a hash", text));
        fragments.chain(hashed).collect()
    }
}

/// Replaces secrets in a text that is kept or printed.
#[must_use]
pub fn redact(text: &str, secrets: &[Secret]) -> String {
    let forms = secrets.iter().flat_map(Secret::forms);
    forms.fold(text.to_owned(), |text, form| text.replace(&form.text, "«secret»"))
}

fn encodings(secret: &str) -> Vec<Form> {
    let upper = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let lower = ["%2B", "%2F", "%3D"]
        .iter()
        .fold(upper.clone(), |text, code| text.replace(code, &code.to_lowercase()));
    let digits = secret.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    let mut forms = vec![
        ("plain", secret.to_owned()),
        ("in UTF-16", utf16(secret)),
        ("in hex", hex.to_uppercase()),
        ("in hex", hex),
        ("URL-encoded", upper),
        ("URL-encoded", lower),
        ("URL-encoded", secret.replace('+', " ")),
        ("URL-encoded", secret.replace('/', "%2F")),
        ("in JSON", secret.replace('/', "\\/")),
    ];
    for before in 0..3 {
        forms.push(("in base64", base64(&STANDARD_NO_PAD, secret, before)));
        forms.push(("in base64", base64(&URL_SAFE_NO_PAD, secret, before)));
    }
    forms.sort_by(|(_, one), (_, other)| one.cmp(other));
    forms.dedup_by(|(_, one), (_, other)| one == other);
    forms.into_iter().map(|(kind, text)| Form::new(kind, text)).collect()
}

/// In little-endian UTF-16, one character per byte: secrets are ASCII.
fn utf16(text: &str) -> String {
    text.chars().flat_map(|character| [character, '\0']).collect()
}

/// Fragments of a key as signing stores them: HMAC XORs every byte of its key with one of two masks
/// (RFC 2104), and SHA-256 reads blocks in words of four bytes, which WebAssembly stores in reverse.
/// The `AWS4` before the key is one such word.
fn hash_input(key: &str) -> Vec<String> {
    let masked = |bytes: &[u8], mask: u8| -> String {
        bytes.iter().map(|byte| char::from(byte ^ mask)).collect()
    };
    let mut fragments = Vec::new();
    for bytes in key.as_bytes().chunks_exact(8) {
        let words: Vec<u8> = bytes.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
        fragments.push(masked(&words, 0));
        for mask in [0x36, 0x5c] {
            fragments.push(masked(bytes, mask));
            fragments.push(masked(&words, mask));
        }
    }
    fragments
}

/// The secret in base64 after so many other bytes, without the digits that it shares with
/// neighbours.
fn base64(engine: &impl Engine, secret: &str, before: usize) -> String {
    let text = engine.encode(["\0".repeat(before).as_str(), secret].concat());
    let first = (before * 8).div_ceil(6);
    let last = (before + secret.len()) * 8 / 6;
    text[first..last].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const HEX: &str =
        "774A616C725855746E46454D492F4B374D44454E472B62507852666943594558414D504C454B4559";

    #[test]
    fn every_encoding_is_found() {
        let key = Secret::Key(KEY.to_owned());
        for text in [
            format!("a={KEY}&b"),
            "?s=wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY".to_owned(),
            "?s=wJalrXUtnFEMI%2fK7MDENG%2bbPxRfiCYEXAMPLEKEY".to_owned(),
            STANDARD_NO_PAD.encode(format!("{KEY}:")),
            STANDARD_NO_PAD.encode(format!("a{KEY}:")),
            URL_SAFE_NO_PAD.encode(format!("ab{KEY}")),
            KEY.encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect(),
            // printf %s "$KEY" | xxd -p -u
            HEX.to_owned(),
        ] {
            assert!(key.is_in(&text), "{text}");
        }
        assert!(!key.is_in("wJalrXUtnFEMI"));
    }

    #[test]
    fn a_key_is_recognized_by_fragments() {
        let fragments = Secret::Key(KEY.to_owned()).fragments();
        let has = |text: &str| fragments.iter().any(|it| text.contains(&it.text));
        assert!(has("…fragments of FEMI/K7MDENG+bPxRf and no more"));
        assert!(has("laJwtUXr"), "in words");
        let masked: String = "wJalrXUt".bytes().map(|byte| char::from(byte ^ 0x36)).collect();
        assert!(has(&masked), "masked");
        assert!(!has("wJalrXU"));
    }

    #[test]
    fn a_redacted_text_holds_no_secret() {
        let secrets = [Secret::Key(KEY.to_owned())];
        let text = format!("<SecretAccessKey>{KEY}</SecretAccessKey>");
        assert_eq!(redact(&text, &secrets), "<SecretAccessKey>«secret»</SecretAccessKey>");
    }
}
