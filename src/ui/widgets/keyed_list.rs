//! Lists that people act on.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;

use crate::ui::widgets::dynamic::dynamic;

/// A list whose items stay as they are while others come and go, so that no click is lost and no
/// focus moves. Each key is in the list once; `item` makes a key's view, which follows what it shows
/// by itself.
pub fn keyed_list(
    keys: impl Fn() -> Vec<String> + Send + 'static,
    item: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let Some(list) = Owner::current() else { return ().into_any() };
    let item: Arc<dyn Fn(String) -> AnyView + Send + Sync> = Arc::new(item);
    dynamic(move || {
        let (list, item) = (list.clone(), Arc::clone(&item));
        let item = move |_, key| {
            // An owner of its own: what the item follows does not end with a change of the list.
            let owner = list.with(Owner::new);
            let view = owner.with(|| item(key));
            (drop::<usize>, OwnedView::new_with_owner(view, owner))
        };
        keyed(keys(), String::clone, item).into_any()
    })
}
