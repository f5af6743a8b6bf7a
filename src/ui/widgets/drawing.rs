//! Line drawings.

use leptos::prelude::*;
use leptos::svg;

use crate::ui::widgets::element::el;

/// A drawing made of SVG paths, hidden from screen readers.
///
/// # Parameters
///
/// - `class`: the class of the whole; styles say how thick and in which colours.
/// - `view_box`: its own units: left, top, width and height.
/// - `title`: what it shows, for those who point at it.
/// - `paths`: each path's class and data.
pub fn drawing(
    class: String,
    view_box: &'static str,
    title: Option<&'static str>,
    paths: Vec<(&'static str, String)>,
) -> AnyView {
    let path = |(class, data)| svg::path().attr("class", class).attr("d", data).into_any();
    let image = svg::svg()
        .attr("class", class)
        .attr("viewBox", view_box)
        .attr("aria-hidden", "true")
        .child(paths.into_iter().map(path).collect::<Vec<_>>());
    el("span").attr("class", "drawing").attr("title", title).child(image).into_any()
}
