//! The table of access keys, in each of its states.

use leptos::prelude::*;

use crate::ui::features::failure::{self, failure_with_retry};
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::features::waiting::waiting;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::screens::security_credentials::create::open_create_dialog;
use crate::ui::screens::security_credentials::describe::{key_menu, left_over};
use crate::ui::screens::security_credentials::model::{Failure, Keys, KeysModel};
use crate::ui::screens::security_credentials::row::key_row;
use crate::ui::screens::security_credentials::tool_key::open_tool_key_dialog;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_attr, dynamic_text, el, on_click};
use crate::ui::widgets::keyed_list::keyed_list;
use keycutter_core::keys::KeyRing;
use keycutter_core::keys::key_glyph::BLANK;
use keycutter_core::messages;

/// The card with the keys.
pub fn key_table() -> AnyView {
    let model = KeysModel::expect();
    // First: the rows find it.
    let menu = key_menu(model);
    let has_rows = move || model.with_ring(|ring| !ring.rows().is_empty());
    let create = show_when(move || has_rows() != Some(false), create_button);
    let loading = show_when(move || model.with_keys(|keys| matches!(keys, Keys::Loading)), loading);
    let empty = show_when(move || has_rows() == Some(false), empty);
    let rows = show_when(move || has_rows() == Some(true), rows);
    let failure = LocalMemo::new(move || model.with_keys(|keys| keys.failure().cloned()));
    el("section")
        .attr("class", "card")
        .add_any_attr(dynamic_attr("aria-busy", move || model.is_listing().then_some("true")))
        .child(
            el("header")
                .attr("class", "keys-head")
                .child(el("h2").child("Access keys"))
                .child(el("p").attr("class", "soft small").child(dynamic_text(move || {
                    model.with_ring(messages::keys::count).flatten().unwrap_or_default()
                })))
                .child(refreshed(model))
                .child(
                    button("button button-bare buttons-end")
                        .add_any_attr(dynamic_attr("aria-disabled", move || {
                            model.is_listing().then_some("true")
                        }))
                        .add_any_attr(on_click(move || model.refresh()))
                        .child("Refresh"),
                )
                .child(tool_button(model))
                .child(create),
        )
        .child(waiting())
        .child(dynamic(move || failure.with(|failure| failure_view(model, failure.as_ref()))))
        .child(loading)
        .child(empty)
        .child(rows)
        .child(menu)
        .child(left_over(model))
        .into_any()
}

/// What failed last, outside of a dialog.
fn failure_view(model: KeysModel, failure: Option<&Failure>) -> AnyView {
    match failure {
        Some(Failure { error, is_of_listing: true }) => {
            failure_with_retry(error, move || model.refresh())
        }
        Some(it) => failure::failure(it.error.clone()),
        None => ().into_any(),
    }
}

/// Says that `Refresh` succeeded, for a few seconds.
fn refreshed(model: KeysModel) -> AnyView {
    let times = LocalMemo::new(move || model.with_keys(Keys::refreshed));
    dynamic(move || match times.get() {
        None => ().into_any(),
        // The animation begins anew.
        Some(times) => el("span")
            .attr("class", if times % 2 == 0 { "updated" } else { "updated updated-again" })
            .child("Updated just now")
            .into_any(),
    })
}

fn tool_button(model: KeysModel) -> AnyView {
    let tool = button("button")
        .add_any_attr(on_click(move || open_tool_key_dialog(model)))
        .child("New key for a tool");
    el("div").attr("class", "create").child(tool).into_any()
}

/// The one filled button, and right beside it the reason when it is disabled.
fn create_button() -> AnyView {
    let model = KeysModel::expect();
    let full = LocalMemo::new(move || model.with_ring(KeyRing::is_full) == Some(true));
    let ready = LocalMemo::new(move || model.with_ring(|_| ()).is_some());
    el("div")
        .attr("class", "create")
        .child(
            button("button button-main")
                .add_any_attr(dynamic_attr("disabled", move || {
                    (full.get() || !ready.get()).then_some("")
                }))
                .attr("aria-describedby", "create-why")
                .add_any_attr(on_click(move || open_create_dialog(model)))
                .child("Create New Access Key"),
        )
        .child(el("p").attr("class", "create-why").attr("id", "create-why").child(dynamic_text(
            move || {
                if full.get() {
                    messages::keys::QUOTA_REACHED
                } else if model.with_keys(|keys| matches!(keys, Keys::Failed(_))) {
                    "The keys must be listed first."
                } else {
                    ""
                }
            },
        )))
        .into_any()
}

/// Before the first listing has come.
fn loading() -> AnyView {
    el("div")
        .attr("class", "keys-loading")
        .child(el("p").attr("class", "soft").child("Loading access keys…"))
        .child(el("div").attr("class", "skeleton"))
        .child(el("div").attr("class", "skeleton"))
        .into_any()
}

/// No keys yet: a drawing of an uncut key.
fn empty() -> AnyView {
    el("div")
        .attr("class", "keys-empty")
        .child(key_glyph(BLANK, "key-glyph-large"))
        .child(el("p").attr("class", "keys-empty-title").child("No access keys yet"))
        .child(el("p").attr("class", "soft").child(
            "An access key lets a tool act as this user. Its secret is shown only once, when the key is created. \
             For a backup, a plugin or a mail program, New key for a tool is safer: it makes a user who may do nothing else.",
        ))
        .child(create_button())
        .into_any()
}

/// The columns, each with its class.
const COLUMNS: [(&str, &str); 6] = [
    ("column-id", "Access Key ID"),
    ("column-created", "Created"),
    ("column-used", "Last used"),
    ("column-deleted", "Deleted"),
    ("column-status", "Status"),
    ("column-actions", "Actions"),
];

/// The table itself. The roles are written out because the narrow layout displays rows as blocks,
/// and engines drop a table's semantics with its layout.
fn rows() -> AnyView {
    let model = KeysModel::expect();
    let ids = LocalMemo::new(move || model.with_ring(ids).unwrap_or_default());
    let headings = COLUMNS.map(|(class, name)| {
        el("th")
            .attr("class", class)
            .attr("role", "columnheader")
            .attr("scope", "col")
            .child(name)
            .into_any()
    });
    let head = el("tr").attr("role", "row").child(Vec::from(headings));
    let body = keyed_list(move || ids.get(), |id| key_row(&id));
    // A class and not `:has()`, for which the browser looks at every row again when one changes.
    let has_deleted = LocalMemo::new(move || {
        model.with_ring(|ring| ring.rows().iter().any(|row| !row.is_live()))
    });
    let class = move || {
        Some(if has_deleted.get() == Some(true) { "keys keys-with-deleted" } else { "keys" })
    };
    el("table")
        .add_any_attr(dynamic_attr("class", class))
        .attr("role", "table")
        .child(el("caption").attr("class", "visually-hidden").child("Access keys"))
        .child(el("thead").attr("role", "rowgroup").child(head))
        .child(el("tbody").attr("role", "rowgroup").child(body))
        .into_any()
}

/// The ids of the rows in their order.
fn ids(ring: &KeyRing) -> Vec<String> {
    ring.rows().iter().map(|row| row.key.id.to_string()).collect()
}
