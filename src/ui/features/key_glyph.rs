//! The small key that is drawn from an access key id.

use leptos::prelude::*;

use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::drawing::drawing;
use crate::ui::widgets::element::el;
use keycutter_core::keys::key_glyph::{Bitting, VIEW_BOX, bitting, outline};
use keycutter_core::keys::{AccessKeyId, Row, Status};

/// A key with this bitting, hidden from screen readers. `class` adds classes to its own.
pub fn key_glyph(bitting: Bitting, class: &'static str) -> AnyView {
    drawing(format!("key-glyph {class}"), VIEW_BOX, outline(&bitting))
}

/// A row's key: solid while active, an outline while inactive, dashed once deleted.
pub fn row_key_glyph(row: &Row) -> AnyView {
    let class = match row.key.status {
        _ if !row.is_live() => "key-glyph-small key-glyph-deleted",
        Status::Active => "key-glyph-small",
        _ => "key-glyph-small key-glyph-inactive",
    };
    key_glyph(bitting(&row.key.id), class)
}

/// An id beside its key, in a dialog.
pub fn named_key_glyph(id: &AccessKeyId) -> AnyView {
    named_key(id, None)
}

/// The same with a button that copies the id.
pub fn copied_key_glyph(id: &AccessKeyId) -> AnyView {
    named_key(id, Some(copy_button("Copy ID", id.to_string())))
}

fn named_key(id: &AccessKeyId, copy: Option<AnyView>) -> AnyView {
    el("p")
        .attr("class", "key-name")
        .child(key_glyph(bitting(id), "key-glyph-large"))
        .child(el("span").attr("class", "mono").child(id.to_string()))
        .child(copy)
        .into_any()
}
