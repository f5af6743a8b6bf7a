//! Where announcements go.

use leptos::prelude::*;

use crate::ui::context::announcer::Announcer;
use crate::ui::widgets::element::{dynamic_text, el};

/// A live region that holds what the [`Announcer`] says.
pub fn live_region() -> AnyView {
    let announcer = Announcer::expect();
    el("p")
        .attr("class", "visually-hidden")
        .attr("role", "status")
        .child(dynamic_text(move || announcer.text()))
        .into_any()
}
