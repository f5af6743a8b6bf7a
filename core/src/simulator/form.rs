//! The Query protocol's form, read.

use super::refusal::Refusal;

/// A request's parameters, percent-encoded.
#[derive(Clone, Copy)]
pub struct Form<'a>(pub &'a str);

impl Form<'_> {
    /// A parameter. A space is `+` or `%20`.
    pub fn get(self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.0.as_bytes());
        let (_, value) = pairs.find(|(it, _)| it == name)?;
        Some(value.into_owned())
    }

    /// A mandatory parameter.
    pub fn required(self, name: &str) -> Result<String, Refusal> {
        self.get(name).ok_or_else(|| Refusal::validation(name, None, "not be null"))
    }

    /// A whole number within bounds; `default` when it is missing.
    pub fn number(
        self,
        name: &str,
        default: u32,
        [least, most]: [u32; 2],
        constraint: &str,
    ) -> Result<u32, Refusal> {
        let Some(text) = self.get(name) else { return Ok(default) };
        match text.parse() {
            Ok(number) if least <= number && number <= most => Ok(number),
            _ => Err(Refusal::validation(name, Some(&text), constraint)),
        }
    }
}
