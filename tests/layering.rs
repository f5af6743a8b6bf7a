//! Each room names only those below it, and the pure ones no browser and no Leptos.

use std::fs;
use std::path::{Path, PathBuf};

/// What every room above the ground may name.
const GROUND: [&str; 5] = ["secret", "Secret", "timestamp", "Timestamp", "idle"];

/// Each room, with what of this crate its code may name besides the ground. `ui` may name all.
const ROOMS: [(&str, &[&str]); 5] = [
    ("src/keys", &["keys"]),
    ("src/aws", &["keys", "aws"]),
    ("src/formats", &["keys", "aws", "formats"]),
    ("src/simulator", &["keys", "aws", "simulator"]),
    ("src/browser", &["keys", "aws", "browser"]),
];

/// The files on the ground, with what each may name.
const ON_THE_GROUND: [(&str, &[&str]); 3] =
    [("src/secret.rs", &[]), ("src/timestamp.rs", &[]), ("src/idle.rs", &["Timestamp"])];

/// The rooms that build natively.
const PURE: [&str; 7] = [
    "src/secret.rs",
    "src/timestamp.rs",
    "src/idle.rs",
    "src/keys",
    "src/aws",
    "src/formats",
    "src/simulator",
];
/// What only a browser has, or has otherwise.
const BROWSER: [&str; 7] =
    ["leptos", "wasm_bindgen", "web_sys", "js_sys", "reqwasm", "gloo_storage", "SystemTime::now"];

#[test]
fn no_room_looks_up() {
    for (room, below) in ROOMS {
        assert_names_only(room, &[&GROUND, below].concat());
    }
    for (file, beside) in ON_THE_GROUND {
        assert_names_only(file, beside);
    }
}

#[test]
fn the_pure_rooms_name_no_browser() {
    for room in PURE {
        assert_names_none(room, &BROWSER);
    }
    assert_names_none("src/browser", &["leptos"]);
}

#[test]
fn names_are_read_wherever_they_stand() {
    for (code, depth, names) in [
        ("use crate::aws::Client;", 1, &["aws"][..]),
        ("use crate::{Secret, ui::{parts::el, road}, keys::*};", 1, &["Secret", "ui", "keys"]),
        ("use crate::{\n    aws::{iam, sts},\n};\nuse std::fmt;", 1, &["aws"]),
        ("// of crate::formats\nlet it = crate :: ui::draw();", 1, &["ui"]),
        ("use super::ui; use super::super::{aws, ui};", 2, &["aws", "ui"]),
        ("use super::{keys, ui};", 1, &["keys", "ui"]),
        ("use super::*;", 1, &[]),
    ] {
        assert_eq!(names_in(code, depth), names, "{code}");
    }
}

fn assert_names_only(room: &str, allowed: &[&str]) {
    for (file, text) in rust_files(room) {
        // How many modules the file is below the crate's own.
        let inside = file.strip_prefix("src").expect("below src").with_extension("");
        let depth = inside.components().filter(|part| part.as_os_str() != "mod").count();
        for name in names_in(&text, depth) {
            assert!(allowed.contains(&name.as_str()), "{} names crate::{name}", file.display());
        }
    }
}

fn assert_names_none(room: &str, forbidden: &[&str]) {
    for (file, text) in rust_files(room) {
        for name in forbidden {
            assert!(!code_of(&text).contains(name), "{} names {name}", file.display());
        }
    }
}

/// What a file names of its crate: the first names of all paths that begin there, one by one or in
/// a group, by `crate` or by as many `super` as lead there.
fn names_in(text: &str, depth: usize) -> Vec<String> {
    let code = code_of(text).replace(&"super::".repeat(depth), "crate::");
    let paths = code.match_indices("crate::").map(|(at, root)| &code[at + root.len()..]);
    let heads = paths.flat_map(|path| path.strip_prefix('{').map_or(vec![path], items));
    let name = |head: &str| {
        head.split(|c: char| c != '_' && !c.is_alphanumeric()).next().map(str::to_owned)
    };
    heads.filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// The items of a group, whose opening brace is left out: each from its beginning on.
fn items(group: &str) -> Vec<&str> {
    let mut items = vec![group];
    let mut deep = 0_i32;
    for (at, c) in group.char_indices() {
        match c {
            '{' => deep += 1,
            '}' if deep == 0 => break,
            '}' => deep -= 1,
            ',' if deep == 0 => items.push(&group[at + 1..]),
            _ => {}
        }
    }
    items
}

/// The code of a file without any space: what a comment says of other rooms is no import.
fn code_of(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Every file of a room, with its text.
fn rust_files(room: &str) -> Vec<(PathBuf, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&home.join(room), &mut files);
    assert!(!files.is_empty(), "{room} has moved");
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source file");
        (file.strip_prefix(home).expect("in the crate").to_owned(), text)
    };
    files.into_iter().map(read).collect()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_owned());
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), files);
    }
}
