//! The bar at the top of every screen.

use leptos::prelude::*;

use crate::ui::context::lock::Lock;
use crate::ui::features::theme::theme_button;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::drawing::drawing;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, el, on_click};

/// The product's mark, a key.
const LOGO: &str =
    "M12.2 8A6 6 0 1 0 12.2 12.5H16V14.5l2-2 1.5 3.5 2-3.5 2 2 1.5-2H26l2-2.5-2-2zM6.5 8.5v3";

/// The product's name; and who is signed in, with the button to lock, when someone is. `identity`
/// is the caller's ARN, or empty.
pub fn banner(identity: LocalSignal<String>) -> AnyView {
    let lock = Lock::expect();
    let name = dynamic(move || {
        let arn = identity.get();
        let title = arn.clone();
        el("p").attr("class", "banner-identity mono").attr("title", title).child(arn).into_any()
    });
    let lock_button = show_when(
        move || identity.with(|arn| !arn.is_empty()),
        move || {
            button("button").add_any_attr(on_click(move || lock.lock())).child("Lock").into_any()
        },
    );
    let logo = drawing("logo".to_owned(), "0 0 30 20", LOGO.to_owned());
    el("header")
        .attr("class", "banner")
        .child(el("p").attr("class", "banner-name").child(logo).child("Keycutter"))
        .child(name)
        .child(el("div").attr("class", "banner-tools").child(theme_button()).child(lock_button))
        .into_any()
}
