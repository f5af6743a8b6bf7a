//! Longer texts that never change. They are written as HTML, in the templates of `index.html`.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::widgets::el::el;

/// The content of a template.
pub fn template_content(template: &'static str) -> AnyView {
    let place = format!("{template}-here");
    let view = el("div").attr("id", place.clone()).view();
    // After the view is in the document.
    leptos::task::spawn_local(async move { document::fill_from_template(&place, template) });
    view
}
