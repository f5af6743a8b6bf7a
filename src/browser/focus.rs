//! The keyboard focus: where it is, and where it goes when its element is re-rendered or removed.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlTextAreaElement};

use super::document::{by_id, first, focused, scroll_to};

/// Keeps the focus where it is while its element is re-rendered under the same id.
pub fn preserve_focus() {
    let id = focused().map(|element| element.id()).unwrap_or_default();
    if id.is_empty() {
        return;
    }
    // After the view is there.
    spawn_local(async move {
        if focused().is_none_or(|element| element.id() != id)
            && let Some(element) = by_id(&id).and_then(|it| it.dyn_into::<HtmlElement>().ok())
        {
            // Refused only for elements that cannot have the focus.
            let _ = element.focus();
        }
    });
}

/// Recovers the focus where its element is about to be removed: it stays in the dialog, or goes to
/// the form's submit button, or to the heading.
pub fn recover_focus() {
    let Some(element) = focused() else { return };
    // After the view has changed.
    spawn_local(async move {
        let is_lost = focused().is_none_or(|focused| focused.tag_name() == "BODY");
        if is_lost && !element.is_connected() && !focus_heading_of_dialog() {
            let submit = "form [type=submit]";
            focus_first(if first(submit).is_some() { submit } else { "h1" });
        }
    });
}

/// Focuses the heading of the dialog that is about to open, where the focus would else be on a
/// button that acts at once.
pub fn focus_dialog_heading() {
    spawn_local(async {
        focus_heading_of_dialog();
    });
}

/// Focuses the open dialog's heading. Whether there is one.
fn focus_heading_of_dialog() -> bool {
    const HEADING: &str = "dialog:modal h2";
    let Some(heading) = first(HEADING) else { return false };
    // Set only now: every dialog would begin at a heading that has it from the start.
    let _ = heading.set_attribute("tabindex", "-1");
    focus_first(HEADING);
    true
}

/// Focuses the button that submits the form of an element, once the view has changed.
pub fn focus_submit_of(id: &'static str) {
    spawn_local(async move {
        let form = by_id(id).and_then(|it| it.closest("form").ok().flatten());
        if let Some(submit) = form.and_then(|it| it.query_selector("[type=submit]").ok().flatten())
            && let Some(submit) = submit.dyn_ref::<HtmlElement>()
        {
            // No further than it takes: `focus` would move the button to the middle.
            scroll_to(submit);
            // Refused only for elements that cannot have the focus.
            let _ = submit.focus();
        }
    });
}

thread_local! {
    /// See [`return_to`].
    static RETURN_TO: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Gives the focus to the element of this id once the dialog that is open is gone, instead of to
/// where it was; nowhere in particular where the id is empty.
pub fn return_to(id: String) {
    RETURN_TO.set(id);
}

/// Gives the focus to the element named last, else back to an element, or to the first of a selector
/// where that one is gone or disabled.
pub fn restore_focus(element: Option<&HtmlElement>, fallback: &str) {
    let next = RETURN_TO.with_borrow(|id| by_id(id));
    if let Some(next) = next.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Rows are not in the order of the Tab key.
        let _ = next.set_attribute("tabindex", "-1");
        let _ = next.focus();
        return;
    }
    // It was moved elsewhere already, on purpose.
    if focused().is_some_and(|focused| focused.tag_name() != "BODY") {
        return;
    }
    if let Some(element) = element {
        // Refused only for elements that cannot have the focus, which is checked next.
        let _ = element.focus();
        if focused().is_some_and(|focused| focused == *element && focused.tag_name() != "BODY") {
            return;
        }
    }
    focus_first(fallback);
}

/// Focuses the first element of a selector, if there is one.
pub fn focus_first(selector: &str) {
    if let Some(element) = first(selector).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Refused only for elements that cannot have the focus.
        let _ = element.focus();
    }
}

/// Shows a new screen from its top, with the focus on its heading.
pub fn focus_screen_heading() {
    focus_first("h1");
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the text area of an event has all of its text selected.
#[must_use]
pub fn is_all_selected(event: &Event) -> bool {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    field.is_some_and(|field| {
        let (start, end) = (field.selection_start(), field.selection_end());
        (start.ok().flatten(), end.ok().flatten()) == (Some(0), Some(field.text_length()))
    })
}
