//! What is being waited for, and the way out of waiting.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::messages;

/// Shorter waits than this, in milliseconds, are over before they are read.
const WORTH_TELLING: u32 = 1_000;

/// A strip that says why nothing is happening just now, with a button to give up.
///
/// It stands wherever a request's outcome will show: a modal dialog makes all else unreachable.
pub fn waiting() -> AnyView {
    let network = Network::expect();
    let strip = dynamic(move || {
        focus::recover_focus();
        let Some(pause) = network.pause().filter(|pause| pause.millis >= WORTH_TELLING) else {
            return ().into_any();
        };
        let text = messages::waiting::pause(pause, network.server());
        el("div")
            .class("strip")
            .child(el("p").child(text))
            .child(button("button").on_click(move || network.give_up()).text("Cancel"))
            .view()
    });
    el("div").attr("role", "status").child(strip).view()
}

/// A calm note when the device's clock is off: everything works, but it is worth mending.
pub fn clock_note() -> AnyView {
    let network = Network::expect();
    dynamic(move || {
        let millis = network.clock_offset();
        if millis == 0 {
            return ().into_any();
        }
        let text = messages::waiting::clock_offset(millis);
        el("p").class("notice").attr("role", "status").child(text).view()
    })
}
