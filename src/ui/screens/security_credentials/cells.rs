//! What the cells of a row say.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::screens::security_credentials::life_line::life_line;
use crate::ui::widgets::el::el;
use crate::ui::widgets::timestamp_view::{ago, span, timestamp_view};
use keycutter_core::keys::{LastUse, LastUsed, Life, Row, Status};
use keycutter_core::messages;

/// When the key was made, how old it is, and its life as a line.
pub fn created(row: &Row) -> AnyView {
    let Some(at) = row.key.created else {
        return el("span").class("soft").text("Not told").view();
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
        views.extend([el("span").class(class).child(age).view(), life_line(life)]);
    }
    views.into_any()
}

/// When and where the key was last used.
pub fn last_used(row: &Row) -> AnyView {
    match &row.last_use {
        LastUse::Unknown => el("span").class("soft").text("…").view(),
        LastUse::Unavailable => el("span")
            .class("soft")
            .attr("title", "The server did not tell.")
            .text("Not told")
            .view(),
        LastUse::Known(LastUsed { at: None, .. }) => el("span").text("Never").view(),
        LastUse::Known(LastUsed { at: Some(at), service, region }) => {
            let place = [service.as_deref(), region.as_deref()];
            let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let detail = el("span")
                .class("cell-detail")
                .child(ago(*at, clock::now()))
                .child((!place.is_empty()).then(|| format!(": {place}")));
            vec![timestamp_view(*at), detail.view()].into_any()
        }
    }
}

/// When this tab deleted the key; AWS does not tell.
pub fn deleted(row: &Row) -> AnyView {
    let Some(at) = row.deleted else {
        return el("span").class("soft").text("–").view();
    };
    let detail = format!("{}, in this tab", clock::local_time(at));
    vec![timestamp_view(at), el("span").class("cell-detail").child(detail).view()].into_any()
}

/// The key's status, and whether it is the one this tab signs with.
pub fn status(row: &Row, is_in_use: bool) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "status status-deleted",
        Status::Active => "status status-active",
        _ => "status status-inactive",
    };
    let note = (is_in_use && row.is_live())
        .then(|| el("span").class("cell-detail status-note").text("In use here").view());
    vec![
        el("span").class(class).child(messages::keys::status(row).to_owned()).view(),
        note.into_any(),
    ]
    .into_any()
}
