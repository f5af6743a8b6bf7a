//! One row of the table.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::features::key_glyph::row_key_glyph;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::security_credentials::life_line::life_line;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::timestamp_view::ago;
use crate::ui::widgets::timestamp_view::span;
use crate::ui::widgets::timestamp_view::timestamp_view;
use keycutter_core::Timestamp;
use keycutter_core::keys::{AccessKeyId, LastUse, LastUsed, Life, Row, Status};

/// A key: what is known of it, and what may be done to it.
pub fn key_row(
    // The row, but for its last use.
    row: Row,
    // All of it, as it is known by and by.
    known: Memo<Option<Row>>,
) -> AnyView {
    let model = KeysModel::expect();
    let now = clock::now();
    let id = row.key.id.clone();
    let live = row.is_live();
    let in_use = live && model.is_in_use(&id);
    let marker = match row.key.status {
        _ if !live => "status status-deleted",
        Status::Active => "status status-active",
        _ => "status status-inactive",
    };
    el("tr")
        .attr("role", "row")
        .attr("class", if live { "" } else { "row-deleted" })
        .child(
            el("td")
                .attr("role", "cell")
                .class("column-id")
                .attr("data-name", "Access Key ID")
                .child(el("span").class("key-name").child(row_key_glyph(&row).into_any()).child(
                    el("span").class("mono key-id").attr("translate", "no").child(id.to_string()),
                )),
        )
        .child(
            el("td")
                .class("column-created")
                .attr("role", "cell")
                .attr("data-name", "Created")
                .child(dynamic(move || {
                    known.with(|row| row.as_ref().map(|row| created(row, now))).into_any()
                })),
        )
        .child(
            el("td")
                .class("column-used")
                .attr("role", "cell")
                .attr("data-name", "Last used")
                .child(dynamic(move || {
                    known
                        .with(|row| row.as_ref().map(|row| last_used(&row.last_use, now)))
                        .into_any()
                })),
        )
        .child(
            el("td")
                .attr("role", "cell")
                .attr("data-name", "Deleted")
                .attr("class", if live { "column-deleted cell-empty" } else { "column-deleted" })
                .child(match row.deleted {
                    Some(at) => vec![
                        timestamp_view(at),
                        el("span")
                            .class("cell-detail")
                            .child(format!("{}, in this tab", clock::local_time(at)))
                            .view(),
                    ]
                    .into_any(),
                    None => el("span").class("soft").text("–").view(),
                }),
        )
        .child(
            el("td")
                .class("column-status")
                .attr("role", "cell")
                .attr("data-name", "Status")
                .child(el("span").attr("class", marker).child(row.status_text().to_owned()))
                .child(in_use.then(|| {
                    el("span").class("cell-detail status-note").text("In use here").view()
                })),
        )
        .child(
            el("td")
                .attr("role", "cell")
                .attr("class", if live { "column-actions" } else { "column-actions cell-empty" })
                .attr("data-name", "actions")
                .child(actions(row, in_use)),
        )
        .view()
}

/// When it was made, how old it is, and its life as a line.
fn created(row: &Row, now: Timestamp) -> AnyView {
    let Some(at) = row.key.created else {
        return el("span").class("soft").text("Not told").view();
    };
    let used = match &row.last_use {
        LastUse::Known(LastUsed { at, .. }) => *at,
        _ => None,
    };
    let life = Life::new(at, used, now);
    let age = match (life.age_days, life.is_old()) {
        (0, _) => "today".to_owned(),
        (days, false) => format!("{} old", span(days)),
        (days, true) => format!("{} old, past 90 days", span(days)),
    };
    let exists = row.is_live();
    vec![
        timestamp_view(at),
        (exists.then(|| {
            vec![
                el("span")
                    .attr(
                        "class",
                        if life.is_old() { "cell-detail cell-overdue" } else { "cell-detail" },
                    )
                    .child(age)
                    .view(),
                life_line(life),
            ]
            .into_any()
        }))
        .into_any(),
    ]
    .into_any()
}

/// When and where it was last used.
fn last_used(last_use: &LastUse, now: Timestamp) -> AnyView {
    match last_use {
        LastUse::Unknown => el("span").class("soft").text("…").view(),
        LastUse::Unavailable => el("span")
            .class("soft")
            .attr("title", "The server did not tell.")
            .text("Not told")
            .view(),
        LastUse::Known(LastUsed { at: None, .. }) => el("span").text("Never").view(),
        LastUse::Known(LastUsed { at: Some(at), service, region }) => {
            let place = [service.as_deref(), region.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ");
            vec![
                timestamp_view(*at),
                el("span")
                    .class("cell-detail")
                    .child(ago(*at, now))
                    .child((!place.is_empty()).then(|| format!(": {place}")))
                    .view(),
            ]
            .into_any()
        }
    }
}

/// The row's buttons.
fn actions(
    // The row.
    row: Row,
    // Whether the tab signs with this key.
    in_use: bool,
) -> AnyView {
    let model = KeysModel::expect();
    let actions = row.actions();
    let id = LocalSignal::new(row.key.id);
    let change = SingleFlight::new();
    let set = move |status| {
        let id = id.get_untracked();
        change.start(async move {
            let outcome = model.set_status(&id, status).await;
            model.note_failure(outcome.err());
        });
    };
    let deactivate = move || {
        if in_use {
            model.show(Dialog::Inactive(id.get_untracked()));
        } else {
            set(Status::Inactive);
        }
    };
    // One id for both, so that the keyboard stays on the button that turns from one to the other.
    let toggle = LocalSignal::new(format!("toggle-{}", id.get_untracked()));
    let busy = move || change.busy();
    el("div")
        .class("row-actions")
        .child(actions.deactivate.then(|| {
            button("button button-bare")
                .attr("id", toggle.get_untracked())
                .dynamic_attr("aria-disabled", busy)
                .on_click(deactivate)
                .text("Make Inactive")
                .child(whose(id.get_untracked()))
                .view()
        }))
        .child(actions.activate.then(|| {
            button("button button-bare")
                .attr("id", toggle.get_untracked())
                .dynamic_attr("aria-disabled", busy)
                .on_click(move || set(Status::Active))
                .text("Make Active")
                .child(whose(id.get_untracked()))
                .view()
        }))
        .child(actions.delete.then(|| {
            button("button button-bare button-danger")
                .attr("id", format!("delete-{}", id.get_untracked()))
                .on_click(move || model.show(Dialog::Delete(id.get_untracked())))
                .text("Delete")
                .child(whose(id.get_untracked()))
                .view()
        }))
        .view()
}

/// The key id that ends a row button's accessible name.
fn whose(
    // Which key.
    id: AccessKeyId,
) -> AnyView {
    el("span").class("visually-hidden").text(" ").child(id.to_string()).view()
}
