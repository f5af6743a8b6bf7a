//! The small key drawn from an id.

use leptos::prelude::*;

use super::drawing::drawing;
use super::el::el;
use keycutter_core::keys::key_glyph::{Bitting, VIEW_BOX, bitting, outline};
use keycutter_core::keys::{AccessKeyId, Row, Status};

/// A key as its id cuts it. Decoration: hidden from screen readers.
pub fn cut(
    // The bitting; a blank when nothing is cut yet.
    bitting: Bitting,
    // Further classes.
    class: &'static str,
) -> AnyView {
    drawing(format!("cut {class}"), VIEW_BOX, vec![("", outline(&bitting))]).view()
}

/// A row's key: solid while active, hollow while inactive, dashed once deleted.
pub fn row_cut(row: &Row) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "cut-deleted",
        Status::Active => "",
        _ => "cut-inactive",
    };
    cut(bitting(&row.key.id), class)
}

/// An id beside its cut, in a dialog.
pub fn named_cut(id: &AccessKeyId) -> AnyView {
    let bitting = bitting(id);
    let text = id.to_string();
    el("p")
        .class("key-name")
        .child(cut(bitting, "cut-large"))
        .child(el("span").class("mono").child(text))
        .view()
}
