//! Waiting for what a user would see, with a timeout.

use std::thread;
use std::time::{Duration, Instant};

/// How long a step waits for the page.
///
/// Far more than any step needs: a loaded machine must not fail a story.
pub const TIMEOUT: Duration = Duration::from_secs(20);

const POLL_INTERVAL: Duration = Duration::from_millis(40);

/// Polls until there is a value, or `None` after the timeout.
pub fn until<T>(timeout: Duration, mut poll: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(value) = poll() {
            return Some(value);
        }
        if Instant::now() >= deadline {
            return None;
        }
        thread::sleep(POLL_INTERVAL);
    }
}
