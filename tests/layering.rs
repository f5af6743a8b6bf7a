//! What the compiler does not check: the order of the modules inside the core, and that no circle of
//! files exists, in the core, in the page or in the commands.

mod source_graph;

use std::collections::BTreeMap;
use std::path::Path;

use source_graph::{Graph, circles, of_files, of_folder};

/// Modules that name no module of another kind, and that any module may name.
const BASE: [&str; 5] = ["secret", "server_text", "timestamp", "idle", "csp"];

/// Each other module of the core, with those beside the base that it may name.
const ORDER: [(&str, &[&str]); 7] = [
    ("keys", &[]),
    ("aws", &["keys"]),
    ("formats", &["keys", "aws"]),
    ("tools", &["keys", "aws", "formats"]),
    ("flows", &["keys", "aws", "formats", "tools"]),
    ("simulator", &["keys", "aws"]),
    ("messages", &["keys", "aws", "formats", "tools", "flows", "simulator"]),
];

/// The layers of the page, from the lowest: each may name those before it.
const PAGE_LAYERS: [&str; 7] = [
    "browser/",
    "ui/reactive/",
    "ui/context/",
    "ui/widgets/",
    "ui/features/",
    "ui/screens/",
    "ui/app",
];

fn graph(folder: &str) -> Graph {
    of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

/// The module of the crate that a file belongs to.
fn top(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The names of files that break the order, each with the file that it must not name.
fn out_of_order(graph: &Graph) -> Vec<(&str, &str)> {
    let may_name = |from: &str, to: &str| {
        from == to
            || from == "lib"
            || ORDER.iter().any(|(module, below)| {
                *module == from && (BASE.contains(&to) || below.contains(&to))
            })
            || (from, to) == ("idle", "timestamp")
    };
    let edges = graph.iter().flat_map(|(from, named)| named.iter().map(move |to| (from, to)));
    edges
        .filter(|(from, to)| !may_name(top(from), top(to)))
        .map(|(from, to)| (from.as_str(), to.as_str()))
        .collect()
}

#[test]
fn core_modules_name_only_those_below_them() {
    let graph = graph("core/src");
    for file in graph.keys().map(|file| top(file)) {
        let is_known = file == "lib"
            || BASE.contains(&file)
            || ORDER.iter().any(|(module, _)| *module == file);
        assert!(is_known, "{file} has no place in the order");
    }
    let expected: [(&str, &str); 0] = [];
    assert_eq!(out_of_order(&graph), expected);
}

#[test]
fn core_has_no_circle_of_files() {
    assert_eq!(circles(&graph("core/src")), Vec::<Vec<String>>::new());
}

#[test]
fn page_layers_name_only_those_below_them() {
    let layer = |file: &str| PAGE_LAYERS.iter().position(|layer| file.starts_with(layer));
    let graph = graph("src");
    for (from, named) in &graph {
        for to in named {
            // The crate's own root files hold the layers together.
            let (Some(from_layer), Some(to_layer)) = (layer(from), layer(to)) else { continue };
            assert!(to_layer <= from_layer, "{from} names {to}");
        }
    }
    for name in PAGE_LAYERS {
        assert!(graph.keys().any(|file| file.starts_with(name)), "{name} is gone");
    }
}

#[test]
fn page_and_commands_have_no_circle_of_files() {
    for folder in ["src", "site/src", "verify/src", "xtask/src"] {
        assert_eq!(circles(&graph(folder)), Vec::<Vec<String>>::new(), "{folder}");
    }
}

/// The files that `a.rs` names in a crate of `a.rs` with this text, and some others.
fn named(text: &str) -> Vec<String> {
    let graph = of_files(&crate_of(&[("a.rs", text)]));
    graph["a.rs"].iter().cloned().collect()
}

fn crate_of(more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let files = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c; pub use b::inner::Hidden;"),
        (
            "b/mod.rs",
            "mod inner; mod other; pub use inner::{Hidden, make as build}; pub use other::*; pub struct Own;",
        ),
        ("b/inner.rs", "pub struct Hidden; pub fn make() {}"),
        ("b/other.rs", "pub enum Choice { One }"),
        ("c.rs", "pub const C: u8 = 0; pub mod inline { pub fn deep() {} }"),
    ];
    let all = files.iter().chain(more);
    all.map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_path_is_found_wherever_it_is() {
    for text in [
        "use crate::c::C;",
        "use super::c::{self, C as Renamed};",
        "use crate::{c::C, b};",
        "use crate::c; fn f() -> u8 { c::C }",
        "use crate::c as renamed; fn f() -> u8 { renamed::C }",
        "fn f() -> u8 { crate :: c :: C }",
        "fn f() { println!(\"{}\", [crate::c::C]); }",
        "use crate::c; fn f() -> bool { matches!(1, c::C) }",
        "fn f() { crate::c::inline::deep() }",
        "use crate::c::*;",
        "pub use crate::c::C;",
        "mod tests { use super::super::c::C; }",
    ] {
        assert_eq!(named(text), ["c.rs"], "{text}");
    }
}

#[test]
fn a_re_export_is_the_file_it_comes_from() {
    for (text, file) in [
        ("use crate::Hidden;", "b/inner.rs"),
        ("use crate::b::Hidden;", "b/inner.rs"),
        ("use crate::b; fn f() { b::build() }", "b/inner.rs"),
        ("fn f() { crate::b::Choice::One; }", "b/other.rs"),
        ("use crate::b::Own;", "b/mod.rs"),
    ] {
        assert_eq!(named(text), [file], "{text}");
    }
}

#[test]
fn other_crates_modules_and_docs_are_no_paths() {
    for text in [
        "use std::fmt; fn f() -> fmt::Result { Ok(()) }",
        "use crate::c;",
        "/// [`C`](crate::c::C)\nfn f() {}",
        "// crate::c::C\nfn f() -> &'static str { \"crate::c::C\" }",
    ] {
        assert!(named(text).is_empty(), "{text}: {:?}", named(text));
    }
}

#[test]
fn a_circle_is_found() {
    let none = of_files(&crate_of(&[("a.rs", "use crate::c::C;")]));
    assert!(circles(&none).is_empty());
    let through_a_parent = [
        ("a.rs", "use crate::Hidden; pub struct A;"),
        ("b/inner.rs", "use super::Own; pub struct Hidden; fn make() {}"),
        (
            "b/mod.rs",
            "mod inner; mod other; pub use inner::Hidden; use other::Choice; pub struct Own;",
        ),
        ("b/other.rs", "pub enum Choice { One(crate::a::A) }"),
    ];
    let circle = ["a.rs", "b/inner.rs", "b/mod.rs", "b/other.rs"];
    assert_eq!(circles(&of_files(&crate_of(&through_a_parent))), [circle]);
    let between_siblings = [
        ("b/inner.rs", "use super::other::Choice; pub struct Hidden; pub fn make() {}"),
        ("b/other.rs", "pub enum Choice { One(super::Hidden) }"),
    ];
    let circle = ["b/inner.rs", "b/other.rs"];
    assert_eq!(circles(&of_files(&crate_of(&between_siblings))), [circle]);
}

#[test]
fn a_module_out_of_order_is_found() {
    let files = |text: &str| {
        let files = [
            ("lib.rs", "pub mod aws; pub mod messages; pub mod secret; pub use secret::Secret;"),
            ("secret.rs", "pub struct Secret;"),
            ("messages/mod.rs", "pub fn explain() {}"),
            ("aws/mod.rs", text),
        ];
        of_files(&files.map(|(file, text)| (file.to_owned(), text.to_owned())).into())
    };
    assert!(out_of_order(&files("use crate::Secret;")).is_empty());
    for text in ["use crate::messages::explain;", "fn f() { super::messages::explain() }"] {
        assert_eq!(out_of_order(&files(text)), [("aws/mod.rs", "messages/mod.rs")], "{text}");
    }
}
