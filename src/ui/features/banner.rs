//! The bar at the top of every screen.

use leptos::prelude::*;

use crate::ui::context::lock::Lock;
use crate::ui::features::theme::theme_button;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::drawing::drawing;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;

/// A key: the product's mark.
const MARK: &str =
    "M12.2 8A6 6 0 1 0 12.2 12.5H16V14.5l2-2 1.5 3.5 2-3.5 2 2 1.5-2H26l2-2.5-2-2zM6.5 8.5v3";

/// The name; who is signed in and the way out, when someone is.
pub fn banner(
    // The caller's ARN; empty while nobody is signed in.
    who: LocalSignal<String>,
) -> AnyView {
    let lock = Lock::expect();
    let identity = dynamic(move || {
        let arn = who.get();
        let title = arn.clone();
        el("p").class("banner-identity mono").attr("title", title).child(arn).view()
    });
    let way_out = show_when(
        move || who.with(|arn| !arn.is_empty()),
        move || button("button").on_click(move || lock.lock()).text("Lock").view(),
    );
    let mark = drawing("logo".to_owned(), "0 0 30 20", vec![("", MARK.to_owned())]);
    el("header")
        .class("banner")
        .child(el("p").class("banner-name").child(mark).text("Keycutter"))
        .child(identity)
        .child(el("div").class("banner-tools").child(theme_button()).child(way_out))
        .view()
}
