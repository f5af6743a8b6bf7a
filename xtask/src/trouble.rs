//! What went wrong, in one sentence: the step, the command that failed, and the mend.

use std::fmt;
use std::io;
use std::path::Path;

/// A step that could not be finished.
#[derive(Debug, PartialEq, Eq)]
pub struct Trouble {
    step: String,
    what: String,
    mend: String,
}

/// The result of anything that may end in [`Trouble`].
pub type Outcome<T = ()> = Result<T, Trouble>;

impl Trouble {
    /// Trouble in `step`: `what` happened (naming the command), and `mend` is what to do next.
    pub fn new(step: &str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { step: step.to_owned(), what: what.into(), mend: mend.into() }
    }

    /// Trouble with a file or folder: `doing` is a verb such as "read" or "create".
    pub fn file(step: &str, doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(
            step,
            format!("could not {doing} {} ({error})", path.display()),
            "check that the folder exists, may be written to and has room left",
        )
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}.", self.step, self.what, self.mend)
    }
}

impl std::error::Error for Trouble {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_one_sentence() {
        let trouble = Trouble::new(
            "trunk 0.21.14",
            "`cargo install trunk` ended with exit status: 101",
            "check the network and run this again",
        );
        assert_eq!(
            trouble.to_string(),
            "trunk 0.21.14: `cargo install trunk` ended with exit status: 101; \
             check the network and run this again."
        );
    }
}
