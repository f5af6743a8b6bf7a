//! There is no key to show: what is known, and what can be done about it.

use leptos::prelude::*;

use super::unaccounted::unaccounted;
use crate::ui::features::failure::{failure, past_failure};
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::aws::NotCreated;
use keycutter_core::flows::create::{Create, Event};
use keycutter_core::keys::AccessKeyId;

/// What to do next: the button's text and the event that it stands for.
type Next = (&'static str, fn() -> Event);

/// What came of the request.
pub fn not_created(flow: FlowHandle<Create>, outcome: &NotCreated) -> AnyView {
    match outcome.clone() {
        NotCreated::Refused(error) => {
            vec![failure(error), unaccounted(flow), buttons(flow, None)].into_any()
        }
        NotCreated::Nothing(error) => vec![
            verdict(
                "No key was created.",
                "The response did not arrive, and no new key was found.",
            ),
            past_failure(error),
            unaccounted(flow),
            buttons(flow, Some(("Try again", || Event::TryAgain))),
        ]
        .into_any(),
        NotCreated::Lost(id, error) => lost_key(flow, &id, past_failure(error)),
        NotCreated::Unknown(error) => vec![
            verdict(
                "We could not confirm whether a key was created.",
                "The response did not arrive, and the list of keys does not show it for certain. Choose Look again \
                 before you create another key.",
            ),
            failure(error),
            unaccounted(flow),
            buttons(flow, Some(("Look again", || Event::LookAgain))),
        ]
        .into_any(),
    }
}

/// There is a key whose secret is lost.
///
/// # Parameters
///
/// - `id`: the key.
/// - `alert`: what went wrong.
pub fn lost_key(flow: FlowHandle<Create>, id: &AccessKeyId, alert: AnyView) -> AnyView {
    vec![
        named_key_glyph(id),
        verdict(
            "A key was created, but its secret is lost.",
            "The response with the secret did not arrive, and the secret cannot be retrieved. This key cannot be used.",
        ),
        alert,
        unaccounted(flow),
        buttons(flow, Some(("Delete it and start over", || Event::StartOver))),
    ]
    .into_any()
}

/// What is known after an answer that did not arrive.
fn verdict(title: &'static str, text: &'static str) -> AnyView {
    el("p").child(el("strong").child(title)).child(" ").child(text).into_any()
}

/// The buttons below: what to do next, if anything, and `Close`.
fn buttons(flow: FlowHandle<Create>, next: Option<Next>) -> AnyView {
    let next = next.map(|(label, event)| {
        button("button button-main")
            .add_any_attr(on_click(move || flow.dispatch(event())))
            .child(label)
            .into_any()
    });
    el("div")
        .attr("class", "buttons")
        .child(next)
        .child(
            button("button")
                .add_any_attr(on_click(move || flow.dispatch(Event::Close)))
                .child("Close"),
        )
        .into_any()
}
