//! The question before a secret is lost.

use leptos::prelude::*;

use crate::ui::reactive::flow::FlowHandle;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::flows::create::{Create, Event};

/// The dialog `Close without saving?`, above the one that shows the key.
pub fn confirm_close(flow: FlowHandle<Create>) -> AnyView {
    let on_back = Callback::new(move |()| flow.dispatch(Event::GoBack));
    let buttons = el("div")
        .attr("class", "buttons")
        .child(
            button("button button-main")
                .add_any_attr(on_click(move || on_back.run(())))
                .child("Go back"),
        )
        .child(
            button("button button-danger")
                .add_any_attr(on_click(move || flow.dispatch(Event::Discard)))
                .child("Discard secret"),
        );
    dialog(
        "Close without saving?",
        "unsaved-title",
        on_back,
        vec![
            el("p")
                .child(
                    "You have not copied or downloaded the secret. If you close this dialog now, the secret is lost, \
                     and you have to delete this key and create another.",
                )
                .into_any(),
            buttons.into_any(),
        ],
    )
}
