//! The styles: nothing in them is for what is not there any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_class_is_styled_that_no_element_has() {
    let given = given();
    let mut dead = Vec::new();
    for file in files("style") {
        let text = read(&file);
        let styled = styled(&text).filter(|class| !given.contains(*class));
        dead.extend(styled.map(|class| format!(".{class} in {}", file.display())));
    }
    assert_eq!(dead, Vec::<String>::new());
}

/// Every word that may be a class: of the views' texts in quotes, and of attributes in `index.html`.
fn given() -> BTreeSet<String> {
    let mut given = BTreeSet::new();
    for file in files("src/ui").into_iter().chain(files("index.html")) {
        let text = read(&file);
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
        given.extend(quoted.flat_map(str::split_whitespace).map(str::to_owned));
    }
    given
}

/// The class selectors of a stylesheet. A number has a digit after its dot, and a sentence in a
/// comment a space.
fn styled(text: &str) -> impl Iterator<Item = &str> {
    text.split('.').skip(1).filter_map(|rest| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        rest.starts_with(|c: char| c.is_ascii_lowercase()).then_some(&rest[..end])
    })
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// A file, or every file in a folder that is text.
fn files(path: &str) -> Vec<PathBuf> {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(path)];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).expect("a folder");
            waiting.extend(inside.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|it| it != "svg") {
            files.push(path);
        }
    }
    assert!(!files.is_empty(), "{path} has moved");
    files
}
