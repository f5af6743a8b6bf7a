//! The table of access keys, in each of its states.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::failure::failure_if_any;
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::features::waiting::waiting;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::Keys;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::screens::security_credentials::row::key_row;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{button, dynamic_attr, dynamic_text, el, on_click};
use keycutter_core::keys::key_glyph::BLANK;
use keycutter_core::keys::{KeyRing, Row};

/// The card with the keys.
pub fn key_table() -> AnyView {
    let model = KeysModel::expect();
    let has_rows = move || model.with_ring(|ring| !ring.rows().is_empty());
    let create = show_when(move || has_rows() != Some(false), create_button);
    let loading = show_when(move || model.with_keys(|keys| matches!(keys, Keys::Loading)), loading);
    let empty = show_when(move || has_rows() == Some(false), empty);
    let rows = show_when(move || has_rows() == Some(true), rows);
    el("section")
        .attr("class", "card")
        .add_any_attr(dynamic_attr("aria-busy", move || model.refreshing().then_some("true")))
        .child(
            el("header")
                .attr("class", "keys-head")
                .child(el("h2").child("Access keys"))
                .child(
                    el("p")
                        .attr("class", "soft small")
                        .child(dynamic_text(move || model.with_ring(count).unwrap_or_default())),
                )
                .child(
                    button("button button-bare buttons-end")
                        .add_any_attr(dynamic_attr("aria-disabled", move || {
                            model.refreshing().then_some("true")
                        }))
                        .add_any_attr(on_click(move || model.refresh()))
                        .child("Refresh"),
                )
                .child(create),
        )
        .child(waiting())
        .child(dynamic(move || failure_if_any(model.failure())))
        .child(loading)
        .child(empty)
        .child(rows)
        .into_any()
}

fn count(ring: &KeyRing) -> String {
    if ring.live() == 0 {
        return String::new();
    }
    format!("{} of {}", ring.live(), KeyRing::QUOTA)
}

/// The one filled button, and right beside it the reason when it is disabled.
fn create_button() -> AnyView {
    let model = KeysModel::expect();
    let full = Memo::new(move |_| model.with_ring(KeyRing::is_full) == Some(true));
    let ready = Memo::new(move |_| model.with_ring(|_| ()).is_some());
    el("div")
        .attr("class", "create")
        .child(
            button("button button-main")
                .add_any_attr(dynamic_attr("disabled", move || {
                    (full.get() || !ready.get()).then_some("")
                }))
                .attr("aria-describedby", "create-why")
                .add_any_attr(on_click(move || model.show(Dialog::Create)))
                .child("Create New Access Key"),
        )
        .child(el("p").attr("class", "create-why").attr("id", "create-why").child(dynamic_text(
            move || {
                if full.get() {
                    "Two keys is the limit, inactive ones included. Delete one to make room."
                } else if model.with_keys(|keys| matches!(keys, Keys::Failed)) {
                    "Without the list of keys nobody can tell whether there is room."
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

/// No keys yet: the blank that is about to be cut.
fn empty() -> AnyView {
    el("div")
        .attr("class", "keys-empty")
        .child(key_glyph(BLANK, "key-glyph-large"))
        .child(el("p").attr("class", "keys-empty-title").child("No access keys yet"))
        .child(el("p").attr("class", "soft").child(
            "A key lets a tool act for this identity. AWS makes it, and sends its \
             secret to this tab, once.",
        ))
        .child(create_button())
        .into_any()
}

/// The table itself. The roles are written out because the narrow layout draws rows as sheets,
/// and engines drop a table's meaning with its looks.
fn rows() -> AnyView {
    let model = KeysModel::expect();
    // Rows are drawn anew one by one, and all of them only when keys come or go. A keyed list would
    // spare that too, for 6 kB over the wire.
    let ids = Memo::new(move |_| model.with_ring(KeyRing::ids).unwrap_or_default());
    let rows = dynamic(move || {
        let rows = 0..ids.with(Vec::len);
        rows.map(row).collect_view().into_any()
    });
    el("table")
        .attr("class", "keys")
        .attr("role", "table")
        .child(el("caption").attr("class", "visually-hidden").child("Access keys"))
        .child(
            el("thead").attr("role", "rowgroup").child(
                el("tr")
                    .attr("role", "row")
                    .child(
                        el("th")
                            .attr("class", "column-id")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Access Key ID"),
                    )
                    .child(
                        el("th")
                            .attr("class", "column-created")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Created"),
                    )
                    .child(
                        el("th")
                            .attr("class", "column-used")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Last used"),
                    )
                    .child(
                        el("th")
                            .attr("class", "column-deleted")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Deleted"),
                    )
                    .child(
                        el("th")
                            .attr("class", "column-status")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Status"),
                    )
                    .child(
                        el("th")
                            .attr("class", "column-actions")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .child("Actions"),
                    ),
            ),
        )
        .child(el("tbody").attr("role", "rowgroup").child(rows))
        .into_any()
}

/// The row at a place. The keyboard stays where it was when it is drawn anew.
///
/// News of the last use goes into its cells alone: a button that was drawn anew while it is pressed
/// would lose the press.
fn row(at: usize) -> AnyView {
    let model = KeysModel::expect();
    let row = Memo::new(move |_| model.with_ring(|ring| ring.rows().get(at).cloned()).flatten());
    let settled = Memo::new(move |_| row.with(|row| row.as_ref().map(Row::settled)));
    dynamic(move || {
        focus::preserve_focus();
        settled.get().map(|settled| key_row(settled, row)).into_any()
    })
}
