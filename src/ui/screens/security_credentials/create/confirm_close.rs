//! The question before a secret is lost.

use leptos::prelude::*;

use crate::ui::reactive::flow::FlowHandle;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::el::{button, el};
use keycutter_core::flows::create::{Create, Event};

/// The dialog `Close without saving?`, above the one that shows the key.
pub fn confirm_close(flow: FlowHandle<Create>) -> AnyView {
    let on_back = Callback::new(move |()| flow.dispatch(Event::GoBack));
    let buttons = el("div")
        .class("buttons")
        .child(button("button button-main").on_click(move || on_back.run(())).text("Go back"))
        .child(
            button("button button-danger")
                .on_click(move || flow.dispatch(Event::Discard))
                .text("Discard secret"),
        );
    dialog(
        "Close without saving?",
        "unsaved-title",
        on_back,
        vec![
            el("p")
                .text(
                    "The secret has not been copied or downloaded. Once this closes \
                     nobody can see it again, and the key is of no use to anyone: you would \
                     have to delete it and create another.",
                )
                .view(),
            buttons.view(),
        ],
    )
}
