//! Files in and out of the tab, without a server in between.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, Event, File, HtmlAnchorElement, Url,
};
use zeroize::Zeroizing;

use super::events;

/// Reads a file the person chose or dropped.
///
/// # Errors
///
/// The browser's own, when the file has gone or may not be read.
pub async fn read(file: &File) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    bytes(file.array_buffer()).await
}

/// Takes bytes over from the engine, and wipes them there.
///
/// # Errors
///
/// The browser's own, when they do not arrive.
pub async fn bytes(promise: Promise) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    let theirs = Uint8Array::new(&JsFuture::from(promise).await?);
    let ours = Zeroizing::new(theirs.to_vec());
    theirs.fill(0, 0, theirs.length());
    Ok(ours)
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
    // A type that stands for no ending: browsers add one to a name without, as in `credentials`.
    kind.set_type(if name.rsplit('.').next() == Some("csv") {
        "text/csv;charset=utf-8"
    } else {
        "application/octet-stream"
    });
    // As bytes, which can be wiped: the browser takes a copy, and a string would stay until the
    // engine collects it.
    let bytes = Uint8Array::from(text.as_bytes());
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &kind);
    bytes.fill(0, 0, bytes.length());
    let blob = blob?;
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

/// Whether files are what is being dragged.
#[must_use]
pub fn is_dragged(event: &Event) -> bool {
    transfer(event).is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// The file that is being dropped, or the first of several.
#[must_use]
pub fn dropped(event: &Event) -> Option<File> {
    transfer(event)?.files()?.get(0)
}

/// What is being dragged.
fn transfer(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

/// Keeps the browser from opening a file that is dropped beside the place for it: its text would be
/// on screen, and its path in the history.
pub fn keep_from_opening() {
    let keep = |event: &Event| {
        if is_dragged(event) {
            event.prevent_default();
        }
    };
    events::listen_forever(events::DRAGS, Box::new(keep));
}
