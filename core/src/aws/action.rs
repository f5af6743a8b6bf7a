//! Actions: a form and its result.

use super::Service;
use super::query::Form;
use super::xml::Element;

/// A successful response that lacks something mandatory, or has something that it must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAnswer;

/// One action of the IAM or STS Query API: its form and its result.
pub trait Action {
    /// The result.
    type Answer;

    /// The service that has it.
    const SERVICE: Service;

    /// Its name, such as `ListAccessKeys`.
    const NAME: &'static str;

    /// Whether calling it twice has the effect of calling it once, so that it can be retried when the
    /// outcome is unknown.
    const IDEMPOTENT: bool = true;

    /// Adds the parameters to the form.
    fn fill(&self, form: &mut Form);

    /// Reads `<{Name}Result>`, or an empty element where the response has none.
    ///
    /// # Errors
    ///
    /// [`MalformedAnswer`] when something mandatory is missing or invalid.
    fn read(&self, result: &Element) -> Result<Self::Answer, MalformedAnswer>;
}
