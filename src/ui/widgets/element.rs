//! Elements, written with Leptos's own builder: what keeps it small.
//!
//! Leptos compiles a copy of its renderer for every type of element, attribute, listener and closure.
//! Here tags and attribute names are values, and what differs in each view (closures) is boxed, so
//! that all views share a few types: see `docs/decisions.md`.

use std::sync::{Arc, Mutex};

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::{Custom, HtmlElement};
use leptos::prelude::*;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::ui::widgets::dynamic::dynamic;

/// An element of a tag. All tags share one type, other than with `html::div()` and the like.
pub use leptos::html::custom as el;

/// An element with attributes that has no children yet.
pub type EmptyElement = HtmlElement<Custom<&'static str>, Vec<AnyAttribute>, ()>;

/// A button that submits nothing.
pub fn button(class: &'static str) -> EmptyElement {
    el("button").attr("class", class).attr("type", "button")
}

/// A listener for clicks, to be added with `add_any_attr`.
pub fn on_click(mut listener: impl FnMut() + 'static) -> AnyAttribute {
    boxed_listener("click", Box::new(move |_| listener()))
}

/// A listener for the events of a name, which are of the type `E`; added with `add_any_attr`.
pub fn listener<E: JsCast>(
    name: &'static str,
    mut listener: impl FnMut(E) + 'static,
) -> AnyAttribute {
    boxed_listener(name, Box::new(move |event| listener(event.unchecked_into())))
}

fn boxed_listener(name: &'static str, listener: Box<dyn FnMut(Event)>) -> AnyAttribute {
    on(ev::Custom::new(name), listener).into_any_attr()
}

/// An attribute that follows the signals it reads; `None` leaves it out. Added with `add_any_attr`.
pub fn dynamic_attr<T: Into<Option<&'static str>>>(
    name: &'static str,
    value: impl Fn() -> T + Send + 'static,
) -> AnyAttribute {
    let value: Arc<Mutex<dyn FnMut() -> Option<&'static str> + Send>> =
        Arc::new(Mutex::new(move || value().into()));
    custom_attribute(name, value).into_any_attr()
}

/// The property `value`, a field's current text, that follows the signals it reads. Added with
/// `add_any_attr`.
pub fn dynamic_value(value: impl Fn() -> String + Send + 'static) -> AnyAttribute {
    let value: Arc<Mutex<dyn FnMut() -> String + Send>> = Arc::new(Mutex::new(value));
    prop("value", value).into_any_attr()
}

/// Text that follows the signals it reads; a child.
pub fn dynamic_text<T: Into<String>>(text: impl Fn() -> T + Send + 'static) -> AnyView {
    dynamic(move || text().into().into_any())
}
