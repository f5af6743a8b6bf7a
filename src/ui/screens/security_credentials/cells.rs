//! The cells of a row, but for its ID and its actions. Each has few nodes: a table of hundreds of keys has
//! hundreds of each.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{EmptyElement, el};
use crate::ui::widgets::timestamp_view::{ago, instant_view, timestamp_view};
use keycutter_core::keys::{AccessKeyId, LastUse, LastUsed, ROTATE_AFTER_DAYS, Row, Status};
use keycutter_core::messages;

/// The element id of a key's row.
pub fn row_id(id: &AccessKeyId) -> String {
    format!("row-{id}")
}

/// A cell in the column of a class; the narrow layout shows the column's name above it.
pub fn cell(class: &'static str, name: &'static str) -> EmptyElement {
    el("td").attr("role", "cell").attr("class", class).attr("data-name", name)
}

/// The cells between the ID and the actions, in the order of the columns. `is_in_use` says whether this tab signs with the key.
pub fn cells(row: &Row, is_in_use: bool) -> AnyView {
    vec![created(row), last_used(row), deleted(row), status(row, is_in_use)].into_any()
}

/// When the key was created, and how old it is.
fn created(row: &Row) -> AnyView {
    let days = row.key.created.map(clock::days_since);
    let is_old = row.is_live() && days.is_some_and(|days| days >= ROTATE_AFTER_DAYS);
    let class = if is_old { "column-created cell-overdue" } else { "column-created" };
    let cell = cell(class, "Created");
    match (row.key.created, days) {
        (Some(at), Some(days)) if row.is_live() => {
            cell.child(timestamp_view(at)).child(messages::keys::age(days)).into_any()
        }
        (Some(at), _) => cell.child(timestamp_view(at)).into_any(),
        (None, _) => cell.child("Not available").into_any(),
    }
}

/// When and where the key was last used.
fn last_used(row: &Row) -> AnyView {
    match last_use(row) {
        (Some(time), text) => cell("column-used", "Last used").child(time).child(text).into_any(),
        (None, text) => cell("column-used cell-plain", "Last used").child(text).into_any(),
    }
}

/// When the key was last used, and where; or why that is not known.
fn last_use(row: &Row) -> (Option<AnyView>, String) {
    match &row.last_use {
        LastUse::Unknown => (None, "…".to_owned()),
        LastUse::Unavailable => (None, "Not available".to_owned()),
        LastUse::Denied => (None, messages::keys::LAST_USE_DENIED.to_owned()),
        LastUse::Known(LastUsed { at: None, .. }) => (None, "Never".to_owned()),
        LastUse::Known(LastUsed { at: Some(at), service, region }) => {
            let place = [service.as_deref(), region.as_deref()];
            let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let date = format!("{}, {}", clock::local_date(*at), ago(*at));
            (Some(instant_view(*at, date)), place)
        }
    }
}

/// The same as a line of a dialog. `row` is followed.
pub fn last_use_line(row: impl Fn() -> Option<Row> + Send + 'static) -> AnyView {
    let last_use = dynamic(move || match row().as_ref().map(last_use) {
        Some((Some(time), place)) if place.is_empty() => time,
        Some((Some(time), place)) => {
            let place = el("span").attr("class", "cell-place").child(place).into_any();
            vec![time, ", ".into_any(), place].into_any()
        }
        Some((None, text)) => text.into_any(),
        // Not listed yet.
        None => "…".into_any(),
    });
    el("p").attr("class", "soft").child("Last used: ").child(last_use).into_any()
}

/// When this tab deleted the key; AWS does not tell.
fn deleted(row: &Row) -> AnyView {
    match row.deleted {
        Some(at) => cell("column-deleted", "Deleted")
            .child(timestamp_view(at))
            .child(clock::local_time(at))
            .into_any(),
        None => cell("column-deleted cell-empty", "Deleted").child("–").into_any(),
    }
}

/// The key's status, and whether it is the one this tab signs with.
fn status(row: &Row, is_in_use: bool) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "status status-deleted",
        Status::Active => "status status-active",
        _ => "status status-inactive",
    };
    let status =
        el("span").attr("class", class).child(messages::keys::status(row).to_owned()).into_any();
    let cell = cell("column-status", "Status").child(status);
    if is_in_use && row.is_live() { cell.child("In use here").into_any() } else { cell.into_any() }
}
