//! Elements, written as calls: a facade over Leptos's own builder.
//!
//! `view!` and `html::div()` give every combination of attributes and children a type of its own,
//! each with its copy of the renderer. Here all elements have one type: see `docs/decisions.md`.

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event;
use leptos::tachys::html::property::prop;
use wasm_bindgen::JsCast;
use web_sys::Event;

type Text = Cow<'static, str>;

/// Something that is computed again when a signal in it changes.
type Dynamic<T> = Box<dyn Fn() -> T + Send + Sync>;

/// An element that is being built. Boxed and out of line, since a screen has hundreds of them.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of a tag.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A button that submits nothing.
#[inline(never)]
pub fn button(class: &'static str) -> El {
    el("button").class(class).attr("type", "button")
}

impl El {
    /// Sets the class.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.with(custom_attribute("class", Text::Borrowed(class)).into_any_attr())
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        self.static_attr(name, value.into_text())
    }

    /// Sets an attribute that changes.
    pub fn dynamic_attr<V: Value>(
        self,
        name: &'static str,
        value: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        let value: Dynamic<Option<Text>> = Box::new(move || value().into_text());
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// Sets the property `value`, which is a field's current text.
    pub fn value(self, value: String) -> Self {
        self.with(prop("value", value).into_any_attr())
    }

    /// The same, and again when it changes.
    pub fn dynamic_value(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let value: Dynamic<String> = Box::new(value);
        self.with(prop("value", value).into_any_attr())
    }

    /// Calls something at an event.
    pub fn on<E: JsCast>(self, name: &'static str, mut callback: impl FnMut(E) + 'static) -> Self {
        self.listen(name, Box::new(move |event: Event| callback(event.unchecked_into())))
    }

    /// Calls something at a click.
    pub fn on_click(self, mut callback: impl FnMut() + 'static) -> Self {
        self.on("click", move |_: Event| callback())
    }

    /// Appends text.
    #[inline(never)]
    pub fn text(self, text: &'static str) -> Self {
        self.child(text)
    }

    /// Appends text that changes.
    pub fn dynamic_text<V: Value>(self, text: impl Fn() -> V + Send + Sync + 'static) -> Self {
        let text: Dynamic<Text> = Box::new(move || text().into_text().unwrap_or_default());
        self.push(text.into_any())
    }

    /// Appends a child.
    pub fn child(self, child: impl Child) -> Self {
        child.append_to(self)
    }

    /// Adds an attribute of Leptos's own.
    #[inline(never)]
    pub fn with(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }

    /// The finished view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        html::custom(tag).child(children).add_any_attr(attributes).into_any()
    }

    #[inline(never)]
    fn static_attr(self, name: &'static str, value: Option<Text>) -> Self {
        match value {
            Some(text) => self.with(custom_attribute(name, text).into_any_attr()),
            None => self,
        }
    }

    #[inline(never)]
    fn listen(self, name: &'static str, callback: Box<dyn FnMut(Event)>) -> Self {
        self.with(event::on(leptos::ev::Custom::new(name), callback).into_any_attr())
    }

    #[inline(never)]
    fn push(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }
}

/// What an attribute can be set to. `None` and `false` leave it out, `true` makes it empty.
pub trait Value {
    fn into_text(self) -> Option<Text>;
}

impl Value for &'static str {
    fn into_text(self) -> Option<Text> {
        Some(Text::Borrowed(self))
    }
}

impl Value for String {
    fn into_text(self) -> Option<Text> {
        Some(Text::Owned(self))
    }
}

impl Value for bool {
    fn into_text(self) -> Option<Text> {
        self.then_some(Text::Borrowed(""))
    }
}

impl<V: Value> Value for Option<V> {
    fn into_text(self) -> Option<Text> {
        self?.into_text()
    }
}

/// What can be a child of an element.
pub trait Child {
    fn append_to(self, element: El) -> El;
}

impl Child for &'static str {
    fn append_to(self, element: El) -> El {
        element.push(Text::Borrowed(self).into_any())
    }
}

impl Child for String {
    #[inline(never)]
    fn append_to(self, element: El) -> El {
        element.push(Text::Owned(self).into_any())
    }
}

impl Child for El {
    #[inline(never)]
    fn append_to(self, element: El) -> El {
        element.push(self.view())
    }
}

impl Child for AnyView {
    fn append_to(self, element: El) -> El {
        element.push(self)
    }
}

impl Child for Vec<AnyView> {
    #[inline(never)]
    fn append_to(self, mut element: El) -> El {
        element.0.children.extend(self);
        element
    }
}

impl<C: Child> Child for Option<C> {
    fn append_to(self, element: El) -> El {
        match self {
            Some(child) => child.append_to(element),
            None => element,
        }
    }
}
