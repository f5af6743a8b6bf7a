//! The Query protocol's form, read.

use super::account::Refusal;

/// A request's parameters, still encoded.
#[derive(Clone, Copy)]
pub struct Form<'a>(pub &'a str);

impl Form<'_> {
    /// A parameter. A space is `%20` in what AWS's clients send, and may be a `+`.
    pub fn get(self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.0.as_bytes());
        let (_, value) = pairs.find(|(it, _)| it == name)?;
        Some(value.into_owned())
    }

    /// A parameter there must be.
    pub fn required(self, name: &str) -> Result<String, Refusal> {
        self.get(name).ok_or_else(|| invalid(name, None, "not be null"))
    }

    /// A whole number within bounds; `usual` when it is not said.
    pub fn number(
        self,
        name: &str,
        usual: u32,
        [least, most]: [u32; 2],
        constraint: &str,
    ) -> Result<u32, Refusal> {
        let Some(text) = self.get(name) else { return Ok(usual) };
        match text.parse() {
            Ok(number) if least <= number && number <= most => Ok(number),
            _ => Err(invalid(name, Some(&text), constraint)),
        }
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
        "' failed to satisfy constraint: Member must ",
        constraint,
    ];
    Refusal::new(400, "ValidationError", &message)
}
