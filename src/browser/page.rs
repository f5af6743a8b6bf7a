//! The document around the page's own elements.

use std::mem;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, ErrorEvent, Event, HtmlDialogElement, HtmlElement, HtmlInputElement,
    HtmlTemplateElement, ScrollIntoViewOptions, ScrollLogicalPosition, css,
};

use super::presence;

/// The root element, which carries the theme.
#[must_use]
pub fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// Takes an element of `index.html` away.
pub fn remove(id: &str) {
    if let Some(element) = by_id(id) {
        element.remove();
    }
}

/// Puts a copy of a template of `index.html` into an element.
pub fn fill_from_template(id: &str, template: &str) {
    let template = by_id(template).and_then(|it| it.dyn_into::<HtmlTemplateElement>().ok());
    if let (Some(element), Some(template)) = (by_id(id), template)
        && let Ok(content) = template.content().clone_node_with_deep(true)
    {
        // Refused only where the element would hold itself.
        let _ = element.append_child(&content);
    }
}

/// Opens a folded answer.
pub fn unfold(id: &str) {
    if let Some(details) = by_id(id) {
        // Refused for no known reason; the answer then stays folded.
        let _ = details.set_attribute("open", "");
    }
}

/// Shows an element of `index.html` when this program stops: a panic is a WebAssembly trap, which
/// reaches the window as an error. What panicked is not told, since a message could quote a secret.
pub fn reveal_when_stopped(id: &'static str) {
    let on_error = move |event: Event| {
        // Errors of a browser extension's script are not ours.
        let error = event.unchecked_into::<ErrorEvent>().error();
        if error.is_instance_of::<js_sys::WebAssembly::RuntimeError>()
            && let Some(element) = by_id(id)
        {
            // An open dialog makes all else unreachable. Nothing better is to be had if this fails.
            if let Ok(Some(dialog)) = focused().map_or(Ok(None), |it| it.closest("dialog")) {
                let _ = dialog.append_child(&element);
            }
            reveal(id);
        }
    };
    // For as long as the page lives.
    mem::forget(presence::listen(&["error"], Box::new(on_error)));
}

/// The element that has the keyboard now.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

/// Keeps the keyboard where it is while the element that has it is drawn anew under the same id.
pub fn keep_focus() {
    let id = focused().map(|element| element.id()).unwrap_or_default();
    if id.is_empty() {
        return;
    }
    // After the view is there.
    spawn_local(async move {
        if focused().is_none_or(|element| element.id() != id)
            && let Some(element) = by_id(&id).and_then(|it| it.dyn_into::<HtmlElement>().ok())
        {
            // Refused only for elements that cannot hold the focus, which then keep none.
            let _ = element.focus();
        }
    });
}

/// Catches the keyboard where the element that has it is about to go: it stays in the dialog, or
/// goes to what the form is for, or to the heading.
pub fn catch_focus() {
    let Some(element) = focused() else { return };
    // After the view has changed.
    spawn_local(async move {
        let is_nowhere = focused().is_none_or(|focused| focused.tag_name() == "BODY");
        if is_nowhere && !element.is_connected() && !focus_dialog() {
            let form = "form [type=submit]";
            focus_first(if first(form).is_some() { form } else { "h1" });
        }
    });
}

/// Has the dialog that is about to open begin at its heading, where it would begin at a button that
/// does something at once.
pub fn begin_dialog() {
    spawn_local(async {
        focus_dialog();
    });
}

/// Gives the keyboard to the open dialog's heading. Whether there is one.
fn focus_dialog() -> bool {
    const HEADING: &str = "dialog:modal h2";
    let Some(heading) = first(HEADING) else { return false };
    // Were it born with it, every dialog would begin there. Refused for no known reason; the keyboard
    // then stays where it is.
    let _ = heading.set_attribute("tabindex", "-1");
    focus_first(HEADING);
    true
}

/// Whether the field that an event happened in has all of its text selected.
#[must_use]
pub fn is_all_selected(event: &Event) -> bool {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| {
        let (start, end) = (field.selection_start(), field.selection_end());
        let length = u32::try_from(field.value().encode_utf16().count()).ok();
        (start.ok().flatten(), end.ok().flatten()) == (Some(0), length)
    })
}

/// Whether nobody on the way could have changed this page: it came by https, from this machine or
/// from a disk.
#[must_use]
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Whether another page shows this one inside of itself.
#[must_use]
pub fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| window.top().ok().flatten() != Some(window))
}

/// Shows an element of `index.html` that is hidden at first.
pub fn reveal(id: &str) {
    if let Some(element) = by_id(id) {
        // Nothing better is to be had if even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Gives the keyboard back to an element, or to the first of a selector where that one is gone,
/// disabled or was never there.
pub fn restore_focus(element: Option<&HtmlElement>, fallback: &str) {
    if let Some(element) = element {
        // Refused only for elements that cannot hold the focus, which is looked at next.
        let _ = element.focus();
        if focused().is_some_and(|focused| focused == *element && focused.tag_name() != "BODY") {
            return;
        }
    }
    focus_first(fallback);
}

/// Gives the keyboard to the first element of a selector, if there is one.
pub fn focus_first(selector: &str) {
    if let Some(element) = first(selector).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Refused only for elements that cannot hold the focus, which then keep none.
        let _ = element.focus();
    }
}

/// Shows a new screen from its top, with the keyboard at its heading.
pub fn begin_screen() {
    focus_first("h1");
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the engine can draw a text field masked. Where it cannot, a password field has to do,
/// which invites password managers.
#[must_use]
pub fn can_mask_text() -> bool {
    css::supports_with_value("-webkit-text-security", "disc").unwrap_or(false)
}

/// Scrolls to the first element of a selector, which may be about to be drawn, no further than it
/// takes to see all of it.
pub fn bring_into_sight(selector: &'static str) {
    spawn_local(async move {
        if let Some(element) = first(selector) {
            let no_further = ScrollIntoViewOptions::new();
            no_further.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&no_further);
        }
    });
}

/// Presses an element, as a click would.
pub fn click(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Whether the page is the one its window shows.
#[must_use]
pub fn is_in_sight() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|it| !it.hidden())
}

/// Whether the device says that it has a network. It may be wrong either way.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Where this page comes from, as a server's CORS setting names it.
#[must_use]
pub fn origin() -> String {
    web_sys::window().map(|window| window.origin()).unwrap_or_default()
}

/// The page's own content security policy; empty where it has none.
#[must_use]
pub fn policy() -> String {
    first("meta[http-equiv=Content-Security-Policy]")
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// Draws into an element, in place of what was drawn there: paths with a class and data each.
pub fn draw(place: &Element, class: &str, view_box: &str, paths: &[(&str, String)]) {
    place.set_text_content(None);
    let attributes = [("class", class), ("viewBox", view_box), ("aria-hidden", "true")];
    let Some(drawing) = svg("svg", &attributes) else {
        return;
    };
    for (class, data) in paths {
        if let Some(path) = svg("path", &[("class", class), ("d", data)]) {
            // Refused only where an element would hold itself.
            let _ = drawing.append_child(&path);
        }
    }
    let _ = place.append_child(&drawing);
}

fn svg(tag: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    let element = document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    Some(element)
}

/// Opens the dialog that holds an element.
pub fn open_dialog_around(id: &str) {
    let dialog = by_id(id).and_then(|element| element.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        // Throws only when it is open already, or not in the document.
        let _ = dialog.show_modal();
    }
}

fn first(selector: &str) -> Option<Element> {
    web_sys::window()?.document()?.query_selector(selector).ok()?
}

fn by_id(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
