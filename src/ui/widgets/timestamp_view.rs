//! A moment, local to the eye and exact to the machine.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::widgets::el::el;
use keycutter_core::Timestamp;
use keycutter_core::timestamp::in_words;

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
    match at.days_until(now) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} ago", span(days)),
    }
}

/// `1 day`, `20 days`, `5 months`, `7 years`.
pub fn span(days: i64) -> String {
    in_words(days.saturating_mul(86_400_000))
}
