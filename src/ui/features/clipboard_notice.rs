//! What is said about a secret on the clipboard.

use leptos::prelude::*;

use crate::ui::context::clipboard_guard::ClipboardGuard;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::flows::clipboard::Clipboard;

const COPIED: &str = "Copied. After one minute the clipboard is cleared; most browsers wait for your next click \
     on this page. A clipboard history may keep the secret.";
const CLEARED: &str =
    "The clipboard has been cleared, but a clipboard history may keep the secret.";
const STUCK: &str =
    "The secret may still be on the clipboard, because the browser did not let this page clear it.";

/// What stands below the secret. `outcome` replaces what is said of the clipboard.
pub fn clipboard_notice(
    guard: ClipboardGuard,
    outcome: LocalSignal<Option<&'static str>>,
) -> AnyView {
    // The state changes more often than what is said about it.
    let text = LocalMemo::new(move || outcome.get().unwrap_or_else(|| text(guard.state())));
    let status = dynamic(move || match text.get() {
        STUCK => stuck(guard),
        CLEARED => ().into_any(),
        text => text.into_any(),
    });
    // The guard announces that by itself, on every screen.
    let cleared = show_when(move || text.get() == CLEARED, || CLEARED.into_any());
    vec![el("div").attr("role", "status").child(status).into_any(), cleared].into_any()
}

/// What stands on every screen, wherever the secret itself is gone.
pub fn clipboard_strip(guard: ClipboardGuard) -> AnyView {
    let strip = show_when(move || guard.state().is_stuck(), move || stuck(guard));
    el("div").attr("role", "status").child(strip).into_any()
}

fn text(state: Clipboard) -> &'static str {
    match state {
        _ if state.is_stuck() => STUCK,
        Clipboard::Secret { .. } | Clipboard::Clearing { .. } => COPIED,
        Clipboard::Cleared => CLEARED,
        Clipboard::Empty | Clipboard::Stuck => "",
    }
}

fn stuck(guard: ClipboardGuard) -> AnyView {
    el("div")
        .attr("class", "strip")
        .child(el("p").child(STUCK))
        .child(
            button("button").add_any_attr(on_click(move || guard.clear())).child("Clear clipboard"),
        )
        .into_any()
}
