//! Whether a new key works yet.

use crate::flows::test_key::{ENOUGH, State};

/// What is told of a test.
#[must_use]
pub fn status(state: &State) -> String {
    match state {
        State::Idle => String::new(),
        State::Running(running) if running.in_a_row > 0 => {
            format!("Testing the key: {} of {ENOUGH} answers in a row.", running.in_a_row)
        }
        State::Running(_) => {
            "Testing the key. Servers take some seconds to know a new key. The test ends after two minutes."
                .to_owned()
        }
        State::Works(identity) => format!(
            "Works, as {}. STS knows the key. Other services, such as S3, may take some seconds more.",
            identity.arn
        ),
        State::DoesNotWork(_) => {
            "Does not work yet, after two minutes. A key is rarely unknown for longer.".to_owned()
        }
    }
}
