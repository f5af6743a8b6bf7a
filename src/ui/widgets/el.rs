//! Elements, written as calls.
//!
//! `view!` gives every combination of tag, attributes and children a type of its own, and with it
//! its own copy of the renderer: half a kilobyte and more of wasm for an element. Here every
//! element has one and the same type, over the builder that `view!` itself expands to. What is not
//! HTML is a [`drawing`](crate::ui::widgets::drawing).

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event;
use leptos::tachys::html::property::prop;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// Text, written in the program or made by it.
type Text = Cow<'static, str>;

/// Text that is made anew when a signal in it changes.
type Changing<T> = Box<dyn Fn() -> T + Send + Sync>;

/// An element in the making.
pub struct El(Box<Parts>);

/// Boxed, so that a step of the making hands on one pointer. Steps are kept out of line for the
/// same reason: a screen is hundreds of them.
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
        self.set("class", Cow::Borrowed(class))
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        value.set_on(self, name)
    }

    /// Sets an attribute that changes.
    pub fn dynamic_attr<V: Value>(
        self,
        name: &'static str,
        value: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        self.set_dynamic(name, Box::new(move || value().into_text()))
    }

    /// Sets the property `value`, which for a field is what is in it now.
    pub fn value(self, value: String) -> Self {
        self.add(prop("value", value).into_any_attr())
    }

    /// The same, and again whenever a signal in it changes.
    pub fn dynamic_value(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let value: Changing<String> = Box::new(value);
        self.add(prop("value", value).into_any_attr())
    }

    /// Hears an event.
    pub fn on<E: JsCast>(self, name: &'static str, mut heard: impl FnMut(E) + 'static) -> Self {
        self.listen(name, Box::new(move |event: Event| heard(event.unchecked_into())))
    }

    /// Hears itself pressed.
    pub fn on_click(self, mut pressed: impl FnMut() + 'static) -> Self {
        self.listen("click", Box::new(move |_| pressed()))
    }

    /// Puts text in.
    #[inline(never)]
    pub fn text(self, text: &'static str) -> Self {
        self.put(Cow::Borrowed(text).into_any())
    }

    /// Puts text in that changes.
    pub fn dynamic_text<V: Value>(self, text: impl Fn() -> V + Send + Sync + 'static) -> Self {
        self.push_dynamic(Box::new(move || text().into_text().unwrap_or_default()))
    }

    /// Puts something in.
    pub fn child(self, child: impl Child) -> Self {
        child.put_in(self)
    }

    /// Adds an attribute of any kind.
    pub fn with(self, attribute: AnyAttribute) -> Self {
        self.add(attribute)
    }

    /// The finished view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        html::custom(tag).child(children).add_any_attr(attributes).into_any()
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: Text) -> Self {
        self.add(custom_attribute(name, value).into_any_attr())
    }

    #[inline(never)]
    fn set_dynamic(self, name: &'static str, value: Changing<Option<Text>>) -> Self {
        self.add(custom_attribute(name, value).into_any_attr())
    }

    #[inline(never)]
    fn listen(self, name: &'static str, heard: Box<dyn FnMut(Event)>) -> Self {
        self.add(event::on(leptos::ev::Custom::new(name), heard).into_any_attr())
    }

    #[inline(never)]
    fn add(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn put(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn push_dynamic(self, text: Changing<Text>) -> Self {
        self.put(text.into_any())
    }
}

/// What an attribute can be set to. `None` and `false` leave it out, `true` sets it to nothing.
pub trait Value: Sized {
    /// The attribute's text.
    fn into_text(self) -> Option<Text>;

    /// Sets an attribute to it.
    fn set_on(self, element: El, name: &'static str) -> El {
        match self.into_text() {
            Some(text) => element.set(name, text),
            None => element,
        }
    }
}

impl Value for &'static str {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Borrowed(self))
    }

    #[inline(never)]
    fn set_on(self, element: El, name: &'static str) -> El {
        element.set(name, Cow::Borrowed(self))
    }
}

impl Value for String {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Owned(self))
    }
}

impl Value for bool {
    fn into_text(self) -> Option<Text> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<V: Value> Value for Option<V> {
    fn into_text(self) -> Option<Text> {
        self?.into_text()
    }
}

/// What can be put into an element.
pub trait Child {
    /// Puts it in, after what is there.
    fn put_in(self, element: El) -> El;
}

impl Child for &'static str {
    fn put_in(self, element: El) -> El {
        element.text(self)
    }
}

impl Child for String {
    #[inline(never)]
    fn put_in(self, element: El) -> El {
        element.put(Text::Owned(self).into_any())
    }
}

impl Child for El {
    #[inline(never)]
    fn put_in(self, element: El) -> El {
        element.put(self.view())
    }
}

impl Child for AnyView {
    fn put_in(self, element: El) -> El {
        element.put(self)
    }
}

impl Child for Vec<AnyView> {
    #[inline(never)]
    fn put_in(self, mut element: El) -> El {
        element.0.children.extend(self);
        element
    }
}

impl<C: Child> Child for Option<C> {
    fn put_in(self, element: El) -> El {
        match self {
            Some(child) => child.put_in(element),
            None => element,
        }
    }
}
