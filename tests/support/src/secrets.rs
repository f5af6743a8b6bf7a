//! What must not leave the page, in every shape it could leave in.

use base64::Engine as _;
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
        shapes(self.text()).iter().any(|shape| text.contains(shape))
    }
}

/// Blots secrets out of a text that is kept or printed.
#[must_use]
pub fn redact(text: &str, secrets: &[Secret]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| {
        shapes(secret.text()).iter().fold(text, |text, shape| text.replace(shape, "«secret»"))
    })
}

fn shapes(secret: &str) -> Vec<String> {
    let upper = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let lower = ["%2B", "%2F", "%3D"]
        .iter()
        .fold(upper.clone(), |text, code| text.replace(code, &code.to_lowercase()));
    // The last character of an unpadded base64 text depends on what follows the secret.
    let base64 = [STANDARD_NO_PAD.encode(secret), URL_SAFE_NO_PAD.encode(secret)]
        .map(|text| text[..text.len() - 2].to_owned());
    let mut shapes = vec![
        secret.to_owned(),
        upper,
        lower,
        secret.replace('+', " "),
        secret.replace('/', "%2F"),
        secret.replace('/', "\\/"),
    ];
    shapes.extend(base64);
    shapes.sort();
    shapes.dedup();
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    #[test]
    fn every_shape_is_found() {
        let key = Secret::Key(KEY.to_owned());
        for text in [
            format!("a={KEY}&b"),
            "?s=wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY".to_owned(),
            "?s=wJalrXUtnFEMI%2fK7MDENG%2bbPxRfiCYEXAMPLEKEY".to_owned(),
            STANDARD_NO_PAD.encode(format!("{KEY}:")),
        ] {
            assert!(key.is_in(&text), "{text}");
        }
        assert!(!key.is_in("wJalrXUtnFEMI"));
    }

    #[test]
    fn a_redacted_text_holds_none() {
        let secrets = [Secret::Key(KEY.to_owned())];
        let text = format!("<SecretAccessKey>{KEY}</SecretAccessKey>");
        assert_eq!(redact(&text, &secrets), "<SecretAccessKey>«secret»</SecretAccessKey>");
    }
}
