//! The bar at the top of every screen.

use leptos::prelude::*;

use super::branch::{branch, when};
use super::el::{button, el};
use super::state::State;
use super::theme::theme_button;
use crate::ui::session::Lock;

/// The name; who is signed in and the way out, when someone is.
pub fn banner(
    // The caller's ARN; empty while nobody is signed in.
    who: State<String>,
) -> AnyView {
    let lock = Lock::expect();
    let identity = branch(move || {
        let arn = who.get();
        let title = arn.clone();
        el("p").class("banner-who mono").attr("title", title).child(arn).view()
    });
    let way_out = when(
        move || who.with(|arn| !arn.is_empty()),
        move || button("button").press(move || lock.lock()).text("Lock").view(),
    );
    let mark = view! {
        <svg viewBox="0 0 30 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true">
            <path d="M12.200 8A6 6 0 1 0 12.200 12.500H16V14.500l2-2 1.500 3.500 2-3.500 2 2 1.500-2H26l2-2.500-2-2zM6.500 8.500v3" />
        </svg>
    };
    el("header")
        .class("banner")
        .child(el("p").class("banner-name").child(mark.into_any()).text("Keycutter"))
        .child(identity)
        .child(el("div").class("banner-tools").child(theme_button()).child(way_out))
        .view()
}
