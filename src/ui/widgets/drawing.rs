//! Line drawings.

use leptos::prelude::*;
use leptos::svg;

/// A drawing made of one SVG path, hidden from screen readers.
///
/// # Parameters
///
/// - `class`: styles say how thick and in which colours.
/// - `view_box`: its own units: left, top, width and height.
/// - `path`: the path's data.
pub fn drawing(class: String, view_box: &'static str, path: String) -> AnyView {
    svg::svg()
        .attr("class", class)
        .attr("viewBox", view_box)
        .attr("aria-hidden", "true")
        .child(svg::path().attr("d", path))
        .into_any()
}
