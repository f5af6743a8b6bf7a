//! Where announcements go.

use leptos::prelude::*;

use crate::ui::context::announcer::Announcer;
use crate::ui::widgets::el::el;

/// A live region that holds what the [`Announcer`] says.
pub fn live_region() -> AnyView {
    let announcer = Announcer::expect();
    el("p")
        .class("visually-hidden")
        .attr("role", "status")
        .dynamic_text(move || announcer.text())
        .view()
}
