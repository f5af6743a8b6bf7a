//! The small key drawn from an id.

use leptos::prelude::*;

use super::drawing::drawing;
use super::el::el;
use crate::keys::cut::{Bitting, VIEW_BOX, bitting, outline};
use crate::keys::{AccessKeyId, Row, Status};

/// A key as its id cuts it. Decoration: hidden from screen readers.
pub fn cut(
    // The bitting; a blank when nothing is cut yet.
    bitting: Bitting,
    // Further classes.
    class: &'static str,
) -> AnyView {
    drawing(format!("key-glyph {class}"), VIEW_BOX, vec![("", outline(&bitting))]).view()
}

/// A row's key: solid while active, hollow while inactive, dashed once deleted.
pub fn row_cut(row: &Row) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "key-glyph-deleted",
        Status::Active => "",
        _ => "key-glyph-inactive",
    };
    cut(bitting(&row.key.id), class)
}

/// An id beside its cut, in a dialog.
pub fn named_cut(id: &AccessKeyId) -> AnyView {
    let bitting = bitting(id);
    let text = id.to_string();
    el("p")
        .class("key-name")
        .child(cut(bitting, "key-glyph-large"))
        .child(el("span").class("mono").child(text))
        .view()
}
