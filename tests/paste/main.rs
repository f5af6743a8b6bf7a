//! What people paste.

mod broken_lines;
mod encodings;
mod environments;
mod extras;
mod files;
mod key_files;
mod more_than_one;
mod not_keys;
mod not_live;
mod outcomes;
mod pairing;
mod pasted;
mod plain_text;
mod profiles;
mod real_texts;
mod seeds;
mod servers;
mod structures;

use keycutter_core::formats::paste::{
    Found, NotAKey, NotUnderstood, Source, Unreadable, decode, read,
};
use keycutter_core::messages::paste::{self as messages, missing};
use keycutter_core::{Secret, Timestamp};

const ID: &str = "AKIARZPUZDIKJ445QZCB";
const SECRET: &str = "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";
const TEMPORARY_ID: &str = "ASIARZPUZDIKL26PXSC3";
const OTHER_ID: &str = "AKIARTX3GSDS4XPB7QNQ";
const OTHER_SECRET: &str = "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";
const TOKEN: &str = "IQoJb3JpZ2luX2VjlTlSpmL3uy0MMKaUqgER2j3z9gIA+mt5W5gHjJBREsa7Xi1Aa4FuU2nK8KsrOhBGYiuDdtSI8Ek36xHRTeEWgGttvqWM\
    jHOs2DYxzI42SFuU9Q5Z4LYcRlhR4aQKDXhYxkDivLD+APA2LATUCG2RaByPnFnXBx7s4vTG1wUxJyzmgLLen9fx3d3ZNrBgDCVz3iTj+Q0b\
    QV2PQ97050GXVT/JpITD0VAk1dSChwy07vrwSYoqn+/aMiW/LNZB7a1cBD/470U6ltqgVCx6DmVpSGpEAbHNpC4Ue189uJRevasxcfi6CXyo\
    aobW/CvdUuWdU2/Gx+ZtrO8AR7KUJmg2hIjkYarG8rnvyQa5a2GGe030O62fEQefjcMMU8YIHPzdprEJoyv+TEUtFW24WPX6/o08EgdPxQ==";

fn all(text: &str) -> Vec<Found> {
    read(text).unwrap_or_else(|missed| panic!("{missed:?} in {text:?}"))
}

fn one(text: &str) -> Found {
    let mut found = all(text);
    assert_eq!(found.len(), 1, "{text:?} gave {found:?}");
    found.remove(0)
}

/// Reads a text that holds the first key and nothing else.
fn key(text: &str) -> Found {
    let found = one(text);
    assert_eq!(found.access_key_id, ID, "{text:?}");
    assert_eq!(found.secret_access_key.expose(), SECRET, "{text:?}");
    assert!(found.session_token.is_none(), "{text:?}");
    found
}

/// Reads a text that holds the temporary credentials and nothing else.
fn temporary(text: &str) -> Found {
    let found = one(text);
    assert_eq!(found.access_key_id, TEMPORARY_ID, "{text:?}");
    assert_eq!(found.secret_access_key.expose(), SECRET, "{text:?}");
    let token = found.session_token.as_ref().map(Secret::expose);
    assert_eq!(token, Some(TOKEN), "{text:?}");
    found
}

fn ids(text: &str) -> Vec<(String, String)> {
    let pair = |it: Found| (it.label(), it.access_key_id);
    all(text).into_iter().map(pair).collect()
}

fn missed(text: &str) -> NotUnderstood {
    match read(text) {
        Err(missed) => missed,
        Ok(found) => panic!("{found:?} in {text:?}"),
    }
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a moment")
}

/// A text with the temporary credentials in it.
fn filled(text: &str) -> String {
    text.replace("{id}", TEMPORARY_ID).replace("{secret}", SECRET).replace("{token}", TOKEN)
}
