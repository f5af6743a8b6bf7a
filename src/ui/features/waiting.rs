//! Why nothing happens at the moment, and how to stop waiting.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::messages;

/// Shorter waits than this, in milliseconds, are over before they are read.
const WORTH_SHOWING: u32 = 1_000;

/// A strip that says what is being waited for, with a button to give up.
///
/// It stands wherever a request's outcome will be shown, in dialogs too: a modal dialog makes
/// everything outside of it unreachable.
pub fn waiting() -> AnyView {
    let network = Network::expect();
    let strip = dynamic(move || {
        focus::recover_focus();
        let Some(pause) = network.pause().filter(|pause| pause.millis >= WORTH_SHOWING) else {
            return ().into_any();
        };
        let text = messages::waiting::pause(pause, network.server());
        el("div")
            .attr("class", "strip")
            .child(el("p").child(text))
            .child(
                button("button").add_any_attr(on_click(move || network.give_up())).child("Cancel"),
            )
            .into_any()
    });
    el("div").attr("role", "status").child(strip).into_any()
}

/// A note that the device's clock is off: everything works, but it should be set right.
pub fn clock_note() -> AnyView {
    let network = Network::expect();
    dynamic(move || {
        let millis = network.clock_offset();
        if millis == 0 {
            return ().into_any();
        }
        let text = messages::waiting::clock_offset(millis);
        el("p").attr("class", "notice").attr("role", "status").child(text).into_any()
    })
}
