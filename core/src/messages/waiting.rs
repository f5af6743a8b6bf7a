//! Why a request waits, and a clock that is off.

use super::duration::in_words;
use super::endpoint;
use crate::aws::{Pause, RetryReason, Server};

/// Why a request is not sent again at once.
#[must_use]
pub fn pause(pause: Pause, server: Server) -> String {
    let seconds = pause.millis.div_ceil(1000);
    let name = endpoint::server(server);
    match pause.reason {
        RetryReason::Throttled => {
            format!("{name} is limiting requests; trying again in {seconds} s.")
        }
        RetryReason::ServerError => {
            format!("{name} did not respond as expected; trying again in {seconds} s.")
        }
        RetryReason::Offline => {
            "This device is offline. Keycutter continues when the network is back.".to_owned()
        }
        RetryReason::Propagation => "Checking which keys exist now.".to_owned(),
    }
}

/// How far the device's clock is off, by how many milliseconds the server's is ahead of it.
#[must_use]
pub fn clock_offset(millis: i64) -> String {
    let direction = if millis > 0 { "slow" } else { "fast" };
    // Rounded to the nearest minute: the response that told the time was under way for a while.
    let offset = in_words(millis.saturating_abs().saturating_add(30_000));
    format!(
        "This device's clock is {offset} {direction}. Keycutter corrects for it, because signatures with the wrong \
         time are refused."
    )
}
