//! The Query protocol's form encoding.
//!
//! Everything but `A–Z a–z 0–9 - _ . ~` is percent-encoded, and a space is `+`: what botocore sends.
//! moto encodes a form again before it verifies the signature, and knows no other way.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
pub(super) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The same for a path, which keeps its slashes.
pub(super) const PATH: &AsciiSet = &RESERVED.remove(b'/');

/// A form.
///
/// ```
/// # use keycutter_core::aws::query::Form;
/// let mut form = Form::new("DeleteAccessKey", "2010-05-08");
/// form.set("UserName", "a b+c");
/// assert_eq!(form.encode(), "Action=DeleteAccessKey&Version=2010-05-08&UserName=a+b%2Bc");
/// ```
pub struct Form(String);

impl Form {
    /// A form for one action of one API version.
    #[must_use]
    pub fn new(action: &str, version: &str) -> Self {
        let mut form = Self(String::with_capacity(128));
        form.set("Action", action);
        form.set("Version", version);
        form
    }

    /// Adds a parameter.
    pub fn set(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        for piece in utf8_percent_encode(value, RESERVED) {
            self.0.push_str(if piece == "%20" { "+" } else { piece });
        }
    }

    /// Adds a parameter if it has a value: AWS refuses an empty `UserName=`.
    pub fn set_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// The form as a request body.
    #[must_use]
    pub fn encode(self) -> String {
        self.0
    }
}
