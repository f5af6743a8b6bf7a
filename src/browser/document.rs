//! The document, and what `index.html` brings along.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, ErrorEvent, Event, HtmlDialogElement, HtmlElement, HtmlTemplateElement,
    HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::events;

/// The root element, which carries the theme.
#[must_use]
pub fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// The element that has the focus.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

/// Removes an element of `index.html`.
pub fn remove(id: &str) {
    if let Some(element) = by_id(id) {
        element.remove();
    }
}

/// Appends a copy of a template of `index.html` to an element.
pub fn fill_from_template(id: &str, template: &str) {
    let template = by_id(template).and_then(|it| it.dyn_into::<HtmlTemplateElement>().ok());
    if let (Some(element), Some(template)) = (by_id(id), template)
        && let Ok(content) = template.content().clone_node_with_deep(true)
    {
        // Refused only where the element would contain itself.
        let _ = element.append_child(&content);
    }
}

/// Opens a `<details>` element.
pub fn open_details(id: &str) {
    if let Some(details) = by_id(id) {
        // Refused for no known reason; it then stays closed.
        let _ = details.set_attribute("open", "");
    }
}

/// Opens a `<details>` element, once what covers it is gone, and moves the view and the focus there.
pub fn show_details(id: &'static str) {
    open_details(id);
    spawn_local(async move {
        let Some(details) = by_id(id) else { return };
        details.scroll_into_view();
        if let Ok(Some(summary)) = details.query_selector("summary")
            && let Some(summary) = summary.dyn_ref::<HtmlElement>()
        {
            // Refused only for elements that cannot have the focus.
            let _ = summary.focus();
        }
    });
}

/// The title of the page, before the product's name. What it was before.
pub fn set_title(title: &str) -> String {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return String::new();
    };
    let before = document.title();
    document.set_title(&[title, PRODUCT].concat());
    before.strip_suffix(PRODUCT).unwrap_or_default().to_owned()
}

/// How every title ends.
const PRODUCT: &str = " – Keycutter";

/// Whether the target of an event is a field to type in: its id, empty without one.
#[must_use]
pub fn target_field(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    Some(target.closest("input, textarea").ok()??.id())
}

/// Whether an element is there, and outside of no modal dialog.
#[must_use]
pub fn is_reachable(id: &str) -> bool {
    let dialog = first("dialog:modal");
    by_id(id).is_some_and(|it| dialog.is_none_or(|dialog| dialog.contains(Some(&it))))
}

/// The text of a text area; empty without one.
#[must_use]
pub fn text(id: &str) -> String {
    text_area(id).map(|area| area.value()).unwrap_or_default()
}

/// Sets the text of a text area.
pub fn set_text(id: &str, text: &str) {
    if let Some(area) = text_area(id) {
        area.set_value(text);
    }
}

fn text_area(id: &str) -> Option<HtmlTextAreaElement> {
    by_id(id)?.dyn_into().ok()
}

/// Shows an element of `index.html` that is hidden at first.
pub fn reveal(id: &str) {
    if let Some(element) = by_id(id) {
        // Nothing better is left to try if even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Shows an element of `index.html` when this program stops: a panic is a WebAssembly trap, which
/// reaches the window as an error. The panic's message is not shown: it could quote a secret.
pub fn reveal_when_stopped(id: &'static str) {
    let on_error = move |event: &Event| {
        // Errors of a browser extension's script are not ours.
        let error = event.unchecked_ref::<ErrorEvent>().error();
        if error.is_instance_of::<js_sys::WebAssembly::RuntimeError>()
            && let Some(element) = by_id(id)
        {
            // An open dialog makes everything outside of it unreachable.
            if let Ok(Some(dialog)) = focused().map_or(Ok(None), |it| it.closest("dialog")) {
                let _ = dialog.append_child(&element);
            }
            reveal(id);
        }
    };
    events::listen_forever(&["error"], Box::new(on_error));
}

/// Clicks an element.
pub fn click(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Scrolls to the first element of a selector, which may be about to be rendered, as little as it
/// takes to see all of it.
pub fn scroll_into_view(selector: &'static str) {
    spawn_local(async move {
        if let Some(element) = first(selector) {
            scroll_to(&element);
        }
    });
}

/// Scrolls to an element, as little as it takes to see all of it.
pub(super) fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Opens the dialog that contains an element, as a modal one.
pub fn open_dialog_around(id: &str) {
    let dialog = by_id(id).and_then(|element| element.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        // Throws only when it is open already, or not in the document.
        let _ = dialog.show_modal();
    }
}

/// The first element of a selector.
pub(super) fn first(selector: &str) -> Option<Element> {
    web_sys::window()?.document()?.query_selector(selector).ok()?
}

/// The element of an id.
pub(super) fn by_id(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
