//! What must not leave the page, in every shape it could leave in.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A secret the story knows of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A secret access key: may never travel.
    Key(String),
    /// A session token: travels in its own header and nowhere else.
    Token(String),
}

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Token(text) => text,
        }
    }

    /// Whether a text holds the secret, plainly or in an encoding a page could have put it in.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.shapes().iter().any(|(_, shape)| text.contains(shape))
    }

    /// Every shape it could have, each with what it is called.
    #[must_use]
    pub fn shapes(&self) -> Vec<(&'static str, String)> {
        shapes(self.text())
    }

    /// Pieces of it: memory that was freed has lost its first bytes to whoever manages it, and
    /// memory that was used again some others.
    #[must_use]
    pub fn pieces(&self) -> Vec<(&'static str, String)> {
        let length = match self {
            Self::Key(_) => 8,
            // Tokens are hundreds of characters long.
            Self::Token(_) => 16,
        };
        let characters: Vec<char> = self.text().chars().collect();
        let pieces = characters.chunks_exact(length).flat_map(|piece| {
            let text: String = piece.iter().collect();
            [("a piece plainly", text.clone()), ("a piece in UTF-16", utf16(&text))]
        });
        let hashed = match self {
            Self::Key(key) => hashed(key),
            Self::Token(_) => Vec::new(),
        };
        pieces.chain(hashed.into_iter().map(|piece| ("a piece in a hash", piece))).collect()
    }
}

/// Blots secrets out of a text that is kept or printed.
#[must_use]
pub fn redact(text: &str, secrets: &[Secret]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| {
        let parts = secret.shapes().into_iter().chain(secret.pieces());
        parts.fold(text, |text, (_, part)| text.replace(&part, "«secret»"))
    })
}

fn shapes(secret: &str) -> Vec<(&'static str, String)> {
    let upper = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let lower = ["%2B", "%2F", "%3D"]
        .iter()
        .fold(upper.clone(), |text, code| text.replace(code, &code.to_lowercase()));
    let digits = secret.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    let mut shapes = vec![
        ("plainly", secret.to_owned()),
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
        shapes.push(("in base64", base64(&STANDARD_NO_PAD, secret, before)));
        shapes.push(("in base64", base64(&URL_SAFE_NO_PAD, secret, before)));
    }
    shapes.sort_by(|(_, one), (_, other)| one.cmp(other));
    shapes.dedup_by(|(_, one), (_, other)| one == other);
    shapes
}

/// In little-endian UTF-16, as text of one character a byte: secrets are ASCII.
fn utf16(text: &str) -> String {
    text.chars().flat_map(|character| [character, '\0']).collect()
}

/// Pieces of a key as signing takes it apart: HMAC masks every byte of its key by one of two masks
/// (RFC 2104), and SHA-256 reads blocks in words of four bytes, which this machine keeps in reverse.
/// The `AWS4` in front is one such word.
fn hashed(key: &str) -> Vec<String> {
    let masked = |bytes: &[u8], mask: u8| -> String {
        bytes.iter().map(|byte| char::from(byte ^ mask)).collect()
    };
    let mut pieces = Vec::new();
    for bytes in key.as_bytes().chunks_exact(8) {
        let words: Vec<u8> = bytes.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
        pieces.push(masked(&words, 0));
        for mask in [0x36, 0x5c] {
            pieces.push(masked(bytes, mask));
            pieces.push(masked(&words, mask));
        }
    }
    pieces
}

/// The secret in base64 after so many bytes of something else, without the digits that others
/// share with it.
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
    fn every_shape_is_found() {
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
    fn a_key_is_known_by_pieces() {
        let pieces = Secret::Key(KEY.to_owned()).pieces();
        let has = |text: &str| pieces.iter().any(|(_, piece)| text.contains(piece.as_str()));
        assert!(has("…pieces of FEMI/K7MDENG+bPxRf and no more"));
        assert!(has("laJwtUXr"), "in words");
        let masked: String = "wJalrXUt".bytes().map(|byte| char::from(byte ^ 0x36)).collect();
        assert!(has(&masked), "masked");
        assert!(!has("wJalrXU"));
    }

    #[test]
    fn a_redacted_text_holds_none() {
        let secrets = [Secret::Key(KEY.to_owned())];
        let text = format!("<SecretAccessKey>{KEY}</SecretAccessKey>");
        assert_eq!(redact(&text, &secrets), "<SecretAccessKey>«secret»</SecretAccessKey>");
    }
}
