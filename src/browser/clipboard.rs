//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, Event};

/// Puts text on the clipboard.
///
/// # Errors
///
/// The browser's own, when the page may not write to the clipboard.
pub fn write(text: &str) -> impl Future<Output = Result<(), JsValue>> + use<> {
    // `navigator.clipboard` is missing, not null, where the page is no secure context.
    let window = web_sys::window().filter(web_sys::Window::is_secure_context);
    let writing = window.map(|window| window.navigator().clipboard().write_text(text));
    async {
        JsFuture::from(writing.ok_or(JsValue::NULL)?).await?;
        Ok(())
    }
}

/// The text that is being pasted.
#[must_use]
pub fn pasted(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text").ok()
}
