//! The table of access keys, in each of its states.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::failure::told;
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::features::waiting::waiting;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::Keys;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::screens::security_credentials::row::key_row;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
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
        .class("card")
        .dynamic_attr("aria-busy", move || model.refreshing().then_some("true"))
        .child(
            el("header")
                .class("keys-head")
                .child(el("h2").text("Access keys"))
                .child(
                    el("p")
                        .class("soft small")
                        .dynamic_text(move || model.with_ring(count).flatten()),
                )
                .child(
                    button("button button-bare buttons-end")
                        .dynamic_attr("aria-disabled", move || model.refreshing().then_some("true"))
                        .on_click(move || model.refresh())
                        .text("Refresh"),
                )
                .child(create),
        )
        .child(waiting())
        .child(dynamic(move || told(model.failure())))
        .child(loading)
        .child(empty)
        .child(rows)
        .view()
}

fn count(ring: &KeyRing) -> Option<String> {
    (ring.live() > 0).then(|| format!("{} of {}", ring.live(), KeyRing::QUOTA))
}

/// The one filled button, and right beside it the reason when it is disabled.
fn create_button() -> AnyView {
    let model = KeysModel::expect();
    let full = Memo::new(move |_| model.with_ring(KeyRing::is_full) == Some(true));
    let ready = Memo::new(move |_| model.with_ring(|_| ()).is_some());
    el("div")
        .class("create")
        .child(
            button("button button-main")
                .dynamic_attr("disabled", move || full.get() || !ready.get())
                .attr("aria-describedby", "create-why")
                .on_click(move || model.show(Dialog::Create))
                .text("Create New Access Key"),
        )
        .child(el("p").class("create-why").attr("id", "create-why").dynamic_text(move || {
            if full.get() {
                "Two keys is the limit, inactive ones included. Delete one to make room."
            } else if model.with_keys(|keys| matches!(keys, Keys::Failed)) {
                "Without the list of keys nobody can tell whether there is room."
            } else {
                ""
            }
        }))
        .view()
}

/// Before the first listing has come.
fn loading() -> AnyView {
    el("div")
        .class("keys-loading")
        .child(el("p").class("soft").text("Loading access keys…"))
        .child(el("div").class("skeleton"))
        .child(el("div").class("skeleton"))
        .view()
}

/// No keys yet: the blank that is about to be cut.
fn empty() -> AnyView {
    el("div")
        .class("keys-empty")
        .child(key_glyph(BLANK, "key-glyph-large"))
        .child(el("p").class("keys-empty-title").text("No access keys yet"))
        .child(el("p").class("soft").text(
            "A key lets a tool act for this identity. AWS makes it, and sends its \
             secret to this tab, once.",
        ))
        .child(create_button())
        .view()
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
        .class("keys")
        .attr("role", "table")
        .child(el("caption").class("visually-hidden").text("Access keys"))
        .child(
            el("thead").attr("role", "rowgroup").child(
                el("tr")
                    .attr("role", "row")
                    .child(
                        el("th")
                            .class("column-id")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Access Key ID"),
                    )
                    .child(
                        el("th")
                            .class("column-created")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Created"),
                    )
                    .child(
                        el("th")
                            .class("column-used")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Last used"),
                    )
                    .child(
                        el("th")
                            .class("column-deleted")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Deleted"),
                    )
                    .child(
                        el("th")
                            .class("column-status")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Status"),
                    )
                    .child(
                        el("th")
                            .class("column-actions")
                            .attr("role", "columnheader")
                            .attr("scope", "col")
                            .text("Actions"),
                    ),
            ),
        )
        .child(el("tbody").attr("role", "rowgroup").child(rows))
        .view()
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
