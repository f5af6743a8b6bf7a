//! Files in and out of the tab, without a server in between.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};
use zeroize::Zeroizing;

/// Reads a file the person chose or dropped.
///
/// # Errors
///
/// The browser's own, when the file has gone or may not be read.
pub async fn read(file: &File) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Zeroizing::new(Uint8Array::new(&buffer).to_vec()))
}

/// A file handed to the browser for saving. The blob behind it lives until this is dropped, since
/// browsers fetch it after the click has returned.
pub struct SavedFile {
    url: String,
}

/// Saves text as a file in the browser's download folder.
///
/// # Errors
///
/// The browser's own, when it makes no blob or link.
pub fn save(name: &str, text: &str) -> Result<SavedFile, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let file = SavedFile { url: Url::create_object_url_with_blob(&blob)? };
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&file.url);
    link.set_download(name);
    link.click();
    Ok(file)
}

impl Drop for SavedFile {
    fn drop(&mut self) {
        // A URL that cannot be revoked goes with the document.
        let _ = Url::revoke_object_url(&self.url);
    }
}
