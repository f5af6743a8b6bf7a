//! Parts of a view that change.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use crate::ui::reactive::local_memo::LocalMemo;

/// A part of a view that is rendered again whenever a signal it reads changes.
///
/// The same as a closure in `view!`, but of one type for all: each closure type of its own would
/// bring another copy of the renderer, some 2 kB of wasm.
pub fn dynamic(render: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let render: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(render));
    render.into_any()
}

/// A part of a view that is there only while a condition holds. It is not rendered again while the
/// condition stays true.
pub fn show_when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    render: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    show_when_boxed(Box::new(condition), Box::new(render))
}

fn show_when_boxed(
    condition: Box<dyn Fn() -> bool + Send + Sync>,
    render: Box<dyn Fn() -> AnyView + Send>,
) -> AnyView {
    let condition = LocalMemo::new(condition);
    dynamic(move || if condition.get() { render() } else { ().into_any() })
}
