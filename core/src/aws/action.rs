//! What makes something callable: a form and an answer.

use super::Service;
use super::query::Form;
use super::xml::Element;

/// The server answered with success, but without something the answer must have, or with something
/// it must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAnswer;

/// One action of the IAM or STS Query API: its form and its answer, in one place.
pub trait Action {
    /// What the answer says.
    type Answer;

    /// The service that takes it.
    const SERVICE: Service;

    /// Its name, such as `ListAccessKeys`.
    const NAME: &'static str;

    /// Whether doing it twice is the same as doing it once, so that it may be sent again when its
    /// outcome is unknown.
    const IDEMPOTENT: bool = true;

    /// Adds the parameters.
    fn fill(&self, form: &mut Form);

    /// Reads `<{Name}Result>`; an empty element stands in where an answer has none.
    ///
    /// # Errors
    ///
    /// [`MalformedAnswer`] when something is missing that nobody could do without, or cannot be what
    /// it should.
    fn read(&self, result: &Element) -> Result<Self::Answer, MalformedAnswer>;
}
