//! Longer texts that never change. They are written as HTML, in the templates of `index.html`.

use leptos::prelude::*;

use super::el::el;
use crate::browser::page;

/// The content of a template.
pub fn prose(template: &'static str) -> AnyView {
    let place = format!("{template}-here");
    let view = el("div").attr("id", place.clone()).view();
    // After the view is in the document.
    leptos::task::spawn_local(async move { page::fill_from_template(&place, template) });
    view
}
