//! Answers, written.

use super::account::Refusal;
use crate::aws::Service;

/// An element around others.
pub fn element(name: &str, inside: &str) -> String {
    ["<", name, ">", inside, "</", name, ">"].concat()
}

/// An element with text. XML cannot carry control characters at all, so they are replaced.
pub fn leaf(name: &str, text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            control if control.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    element(name, &escaped)
}

/// The document of a success.
pub fn success(service: Service, action: &str, result: &str, request_id: &str) -> String {
    let mut inside = String::new();
    // What only does something answers nothing.
    if !result.is_empty() {
        inside = element(&[action, "Result"].concat(), result);
    }
    inside.push_str(&element("ResponseMetadata", &leaf("RequestId", request_id)));
    document(service, &[action, "Response"].concat(), &inside)
}

/// The document of a refusal.
pub fn refusal(service: Service, refusal: &Refusal, request_id: &str) -> String {
    let error =
        [leaf("Type", "Sender"), leaf("Code", refusal.code), leaf("Message", &refusal.message)];
    let inside = element("Error", &error.concat()) + &leaf("RequestId", request_id);
    document(service, "ErrorResponse", &inside)
}

fn document(service: Service, name: &str, inside: &str) -> String {
    let (service, version) = (service.signing_name(), service.version());
    let namespace = [" xmlns=\"https://", service, ".amazonaws.com/doc/", version, "/\">"].concat();
    ["<", name, &namespace, inside, "</", name, ">"].concat()
}
