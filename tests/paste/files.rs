//! Files of any encoding.

use super::*;

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn are_text_in_any_encoding() {
    let text =
        format!("AWS_ACCESS_KEY_ID={ID}\r\nAWS_SECRET_ACCESS_KEY={SECRET}\r\n# für Ada 🔑\r\n");
    let marked = format!("\u{feff}{text}");
    for bytes in [
        text.clone().into_bytes(),
        marked.clone().into_bytes(),
        utf16(&text, u16::to_le_bytes),
        utf16(&text, u16::to_be_bytes),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
    ] {
        let decoded = decode(&bytes).expect("text");
        assert_eq!(decoded.as_str(), text);
        key(&decoded);
    }
    let latin1: Vec<u8> =
        format!("# f\u{fc}r Ada\n{ID} {SECRET}").chars().map(|c| c as u8).collect();
    key(&decode(&latin1).expect("text"));
    assert_eq!(decode(b"").expect("nothing is text").as_str(), "");
}

#[test]
fn that_are_no_text_are_refused() {
    for bytes in [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c".as_slice(),
        b"PK\x03\x04\x14\0\x06\0\x08\0",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\x01",
        b"\0\0\0\0\0\0\0\0",
        b"\xff\xfe\0\0a\0",
    ] {
        assert_eq!(decode(bytes).err(), Some(Unreadable::Binary), "{bytes:?}");
    }
}
