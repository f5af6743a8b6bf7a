//! Text on paper.

use web_sys::Element;

/// A text that the browser prints in place of the page. It stands in the page, unseen, until this is
/// dropped: some browsers print after the call has returned.
pub struct Printed {
    element: Element,
}

/// Prints a text alone, in an element of a class that is styled for it. `None` where the browser refuses.
#[must_use]
pub fn print(text: &str, class: &str) -> Option<Printed> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let printed = Printed { element: document.create_element("pre").ok()? };
    printed.element.set_class_name(class);
    printed.element.set_text_content(Some(text));
    document.body()?.append_child(&printed.element).ok()?;
    window.print().ok()?;
    Some(printed)
}

impl Drop for Printed {
    fn drop(&mut self) {
        self.element.set_text_content(None);
        self.element.remove();
    }
}
