//! What the cells of a row say.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::screens::security_credentials::life_line::life_line;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::el;
use crate::ui::widgets::timestamp_view::{ago, span, timestamp_view};
use keycutter_core::keys::{LastUse, LastUsed, Life, Row, Status};
use keycutter_core::messages;

/// When the key was made, how old it is, and its life as a line.
pub fn created(row: &Row) -> AnyView {
    let Some(at) = row.key.created else {
        return el("span").attr("class", "soft").child("Not available").into_any();
    };
    let used = match &row.last_use {
        LastUse::Known(LastUsed { at, .. }) => *at,
        _ => None,
    };
    let life = Life::new(at, used, clock::now());
    let age = match (life.age_days, life.is_old()) {
        (0, _) => "today".to_owned(),
        (days, false) => format!("{} old", span(days)),
        (days, true) => format!("{} old, past 90 days", span(days)),
    };
    let class = if life.is_old() { "cell-detail cell-overdue" } else { "cell-detail" };
    let mut views = vec![timestamp_view(at)];
    if row.is_live() {
        views.extend([el("span").attr("class", class).child(age).into_any(), life_line(life)]);
    }
    views.into_any()
}

/// When and where the key was last used.
pub fn last_used(row: &Row) -> AnyView {
    match &row.last_use {
        LastUse::Unknown => el("span").attr("class", "soft").child("…").into_any(),
        LastUse::Unavailable => el("span")
            .attr("class", "soft")
            .attr("title", "The server did not say.")
            .child("Not available")
            .into_any(),
        LastUse::Known(LastUsed { at: None, .. }) => el("span").child("Never").into_any(),
        LastUse::Known(LastUsed { at: Some(at), service, region }) => {
            let place = [service.as_deref(), region.as_deref()];
            let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let place = if place.is_empty() { place } else { format!(": {place}") };
            let detail =
                el("span").attr("class", "cell-detail").child(ago(*at, clock::now())).child(place);
            vec![timestamp_view(*at), detail.into_any()].into_any()
        }
    }
}

/// The same as a line of a dialog, for a key that may be in use. `row` is followed.
pub fn last_use_line(row: impl Fn() -> Option<Row> + Send + 'static) -> AnyView {
    let cell = dynamic(move || row().map(|row| last_used(&row)).into_any());
    el("p").child(el("span").attr("class", "soft").child("Last used: ")).child(cell).into_any()
}

/// When this tab deleted the key; AWS does not tell.
pub fn deleted(row: &Row) -> AnyView {
    let Some(at) = row.deleted else {
        return el("span").attr("class", "soft").child("–").into_any();
    };
    let detail = format!("{}, in this tab", clock::local_time(at));
    vec![timestamp_view(at), el("span").attr("class", "cell-detail").child(detail).into_any()]
        .into_any()
}

/// The key's status, and whether it is the one this tab signs with.
pub fn status(row: &Row, is_in_use: bool) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "status status-deleted",
        Status::Active => "status status-active",
        _ => "status status-inactive",
    };
    let note = (is_in_use && row.is_live()).then(|| {
        el("span").attr("class", "cell-detail status-note").child("In use here").into_any()
    });
    vec![
        el("span").attr("class", class).child(messages::keys::status(row).to_owned()).into_any(),
        note.into_any(),
    ]
    .into_any()
}
