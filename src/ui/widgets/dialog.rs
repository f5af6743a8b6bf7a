//! A native modal dialog.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{document, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::features::demo_bar::demo_mark;
use crate::ui::features::waiting::waiting;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::el::el;

/// A modal dialog, open as long as it is in the view. Escape asks to close it; what that means is
/// the caller's decision. When it goes, the keyboard returns to where it was.
pub fn dialog(
    // The heading, which is also the dialog's accessible name.
    title: &'static str,
    // The heading's element id; unique among open dialogs.
    id: &'static str,
    // Escape was pressed.
    on_escape: Callback<()>,
    // What is in it.
    children: Vec<AnyView>,
) -> AnyView {
    // After the view is in the document.
    leptos::task::spawn_local(async move { document::open_dialog_around(id) });
    let opener = LocalSignal::new(document::focused());
    on_cleanup(move || {
        let opener = opener.try_get_untracked().flatten();
        // After the view is gone: until then the dialog holds the focus.
        leptos::task::spawn_local(async move {
            focus::restore_focus(opener.as_ref(), "h1");
        });
    });
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_escape.run(());
        }
    };
    // Phones close dialogs by gesture, without a key; one that is made twice in a row closes the
    // dialog whatever the page says, so it is opened again: what is open is not theirs to decide.
    let on_cancel = move |event: Event| {
        event.prevent_default();
        on_escape.run(());
    };
    let on_close = move |_: Event| document::open_dialog_around(id);
    let announcer = Announcer::expect();
    el("dialog")
        .class("dialog")
        .attr("aria-labelledby", id)
        .on("keydown", on_keydown)
        .on("cancel", on_cancel)
        .on("close", on_close)
        .child(demo_mark())
        .child(
            el("div")
                .class("dialog-body")
                .child(el("h2").class("dialog-title").attr("id", id).child(title))
                .child(children)
                .child(waiting()),
        )
        // The page's own live region cannot be heard while this is open.
        .child(announcer.region())
        .view()
}
