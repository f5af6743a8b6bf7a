//! Longer texts that never change, written as HTML in the templates of `index.html`.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::document;
use crate::ui::widgets::element::el;

/// The content of a template.
pub fn template_content(template: &'static str) -> AnyView {
    let id = format!("{template}-here");
    let view = el("div").attr("id", id.clone()).into_any();
    // After the view is in the document.
    spawn_local(async move { document::fill_from_template(&id, template) });
    view
}
