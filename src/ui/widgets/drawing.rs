//! Line drawings.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::directive::directive;
use web_sys::Element;

use crate::browser::document;
use crate::ui::widgets::el::{El, el};

/// A drawing made of SVG paths, hidden from screen readers. It is built element by element: markup
/// would go through `innerHTML`, which the page's policy forbids (`require-trusted-types-for`).
///
/// # Parameters
///
/// - `class`: the class of the whole; styles say how thick and in which colours.
/// - `view_box`: its own units: left, top, width and height.
/// - `paths`: each path's class and data.
pub fn drawing(class: String, view_box: &'static str, paths: Vec<(&'static str, String)>) -> El {
    let draw: Arc<dyn Fn(Element)> =
        Arc::new(move |parent| document::draw_svg(&parent, &class, view_box, &paths));
    el("span").class("drawing").with(directive(draw, ()).into_any_attr())
}
