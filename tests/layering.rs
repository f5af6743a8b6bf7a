//! The pure rooms stay pure: below floor 4 nothing names a browser crate or Leptos, and no room
//! names one above it.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with what its code may not name.
const RULES: [(&str, &[&str]); 8] = [
    ("src/secret.rs", &["crate::"]),
    ("src/timestamp.rs", &["crate::"]),
    (
        "src/idle.rs",
        &[
            "crate::keys",
            "crate::aws",
            "crate::formats",
            "crate::simulator",
            "crate::browser",
            "crate::ui",
        ],
    ),
    (
        "src/keys",
        &["crate::aws", "crate::formats", "crate::simulator", "crate::browser", "crate::ui"],
    ),
    ("src/aws", &["crate::formats", "crate::simulator", "crate::browser", "crate::ui"]),
    ("src/formats", &["crate::simulator", "crate::browser", "crate::ui"]),
    ("src/simulator", &["crate::formats", "crate::browser", "crate::ui"]),
    ("src/browser", &["crate::ui", "crate::formats", "crate::simulator", "leptos"]),
];

/// The rooms that build natively, and the crates that only a browser has.
const PURE: [&str; 7] = [
    "src/secret.rs",
    "src/timestamp.rs",
    "src/idle.rs",
    "src/keys",
    "src/aws",
    "src/formats",
    "src/simulator",
];
const BROWSER: [&str; 7] =
    ["leptos", "wasm_bindgen", "web_sys", "js_sys", "reqwasm", "gloo_storage", "SystemTime::now"];

#[test]
fn no_room_looks_up() {
    for (room, forbidden) in RULES {
        assert_names_none(room, forbidden);
    }
}

#[test]
fn the_pure_rooms_name_no_browser() {
    for room in PURE {
        assert_names_none(room, &BROWSER);
    }
}

fn assert_names_none(room: &str, forbidden: &[&str]) {
    let files = rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(room));
    assert!(!files.is_empty(), "{room} has moved");
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        // What a comment says of other rooms is no import.
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for (number, line) in code.enumerate() {
            for name in forbidden {
                assert!(
                    !line.contains(name),
                    "{} names {name}, near line {number}: {line}",
                    file.display()
                );
            }
        }
    }
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).map(|entries| entries.flatten().collect::<Vec<_>>());
    entries.unwrap_or_default().iter().flat_map(|entry| rust_files(&entry.path())).collect()
}
