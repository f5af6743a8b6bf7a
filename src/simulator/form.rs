//! The Query protocol's form, read.

use percent_encoding::percent_decode_str;

use super::account::Refusal;

/// A request's parameters.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body. A space is `%20` in what AWS's clients send, and may be a `+`.
    pub fn read(body: &str) -> Self {
        let decoded = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        let pairs = body.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
    }

    /// A parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// A parameter there must be.
    pub fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| invalid(name, None, "Member must not be null"))
    }

    /// A whole number within bounds; `usual` when it is not said.
    pub fn number(
        &self,
        name: &str,
        usual: u32,
        [least, most]: [u32; 2],
        constraint: &str,
    ) -> Result<u32, Refusal> {
        let Some(text) = self.get(name) else { return Ok(usual) };
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| invalid(name, Some(text), constraint))
    }
}

/// A refusal of a parameter's value, in the words of AWS's validation. Members begin with a small
/// letter there.
pub fn invalid(name: &str, value: Option<&str>, constraint: &str) -> Refusal {
    let mut member = name.to_owned();
    if let Some(first) = member.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let quote = if value.is_some() { "'" } else { "" };
    let message = [
        "1 validation error detected: Value ",
        quote,
        value.unwrap_or("null"),
        quote,
        " at '",
        &member,
        "' failed to satisfy constraint: ",
        constraint,
    ];
    Refusal::new(400, "ValidationError", &message)
}
