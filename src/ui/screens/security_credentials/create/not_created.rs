//! There is no key to show: what is known, and what can be done about it.

use leptos::prelude::*;

use super::unaccounted::unaccounted;
use crate::ui::features::failure::{failure, past_failure};
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::cells;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::element::{button, el, on_click};
use keycutter_core::aws::{Error, NotCreated};
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
        NotCreated::Lost(id, error) => lost_key(flow, id, error),
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

/// A key was created at the time of the request: by it, and then the secret is lost, or by someone
/// else. It is deleted as every other key is, in the dialog for that.
fn lost_key(flow: FlowHandle<Create>, id: AccessKeyId, error: Error) -> AnyView {
    let model = KeysModel::expect();
    let glyph = named_key_glyph(&id);
    vec![
        glyph,
        verdict(
            "A key was created, and it may be yours.",
            "The response to your request did not arrive. If this key is yours, its secret is lost \
             and the key cannot be used: delete it, then create another. It may also be someone \
             else's, so check first that nothing uses it.",
        ),
        cells::last_use_line(move || model.row(&id)),
        past_failure(error),
        unaccounted(flow),
        buttons(flow, Some(("Delete this key…", || Event::DeleteLost))),
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
