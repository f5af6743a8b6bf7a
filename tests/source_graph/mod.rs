//! Which files of a crate name items of which others, read with **syn**.
//!
//! A file names another by a path: in a `use`, in code, or in the arguments of a macro. The path may
//! begin with `crate`, `self` or `super`, with a module below, or with a name that a `use` brought
//! into scope. A re-export counts as the file that it comes from. The `mod` and `pub use` lines of a
//! `mod.rs`, `lib.rs` or `main.rs` name nothing, since they only say where things are; nor does a
//! `use` that ends at a module, until something of the module is used. Docs are not read.

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use names::{Binding, Names, collect};

/// A module's path inside its crate, the crate itself being empty.
type Module = Vec<String>;

/// For each file, the files whose items it names.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// The graph of the crate whose root is in this folder.
pub fn of_folder(folder: &Path) -> Graph {
    let mut files = BTreeMap::new();
    read(folder, "", &mut files);
    assert!(!files.is_empty(), "{} has no files", folder.display());
    of_files(&files)
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else if name.ends_with(".rs") {
            files.insert(name, fs::read_to_string(entry.path()).expect("a source file"));
        }
    }
}

/// The graph of a crate, from its files' paths and texts.
pub fn of_files(files: &BTreeMap<String, String>) -> Graph {
    let mut index = Index::default();
    let mut all = Vec::new();
    for (file, text) in files {
        let module = module_of(file);
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        index.modules.insert(module.clone(), file.clone());
        let is_root = matches!(file.rsplit('/').next(), Some("mod.rs" | "lib.rs" | "main.rs"));
        for (module, names) in collect(&syntax, &module, is_root) {
            index.files.insert(module.clone(), file.clone());
            index.bindings.insert(module.clone(), names.bindings.clone());
            index.globs.insert(module.clone(), names.globs.clone());
            all.push((file, module, names));
        }
    }
    let mut graph: Graph = files.keys().map(|file| (file.clone(), BTreeSet::new())).collect();
    for (file, module, Names { paths, .. }) in all {
        let named = paths.iter().filter_map(|path| index.file_of(&module, path, 0));
        let named: BTreeSet<_> = named.filter(|other| other != file).collect();
        graph.entry(file.clone()).or_default().extend(named);
    }
    graph
}

fn module_of(file: &str) -> Module {
    let mut parts: Module = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod"))
        || matches!(file, "lib.rs" | "main.rs")
    {
        parts.pop();
    }
    parts
}

/// All modules of a crate, with the names in each.
#[derive(Default)]
struct Index {
    /// The modules that are files, with their file.
    modules: BTreeMap<Module, String>,
    /// All modules, inline ones included, with their file.
    files: BTreeMap<Module, String>,
    bindings: BTreeMap<Module, BTreeMap<String, Binding>>,
    /// The modules whose names a glob brings into a module.
    globs: BTreeMap<Module, Vec<Vec<String>>>,
}

/// Re-exports of re-exports, no deeper than this.
const DEEPEST: usize = 16;

impl Index {
    /// The file that defines what a path in a module names; `None` for other crates, for modules
    /// and for local names.
    fn file_of(&self, module: &Module, path: &[String], depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let mut at = module.clone();
        let mut rest = path;
        let mut is_rooted = false;
        while let [first, more @ ..] = rest {
            match first.as_str() {
                "crate" => at = Module::new(),
                "super" => {
                    at.pop()?;
                }
                "self" => {}
                _ => break,
            }
            is_rooted = true;
            rest = more;
        }
        let [first, ..] = rest else { return None };
        if !is_rooted && !self.is_in_scope(&at, first) {
            return None;
        }
        self.resolve(&at, rest, depth)
    }

    fn is_in_scope(&self, module: &Module, name: &str) -> bool {
        self.files.contains_key(&child(module, name))
            || self.bindings.get(module).is_some_and(|names| names.contains_key(name))
    }

    /// Follows a path down from a module.
    fn resolve(&self, module: &Module, path: &[String], depth: usize) -> Option<String> {
        let [name, rest @ ..] = path else { return None };
        if name == "*" {
            return self.files.get(module).cloned();
        }
        let below = child(module, name);
        if self.files.contains_key(&below) {
            return self.resolve(&below, rest, depth);
        }
        match self.bindings.get(module)?.get(name) {
            Some(Binding::Item) => self.files.get(module).cloned(),
            Some(Binding::Use(target)) => {
                let whole: Vec<_> = target.iter().chain(rest).cloned().collect();
                self.file_of(module, &whole, depth + 1)
            }
            None => self.globs.get(module)?.iter().find_map(|target| {
                let whole: Vec<_> = target.iter().chain(path).cloned().collect();
                self.file_of(module, &whole, depth + 1)
            }),
        }
    }
}

fn child(module: &Module, name: &str) -> Module {
    module.iter().map(String::as_str).chain([name]).map(str::to_owned).collect()
}

/// Every circle of files: the groups in which each file names each other, directly or not.
pub fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let reach: BTreeMap<_, _> = graph.keys().map(|file| (file, reachable(graph, file))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for file in graph.keys().filter(|file| reach[file].contains(*file)) {
        if circles.iter().any(|circle| circle.contains(file)) {
            continue;
        }
        let others = reach[file].iter().filter(|other| reach[other].contains(file));
        circles.push(others.cloned().collect());
    }
    circles
}

fn reachable(graph: &Graph, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in graph.get(file).into_iter().flatten() {
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    seen
}
