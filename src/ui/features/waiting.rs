//! What is being waited for, and the way out of waiting.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::network::Network;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::aws::{Pause, RetryReason};
use keycutter_core::timestamp::in_words;

/// Shorter waits than this, in milliseconds, are over before they are read.
const WORTH_TELLING: u32 = 1_000;

/// A strip that says why nothing is happening just now, with a button to give up.
///
/// It stands wherever a request's outcome will show: a modal dialog makes all else unreachable.
pub fn waiting() -> AnyView {
    let network = Network::expect();
    let strip = dynamic(move || {
        focus::recover_focus();
        let Some(Pause { reason, millis }) = network.pause() else {
            return ().into_any();
        };
        let seconds = millis.div_ceil(1000);
        let server = network.server().name();
        let text = match reason {
            _ if millis < WORTH_TELLING => return ().into_any(),
            RetryReason::Throttled => {
                format!("{server} asked us to slow down; trying again in {seconds} s.")
            }
            RetryReason::ServerError => {
                format!("{server} did not answer as it should; trying again in {seconds} s.")
            }
            RetryReason::Offline => {
                "This device is offline. Keycutter goes on when the network is back.".to_owned()
            }
            RetryReason::Propagation => "Looking at what is there now.".to_owned(),
        };
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
        let way = if millis > 0 { "slow" } else { "fast" };
        let text = format!(
            "This device's clock is {} {way}. Keycutter corrected for it; signatures \
             would be refused otherwise.",
            // To the nearest minute: the answer that told it took its time.
            in_words(millis.saturating_abs().saturating_add(30_000))
        );
        el("p").class("notice").attr("role", "status").child(text).view()
    })
}
