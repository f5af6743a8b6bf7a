//! Line drawings.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::directive::directive;
use web_sys::Element;

use crate::browser::document;
use crate::ui::widgets::el::El;
use crate::ui::widgets::el::el;

/// A drawing of one class, made of paths with a class each. Decoration: hidden from screen readers.
///
/// `view!` would write what never changes of it as markup, through `innerHTML`, and the page's
/// policy forbids that (`require-trusted-types-for`).
pub fn drawing(
    // The class of the whole; how thick and in which colours is said by the styles.
    class: String,
    // Its own units: left, top, width and height.
    view_box: &'static str,
    // Each path's class and its data.
    paths: Vec<(&'static str, String)>,
) -> El {
    let draw: Arc<dyn Fn(Element)> =
        Arc::new(move |place| document::draw_svg(&place, &class, view_box, &paths));
    el("span").class("drawing").with(directive(draw, ()).into_any_attr())
}
