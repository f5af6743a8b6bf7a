//! The small key drawn from an id.

use leptos::prelude::*;

use crate::ui::widgets::drawing::drawing;
use crate::ui::widgets::el::el;
use keycutter_core::keys::key_glyph::{Bitting, VIEW_BOX, bitting, outline};
use keycutter_core::keys::{AccessKeyId, Row, Status};

/// A key as its id cuts it. Decoration: hidden from screen readers.
pub fn key_glyph(
    // The bitting; a blank when nothing is cut yet.
    bitting: Bitting,
    // Further classes.
    class: &'static str,
) -> AnyView {
    drawing(format!("key-glyph {class}"), VIEW_BOX, vec![("", outline(&bitting))]).view()
}

/// A row's key: solid while active, hollow while inactive, dashed once deleted.
pub fn row_key_glyph(row: &Row) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "key-glyph-deleted",
        Status::Active => "",
        _ => "key-glyph-inactive",
    };
    key_glyph(bitting(&row.key.id), class)
}

/// An id beside its cut, in a dialog.
pub fn named_key_glyph(id: &AccessKeyId) -> AnyView {
    let bitting = bitting(id);
    let text = id.to_string();
    el("p")
        .class("key-name")
        .child(key_glyph(bitting, "key-glyph-large"))
        .child(el("span").class("mono").child(text))
        .view()
}
