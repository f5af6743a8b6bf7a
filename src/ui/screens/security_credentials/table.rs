//! The table of access keys, in each of its states.

use leptos::prelude::*;

use crate::ui::features::failure::failure_if_any;
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::features::waiting::waiting;
use crate::ui::screens::security_credentials::create::open_create_dialog;
use crate::ui::screens::security_credentials::model::{Keys, KeysModel};
use crate::ui::screens::security_credentials::row::key_row;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::el::{button, el};
use crate::ui::widgets::keyed_list::keyed_list;
use keycutter_core::keys::KeyRing;
use keycutter_core::keys::key_glyph::BLANK;
use keycutter_core::messages;

/// The card with the keys.
pub fn key_table() -> AnyView {
    let model = KeysModel::expect();
    let has_rows = move || model.with_ring(|ring| !ring.rows().is_empty());
    let create = show_when(move || has_rows() != Some(false), create_button);
    let loading = show_when(move || model.with_keys(|keys| matches!(keys, Keys::Loading)), loading);
    let empty = show_when(move || has_rows() == Some(false), empty);
    let rows = show_when(move || has_rows() == Some(true), rows);
    let failure = Memo::new(move |_| model.with_keys(|keys| keys.failure().cloned()));
    el("section")
        .class("card")
        .dynamic_attr("aria-busy", move || model.is_listing().then_some("true"))
        .child(
            el("header")
                .class("keys-head")
                .child(el("h2").text("Access keys"))
                .child(
                    el("p")
                        .class("soft small")
                        .dynamic_text(move || model.with_ring(messages::keys::count).flatten()),
                )
                .child(
                    button("button button-bare buttons-end")
                        .dynamic_attr("aria-disabled", move || model.is_listing().then_some("true"))
                        .on_click(move || model.refresh())
                        .text("Refresh"),
                )
                .child(create),
        )
        .child(waiting())
        .child(dynamic(move || failure_if_any(failure.get())))
        .child(loading)
        .child(empty)
        .child(rows)
        .view()
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
                .on_click(move || open_create_dialog(model))
                .text("Create New Access Key"),
        )
        .child(el("p").class("create-why").attr("id", "create-why").dynamic_text(move || {
            if full.get() {
                messages::keys::QUOTA_REACHED
            } else if model.with_keys(|keys| matches!(keys, Keys::Failed(_))) {
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

/// No keys yet: a drawing of an uncut key.
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
    let ids = Memo::new(move |_| model.with_ring(unique_ids).unwrap_or_default());
    let headings = COLUMNS.map(|(class, name)| {
        el("th").class(class).attr("role", "columnheader").attr("scope", "col").text(name).view()
    });
    let head = el("tr").attr("role", "row").child(Vec::from(headings));
    let body = keyed_list(move || ids.get(), |id| key_row(&id));
    el("table")
        .class("keys")
        .attr("role", "table")
        .child(el("caption").class("visually-hidden").text("Access keys"))
        .child(el("thead").attr("role", "rowgroup").child(head))
        .child(el("tbody").attr("role", "rowgroup").child(body))
        .view()
}

/// The ids of the rows in their order; a server may list a key twice.
fn unique_ids(ring: &KeyRing) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for row in ring.rows() {
        let id = row.key.id.as_str();
        if !ids.iter().any(|other| other == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}
