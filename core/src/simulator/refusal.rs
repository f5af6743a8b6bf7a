//! Errors, in AWS's wording.

/// Why an action is refused.
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// AWS's code.
    pub code: &'static str,
    /// AWS's message.
    pub message: String,
}

impl Refusal {
    /// A refusal whose message is these pieces together.
    pub fn new(status: u16, code: &'static str, message: &[&str]) -> Self {
        Self { status, code, message: message.concat() }
    }

    /// A parameter that does not meet a constraint, in the wording of AWS's validation. Names of
    /// members begin with a lower-case letter there.
    pub fn validation(name: &str, value: Option<&str>, constraint: &str) -> Self {
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
        Self::new(400, "ValidationError", &message)
    }
}
