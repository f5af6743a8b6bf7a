//! The small key drawn from an id.

use leptos::prelude::*;

use crate::keys::cut::{BLANK, Bitting, HEIGHT, WIDTH, bitting, outline};
use crate::keys::{AccessKeyId, Row, Status};

/// A key as its id cuts it. Decoration: hidden from screen readers.
#[component]
pub fn Cut(
    /// The bitting; a blank when nothing is cut yet.
    #[prop(default = BLANK)]
    bitting: Bitting,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("cut {class}") viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
            <path d=outline(&bitting) />
        </svg>
    }
}

/// A row's key: solid while active, hollow while inactive, dashed once deleted.
pub fn row_cut(row: &Row) -> impl IntoView + use<> {
    let class = match row.key.status {
        _ if !row.is_live() => "cut-deleted",
        Status::Active => "",
        _ => "cut-inactive",
    };
    view! { <Cut bitting=bitting(&row.key.id) class=class /> }
}

/// An id beside its cut, in a dialog.
pub fn named_cut(id: &AccessKeyId) -> impl IntoView + use<> {
    let bitting = bitting(id);
    let text = id.to_string();
    view! {
        <p class="key-name">
            <Cut bitting=bitting class="cut-large" />
            <span class="mono">{text}</span>
        </p>
    }
}
