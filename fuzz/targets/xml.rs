//! A document, as any server may send it.
#![no_main]

use keycutter_core::aws::xml::Element;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|document: &str| {
    if let Ok(root) = Element::parse(document) {
        let _ = (root.name(), root.text(), root.text_of("Code"), root.children("member").count());
    }
});
