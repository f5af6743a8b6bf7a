//! Where in a document a value stands: sections, braces, indentation and elements.

use std::collections::BTreeMap;

use super::label::Label;
use super::names::{self, LONGEST};
use super::scan_budget;

/// More levels than any document of credentials has. What is deeper belongs to the deepest of them.
const DEEPEST: usize = 48;

/// A part of the document with values in it.
pub struct Group {
    /// The part it stands in; of the root, itself. Always an earlier one.
    pub parent: usize,
    /// What the document calls it; may be empty.
    pub name: String,
    /// Whether it is a section, such as a profile, whose values belong to no other part.
    pub is_section: bool,
}

#[derive(PartialEq)]
enum Kind {
    /// The document, or a section of it.
    Root,
    Brace,
    /// Lines indented further than this.
    Indent(usize),
    /// An element of XML or HTML.
    Element,
}

struct Frame {
    kind: Kind,
    name: String,
    /// The name before a brace, whose value may be inside.
    label: Option<Label>,
    group: Option<usize>,
}

/// The parts that are open at a place in the text, and all that have values in them.
pub struct Structure {
    frames: Vec<Frame>,
    /// Braces that are open below the deepest level.
    too_deep: usize,
    pub groups: Vec<Group>,
    /// The groups of sections, by name.
    sections: BTreeMap<String, usize>,
}

impl Default for Structure {
    fn default() -> Self {
        let root = Group { parent: 0, name: String::new(), is_section: true };
        let frame = Frame { kind: Kind::Root, name: String::new(), label: None, group: Some(0) };
        Self { frames: vec![frame], too_deep: 0, groups: vec![root], sections: BTreeMap::new() }
    }
}

impl Structure {
    /// How many parts are open.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// A section begins. Sections of the same name are one.
    pub fn section(&mut self, name: &str) {
        self.frames.clear();
        self.too_deep = 0;
        self.frames.push(Frame {
            kind: Kind::Root,
            name: name.to_owned(),
            label: None,
            group: None,
        });
    }

    /// An opening brace or bracket.
    pub fn open_brace(&mut self, name: &str, label: Option<Label>) {
        if self.frames.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            self.open(Kind::Brace, name, label);
        }
    }

    /// A closing brace or bracket.
    pub fn close_brace(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(at) = self.last(|frame| frame.kind == Kind::Brace) {
            self.frames.truncate(at);
        }
    }

    /// An opening tag.
    pub fn open_element(&mut self, name: &str) {
        if self.frames.len() < DEEPEST {
            self.open(Kind::Element, name, None);
        }
    }

    /// A closing tag: it closes the last element of its name.
    pub fn close_element(&mut self, name: &str) {
        let is_it = |frame: &Frame| frame.kind == Kind::Element && frame.name == name;
        if let Some(at) = self.last(is_it) {
            self.frames.truncate(at);
        }
    }

    /// A line that ends in a colon: the lines below it are inside, if they are indented further.
    pub fn open_indented(&mut self, indent: usize, name: &str) {
        if self.frames.len() < DEEPEST {
            self.open(Kind::Indent(indent), name, None);
        }
    }

    /// A line begins with so many spaces.
    pub fn line(&mut self, indent: usize) {
        while let Some(Frame { kind: Kind::Indent(of), .. }) = self.frames.last()
            && indent <= *of
        {
            self.frames.pop();
        }
    }

    /// The label before the brace that is open.
    pub fn label(&self) -> Option<Label> {
        self.frames.last().and_then(|frame| frame.label.clone())
    }

    /// The group of the part at a depth, or of what is left of it.
    pub fn group(&mut self, depth: usize) -> usize {
        let mut parent = 0;
        let depth = depth.clamp(1, self.frames.len());
        for frame in &mut self.frames[..depth] {
            parent = *frame.group.get_or_insert_with(|| {
                let is_section = frame.kind == Kind::Root;
                if is_section && let Some(known) = self.sections.get(&frame.name) {
                    return *known;
                }
                let new = self.groups.len();
                self.groups.push(Group { parent, name: frame.name.clone(), is_section });
                if is_section {
                    self.sections.insert(frame.name.clone(), new);
                }
                new
            });
        }
        parent
    }

    /// What the object at a depth is about, by its name.
    pub fn part(&self, depth: usize) -> String {
        let frames = &self.frames[..depth.clamp(1, self.frames.len())];
        let is_object = |frame: &&Frame| {
            matches!(frame.kind, Kind::Brace | Kind::Indent(_)) && !frame.name.is_empty()
        };
        let object = frames.iter().rev().find(is_object);
        object.map_or(String::new(), |frame| names::letters(&frame.name))
    }

    fn open(&mut self, kind: Kind, name: &str, label: Option<Label>) {
        let name = if name.len() > LONGEST { "" } else { name };
        self.frames.push(Frame { kind, name: name.to_owned(), label, group: None });
    }

    fn last(&self, is_it: impl Fn(&Frame) -> bool) -> Option<usize> {
        scan_budget::spend(self.frames.len());
        self.frames.iter().rposition(is_it)
    }
}
