//! A moment, local to the eye and exact to the machine.

use leptos::prelude::*;

use super::el::el;
use crate::Timestamp;
use crate::browser::clock;

/// A local date, with the UTC instant in the title and the `datetime` attribute.
pub fn moment(
    // When.
    at: Timestamp,
) -> AnyView {
    let instant = at.to_string();
    let title = instant.replace('T', " ").replace('Z', " UTC");
    el("time").attr("datetime", instant).attr("title", title).child(clock::local_date(at)).view()
}

/// `today`, `yesterday`, `20 days ago`, `7 years ago`.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    match at.days_until(now) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} ago", span(days)),
    }
}

/// `1 day`, `20 days`, `5 months`, `7 years`.
pub fn span(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        i64::MIN..=0 | 2..=119 => format!("{days} days"),
        120..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}
