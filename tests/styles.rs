//! The stylesheets: in their layers, for classes that exist, and for both directions of writing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LAYERS: [&str; 4] = ["tokens", "base", "components", "screens"];

#[test]
fn every_stylesheet_is_in_the_layer_of_its_folder() {
    let order = format!("@layer {};", LAYERS.join(", "));
    for sheet in Sheet::all() {
        let rules = sheet.css.replacen(&order, "", 1);
        let rules = rules.trim();
        let outside = format!("{}: rules outside of its layer", sheet.path);
        let block = rules.strip_prefix(&format!("@layer {} {{", sheet.layer())).expect(&outside);
        let mut depth = 1;
        let end = block.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        });
        assert_eq!(end, Some(block.len() - 1), "{outside}");
    }
}

#[test]
fn every_stylesheet_is_linked_once_in_the_order_of_the_layers() {
    let page = read(&Path::new(ROOT).join("index.html"));
    let links = page.split("type=\"css\" href=\"").skip(1);
    let linked = links.filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let mut sheets = Sheet::all();
    sheets.sort_by_key(|sheet| {
        (LAYERS.iter().position(|it| *it == sheet.layer()), sheet.path.clone())
    });
    assert_eq!(linked, sheets.iter().map(|sheet| sheet.path.as_str()).collect::<Vec<_>>());
    assert!(
        sheets[0].css.trim_start().starts_with("@layer tokens, "),
        "the first declares the order"
    );
}

#[test]
fn every_styled_class_is_given_to_an_element() {
    let sources = page_sources();
    let words = sources.iter().flat_map(|text| quoted(text)).collect::<BTreeSet<_>>();
    let sheets = Sheet::all();
    let styled = sheets.iter().flat_map(Sheet::classes);
    let unused = styled.filter(|class| !words.contains(class)).collect::<BTreeSet<_>>();
    assert_eq!(unused, BTreeSet::new());
}

#[test]
fn every_class_of_an_element_is_styled() {
    let sheets = Sheet::all();
    let styled = sheets.iter().flat_map(Sheet::classes).collect::<BTreeSet<_>>();
    let sources = page_sources();
    let given = sources.iter().flat_map(|text| {
        let before = ["\"class\", \"", "class=\"", " button(\"", "(button(\""].into_iter();
        before.flat_map(|it| text.split(it).skip(1)).filter_map(|rest| rest.split('"').next())
    });
    let given = given.flat_map(str::split_whitespace).collect::<BTreeSet<_>>();
    assert!(given.contains("card"), "this test no longer finds the classes of elements");
    assert_eq!(given.difference(&styled).collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn every_custom_property_is_set_and_used() {
    let sheets = Sheet::all();
    let names = sheets.iter().flat_map(Sheet::declarations).map(|(name, _)| name);
    let set = names.filter(|name| name.starts_with("--")).collect::<BTreeSet<_>>();
    let references = sheets.iter().flat_map(|sheet| sheet.css.split("var(").skip(1));
    let used = references.filter_map(|rest| rest.split([',', ')']).next()).collect::<BTreeSet<_>>();
    assert_eq!(set, used);
}

/// Cells are found by class, a layer decides who wins, and pages in a right-to-left language are
/// mirrored by the browser.
#[test]
fn nothing_depends_on_position_importance_or_the_direction_of_writing() {
    let physical = |name: &str| {
        let sides = ["top", "right", "bottom", "left"];
        name.split('-').any(|word| sides.contains(&word)) || name == "inset"
    };
    for sheet in Sheet::all() {
        for word in [":nth-", "!important"] {
            assert!(!sheet.css.contains(word), "{}: {word}", sheet.path);
        }
        for (name, value) in sheet.declarations() {
            let sides = ["margin", "padding", "border-width"].contains(&name) && parts(&value) == 4;
            let corners = name == "border-radius" && parts(&value) > 1;
            let aligned = ["left", "right"].contains(&value.as_str());
            assert!(
                !(physical(name) || sides || corners || aligned),
                "{}: {name}: {value}",
                sheet.path
            );
        }
    }
}

/// How many values stand side by side, each with what its parentheses hold.
fn parts(value: &str) -> usize {
    let mut depth = 0;
    let gaps = value.chars().filter(|c| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        *c == ' ' && depth == 0
    });
    gaps.count() + 1
}

struct Sheet {
    /// Relative to the repository's root.
    path: String,
    /// Without its comments.
    css: String,
}

impl Sheet {
    fn all() -> Vec<Self> {
        let sheets = files("style")
            .into_iter()
            .filter(|path| path.extension().is_some_and(|it| it == "css"));
        let sheet = |path: PathBuf| {
            let text = read(&path);
            let mut parts = text.split("/*");
            let before = parts.next().unwrap_or_default().to_owned();
            let css = parts.fold(before, |css, part| {
                css + part.split_once("*/").expect("a comment that ends").1
            });
            let path = path.strip_prefix(ROOT).expect("a path below the root");
            let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            Self { path, css }
        };
        sheets.map(sheet).collect()
    }

    /// `style/base.css` and `style/base/….css` are in the layer `base`.
    fn layer(&self) -> &str {
        let path = self.path.trim_start_matches("style/");
        path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The class selectors. After the dot of a number there is a digit.
    fn classes(&self) -> impl Iterator<Item = &str> {
        self.css.split('.').skip(1).filter_map(|rest| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            rest.starts_with(|c: char| c.is_ascii_lowercase()).then_some(&rest[..end])
        })
    }

    /// Names and values, with one space where a value has any.
    fn declarations(&self) -> impl Iterator<Item = (&str, String)> {
        self.css.split(['{', '}', ';']).filter_map(|text| {
            let (name, value) = text.trim().split_once(':')?;
            let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            (!name.is_empty() && name.chars().all(is_name)).then_some((name, value))
        })
    }
}

/// `index.html`, and the views without their comments.
fn page_sources() -> Vec<String> {
    let paths = files("src/ui").into_iter().chain([Path::new(ROOT).join("index.html")]);
    let code = |text: String| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    paths.map(|path| code(read(&path))).collect()
}

/// Every word between quotes, which may be a class.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
    lines.flat_map(str::split_whitespace)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every file below a folder of the repository.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut waiting = vec![Path::new(ROOT).join(folder)];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).expect("a folder");
            waiting.extend(inside.map(|entry| entry.expect("an entry").path()));
        } else {
            files.push(path);
        }
    }
    assert!(!files.is_empty(), "{folder} has moved");
    files
}
