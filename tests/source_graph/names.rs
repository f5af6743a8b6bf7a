//! The names in one file: what it defines, what it imports, and every path in it.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// What a name in a module's scope is.
#[derive(Clone, Debug)]
pub enum Binding {
    /// Defined there.
    Item,
    /// Imported or re-exported from this path.
    Use(Vec<String>),
}

/// The names of one module.
#[derive(Default)]
pub struct Names {
    pub bindings: BTreeMap<String, Binding>,
    pub globs: Vec<Vec<String>>,
    /// Every path that counts as naming something.
    pub paths: Vec<Vec<String>>,
}

/// The names of a file's module and of the modules written out inside it.
pub fn collect(file: &syn::File, module: &[String], is_root: bool) -> Vec<(Vec<String>, Names)> {
    let mut collector =
        Collector { open: vec![(module.to_vec(), Names::default())], is_root, done: Vec::new() };
    collector.visit_file(file);
    collector.done.append(&mut collector.open);
    collector.done
}

struct Collector {
    /// The module being read, last, and those around it.
    open: Vec<(Vec<String>, Names)>,
    is_root: bool,
    done: Vec<(Vec<String>, Names)>,
}

impl Collector {
    fn names(&mut self) -> &mut Names {
        &mut self.open.last_mut().expect("the file's own module").1
    }

    fn define(&mut self, name: &syn::Ident) {
        self.names().bindings.insert(name.to_string(), Binding::Item);
    }

    fn import(&mut self, tree: &syn::UseTree, prefix: &[String], counts: bool) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        let (name, path) = match tree {
            syn::UseTree::Path(path) => return self.import(&path.tree, &with(&path.ident), counts),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|item| self.import(item, prefix, counts));
            }
            syn::UseTree::Glob(_) => {
                self.names().globs.push(prefix.to_vec());
                if counts {
                    self.names().paths.push([prefix, &["*".to_owned()]].concat());
                }
                return;
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                (prefix.last().cloned().unwrap_or_default(), prefix.to_vec())
            }
            syn::UseTree::Name(name) => (name.ident.to_string(), with(&name.ident)),
            syn::UseTree::Rename(rename) => (rename.rename.to_string(), with(&rename.ident)),
        };
        // A path to itself, as in `use csv;`, would resolve to itself.
        if path != [name.clone()] {
            self.names().bindings.insert(name, Binding::Use(path.clone()));
        }
        if counts {
            self.names().paths.push(path);
        }
    }

    /// The paths in the arguments of a macro, which are not parsed: names with `::` between them.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 && !path.is_empty() {
                        self.names().paths.push(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    colons = 0;
                    self.names().paths.push(std::mem::take(&mut path));
                    if let TokenTree::Group(group) = other {
                        self.scan(group.stream());
                    }
                }
            }
        }
        self.names().paths.push(path);
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Const(it) => self.define(&it.ident),
            syn::Item::Enum(it) => self.define(&it.ident),
            syn::Item::Fn(it) => self.define(&it.sig.ident),
            syn::Item::Static(it) => self.define(&it.ident),
            syn::Item::Struct(it) => self.define(&it.ident),
            syn::Item::Trait(it) => self.define(&it.ident),
            syn::Item::Type(it) => self.define(&it.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else { return };
        let mut module = self.open.last().map(|(module, _)| module.clone()).unwrap_or_default();
        module.push(item.ident.to_string());
        self.open.push((module, Names::default()));
        items.iter().for_each(|item| self.visit_item(item));
        self.done.extend(self.open.pop());
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_private = matches!(item.vis, syn::Visibility::Inherited);
        self.import(&item.tree, &[], is_private || !self.is_root);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.names().paths.push(names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.scan(item.tokens.clone());
    }
}
