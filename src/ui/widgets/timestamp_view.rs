//! A moment: local for people, exact for machines.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::widgets::element::el;
use keycutter_core::Timestamp;
use keycutter_core::messages::duration;

/// A local date, with the UTC instant in the title and the `datetime` attribute.
pub fn timestamp_view(at: Timestamp) -> AnyView {
    instant_view(at, clock::local_date(at))
}

/// The same in other words than the date.
pub fn instant_view(at: Timestamp, text: String) -> AnyView {
    let instant = at.to_string();
    let title = instant.replace('T', " ").replace('Z', " UTC");
    el("time").attr("datetime", instant).attr("title", title).child(text).into_any()
}

/// `today`, `yesterday`, `20 days ago`, `7 years ago`.
pub fn ago(at: Timestamp) -> String {
    duration::days_ago(clock::days_since(at))
}
