//! A moment, local to the eye and exact to the machine.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::widgets::el::el;
use keycutter_core::Timestamp;
use keycutter_core::messages::duration;

/// A local date, with the UTC instant in the title and the `datetime` attribute.
pub fn timestamp_view(
    // When.
    at: Timestamp,
) -> AnyView {
    let instant = at.to_string();
    let title = instant.replace('T', " ").replace('Z', " UTC");
    el("time").attr("datetime", instant).attr("title", title).child(clock::local_date(at)).view()
}

/// `today`, `yesterday`, `20 days ago`, `7 years ago`.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    duration::days_ago(at.days_until(now))
}

/// `1 day`, `20 days`, `5 months`, `7 years`.
pub fn span(days: i64) -> String {
    duration::days(days)
}
