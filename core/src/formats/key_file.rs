//! The key file, as the AWS console writes it.
//!
//! UTF-8 without a byte order mark, lines ending in CRLF, a header and one row:
//! `Access key ID,Secret access key`. It is written here rather than by **csv**, whose writer asks
//! of every field whether it is a number, and so brings the tables of float parsing along: 15 kB
//! over the wire. `tests/key_file.rs` holds every byte to what that writer writes.

use crate::Secret;
use crate::aws::KeyOwner;
use crate::keys::NewAccessKey;

/// The name the console gives the file: `rootkey.csv` for root, `<UserName>_accessKeys.csv` for a
/// user.
#[must_use]
pub fn name(owner: &KeyOwner) -> String {
    match owner {
        KeyOwner::Root => "rootkey.csv".to_owned(),
        KeyOwner::User(name) => format!("{name}_accessKeys.csv"),
    }
}

/// The file's text.
#[must_use]
pub fn write(key: &NewAccessKey) -> Secret {
    // Large enough for any key, so that the text is never moved and left behind unwiped.
    let mut text = String::with_capacity(512);
    text.push_str("Access key ID,Secret access key\r\n");
    push_field(&mut text, key.key.id.as_str());
    text.push(',');
    push_field(&mut text, key.secret.expose());
    text.push_str("\r\n");
    Secret::from(text)
}

/// A field by RFC 4180: in quotes where it holds a comma, a quote or a line break, with quotes
/// doubled.
fn push_field(text: &mut String, field: &str) {
    if !field.is_empty() && !field.contains([',', '"', '\r', '\n']) {
        return text.push_str(field);
    }
    text.push('"');
    for character in field.chars() {
        if character == '"' {
            text.push('"');
        }
        text.push(character);
    }
    text.push('"');
}
