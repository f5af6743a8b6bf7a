//! Responses: a small tree of elements, read with **quick-xml**.
//!
//! Namespaces, attributes and comments do not matter in the Query protocol and are dropped. Text is
//! wiped when dropped, since one response holds a secret.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use zeroize::Zeroizing;

/// The depth above which a document is refused. IAM's responses are less deep.
const DEEPEST: usize = 32;

/// An element: its local name, its own text, and its children in order.
#[derive(Default)]
pub struct Element {
    name: String,
    text: Zeroizing<String>,
    children: Vec<Element>,
}

/// The text is not a well-formed XML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotXml;

impl Element {
    /// Reads a document and gives its root element.
    ///
    /// # Errors
    ///
    /// [`NotXml`] for anything that is not one well-formed element, which includes HTML error
    /// pages and documents with a `DOCTYPE` of their own entities.
    pub fn parse(document: &str) -> Result<Self, NotXml> {
        let mut reader = Reader::from_str(document.trim_start_matches('\u{feff}'));
        // The first entry is the document; its only child is the root.
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|_| NotXml)? {
                Event::Start(tag) => {
                    if open.len() > DEEPEST {
                        return Err(NotXml);
                    }
                    open.push(Self::named(tag.local_name().as_ref()));
                }
                Event::Empty(tag) => {
                    let element = Self::named(tag.local_name().as_ref());
                    open.last_mut().ok_or(NotXml)?.children.push(element);
                }
                Event::End(_) => {
                    let closed = open.pop().ok_or(NotXml)?;
                    open.last_mut().ok_or(NotXml)?.children.push(closed);
                }
                Event::Text(text) => open.last_mut().ok_or(NotXml)?.text.push_str(&text),
                Event::CData(text) => open.last_mut().ok_or(NotXml)?.text.push_str(&text),
                Event::GeneralRef(entity) => {
                    let into = &mut open.last_mut().ok_or(NotXml)?.text;
                    if let Some(character) = entity.resolve_char_ref().map_err(|_| NotXml)? {
                        into.push(character);
                    } else {
                        into.push_str(resolve_xml_entity(&entity).ok_or(NotXml)?);
                    }
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => break,
            }
        }
        match (open.pop(), open.is_empty()) {
            (Some(mut document), true) if document.children.len() == 1 => {
                document.children.pop().ok_or(NotXml)
            }
            _ => Err(NotXml),
        }
    }

    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The name without its namespace prefix.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text directly inside, trimmed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// The first child of a name.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every child of a name: list members are `<member>`.
    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Every child, in order.
    #[must_use]
    pub fn all_children(&self) -> &[Self] {
        &self.children
    }

    /// The text of the first child of a name; `None` when there is no such child or it is empty.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(Self::text).filter(|text| !text.is_empty())
    }
}
