//! Parts of a view that change.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A part of a view that is drawn anew whenever a signal it reads changes.
///
/// The same as a closure in `view!`, but of one type for all: each closure type of its own would
/// bring another copy of the renderer along, some 2 kB of wasm.
pub fn dynamic(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(draw));
    draw.into_any()
}

/// A part of a view that is there only while a condition holds. It stays as it is while the
/// condition's parts change and the whole does not.
pub fn show_when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    show_when_boxed(Box::new(condition), Box::new(draw))
}

fn show_when_boxed(
    condition: Box<dyn Fn() -> bool + Send + Sync>,
    draw: Box<dyn Fn() -> AnyView + Send>,
) -> AnyView {
    let condition = Memo::new(move |_| condition());
    dynamic(move || if condition.get() { draw() } else { ().into_any() })
}
