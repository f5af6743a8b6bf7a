//! Waiting for what a user would see, with a deadline.

use std::thread;
use std::time::{Duration, Instant};

/// How long a user would wait for the page before calling it broken.
///
/// Far more than any step needs: a loaded machine must not fail a story.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often to look.
const BLINK: Duration = Duration::from_millis(40);

/// Looks again and again until there is something, or until patience ends.
pub fn until<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        thread::sleep(BLINK);
    }
}
