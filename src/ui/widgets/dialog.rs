//! A native modal dialog.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Event;

use crate::browser::{document, focus};
use crate::ui::context::dialog_frame::DialogFrame;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::element::{el, listener};
use crate::ui::widgets::live_region::live_region;

/// A modal dialog, open as long as it is in the view. When it goes, the focus returns to where it
/// was, or to what [`focus::return_to`] names meanwhile.
///
/// # Parameters
///
/// - `title`: the heading, which is also the accessible name.
/// - `id`: the heading's element id, unique among open dialogs.
/// - `on_escape`: called at Escape, which asks to close; the caller decides.
/// - `children`: the content below the heading.
pub fn dialog(
    title: &'static str,
    id: &'static str,
    on_escape: Callback<()>,
    children: Vec<AnyView>,
) -> AnyView {
    // After the view is in the document.
    spawn_local(async move { document::open_dialog_around(id) });
    restore_focus_on_cleanup();
    let title_before = document::set_title(title);
    on_cleanup(move || {
        document::set_title(&title_before);
    });
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_escape.run(());
        }
    };
    let on_cancel = move |event: Event| {
        event.prevent_default();
        on_escape.run(());
    };
    // Phones close dialogs by a gesture without a key event. A second one in a row cannot be
    // prevented, so the dialog is opened again: only its state decides whether it is open.
    let on_close = move |_: Event| document::open_dialog_around(id);
    let frame = DialogFrame::expect();
    el("dialog")
        .attr("class", "dialog")
        .attr("aria-labelledby", id)
        .add_any_attr(listener("keydown", on_keydown))
        .add_any_attr(listener("cancel", on_cancel))
        .add_any_attr(listener("close", on_close))
        .child((frame.before)())
        .child(
            el("div")
                .attr("class", "dialog-body")
                .child(el("h2").attr("class", "dialog-title").attr("id", id).child(title))
                .child(children)
                .child((frame.after)()),
        )
        // The page's own live region is not announced while a modal dialog is open.
        .child(live_region())
        .into_any()
}

/// Gives the focus back to where it is now, once the view is gone: until then the dialog has it.
fn restore_focus_on_cleanup() {
    focus::return_to(String::new());
    let opener = LocalSignal::new(document::focused());
    on_cleanup(move || {
        let opener = opener.try_get_untracked().flatten();
        spawn_local(async move { focus::restore_focus(opener.as_ref(), "h1") });
    });
}
