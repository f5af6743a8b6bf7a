//! Failures in one sentence: the step that failed, the cause, and the fix.

use std::fmt;

use anyhow::Error;

pub use anyhow::Result;

/// A step that could not be finished.
#[derive(Debug)]
pub struct StepError {
    step: String,
    cause: String,
    fix: String,
}

impl StepError {
    /// `cause` says what happened in `step`, and `fix` what to do next, without a full stop.
    pub fn new(step: &str, cause: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { step: step.to_owned(), cause: cause.into(), fix: fix.into() }
    }
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}.", self.step, self.cause, self.fix)
    }
}

impl std::error::Error for StepError {}

/// Adds the step and the fix to any failure.
pub trait Step<T> {
    /// Makes a [`StepError`] of a failure, unless it is one already: the innermost knows best.
    ///
    /// # Errors
    ///
    /// The failure.
    fn step(self, step: &str, fix: &str) -> Result<T>;
}

impl<T, E: Into<Error>> Step<T> for Result<T, E> {
    fn step(self, step: &str, fix: &str) -> Result<T> {
        self.map_err(|error| {
            let error = error.into();
            if error.is::<StepError>() {
                return error;
            }
            StepError::new(step, format!("{error:#}"), fix).into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_step_cause_and_fix_once() {
        let failed: Result<(), _> = Err(anyhow::anyhow!("`trunk` ended with 101"));
        let failed = failed.step("trunk", "run this again").step("dist", "see above");
        let text = failed.unwrap_err().to_string();
        assert_eq!(text, "trunk: `trunk` ended with 101; run this again.");
    }
}
