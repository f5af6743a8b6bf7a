//! The order of the modules inside the core, which the compiler does not keep.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules without dependencies of their own kind, which any other may name.
const BASE: [&str; 6] = ["secret", "Secret", "timestamp", "Timestamp", "idle", "csp"];

/// Each module of the core, with what else of the crate it may name.
const ORDER: [(&str, &[&str]); 5] = [
    ("keys", &["keys"]),
    ("aws", &["keys", "aws"]),
    ("formats", &["keys", "aws", "formats"]),
    ("messages", &["keys", "aws", "formats", "messages"]),
    ("simulator", &["keys", "aws", "simulator"]),
];

#[test]
fn core_modules_name_only_those_below_them() {
    for (module, below) in ORDER {
        assert_names_only(module, &[&BASE, below].concat());
    }
    for (file, beside) in [("secret.rs", &[][..]), ("timestamp.rs", &[]), ("csp.rs", &[])] {
        assert_names_only(file, beside);
    }
    assert_names_only("idle.rs", &["Timestamp"]);
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

fn assert_names_only(module: &str, allowed: &[&str]) {
    for (file, text) in rust_files(module) {
        // How many modules the file is below the crate's own.
        let inside = file.strip_prefix("core/src").expect("below core/src").with_extension("");
        let depth = inside.components().filter(|part| part.as_os_str() != "mod").count();
        for name in names_in(&text, depth) {
            assert!(allowed.contains(&name.as_str()), "{} names crate::{name}", file.display());
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

/// The code of a file without any space: comments may name any module.
fn code_of(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Every file of a module, with its text.
fn rust_files(module: &str) -> Vec<(PathBuf, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&home.join("core/src").join(module), &mut files);
    assert!(!files.is_empty(), "{module} has moved");
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
