//! The choice among several sets of credentials; none is taken unasked.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::clock;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::screens::unlock::paste::Pasting;
use crate::ui::screens::unlock::paste::outcome::{Filled, Outcome};
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{dynamic_attr, el, listener};
use crate::ui::widgets::field::field_note;
use keycutter_core::messages;

/// The choice, while there is one.
pub fn profiles(pasting: Pasting) -> AnyView {
    let labels = LocalMemo::new(move || {
        let now = clock::now();
        pasting.outcome.with(|outcome| match outcome {
            Outcome::Several(found, _) => {
                found.iter().map(|found| messages::paste::label(found, now)).collect()
            }
            _ => Vec::new(),
        })
    });
    dynamic(move || match labels.get() {
        labels if labels.is_empty() => ().into_any(),
        labels => choice(pasting, labels),
    })
}

fn choice(pasting: Pasting, labels: Vec<String>) -> AnyView {
    let option = |(index, label): (usize, String)| {
        el("option").attr("value", index.to_string()).child(label).into_any()
    };
    let on_change = move |event: Event| {
        if let Ok(index) = event_target_value(&event).parse() {
            pasting.choose(index);
        }
    };
    let chosen = dynamic(move || {
        pasting.outcome.with(|outcome| match outcome {
            Outcome::Several(_, Some(chosen)) => filled(chosen),
            _ if pasting.is_choice_missed.get() => {
                field_note("field-problem", messages::paste::CHOOSE)
            }
            _ => ().into_any(),
        })
    });
    el("div")
        .attr("class", "field")
        .child(el("label").attr("class", "field-label").attr("for", "profile").child("Profile"))
        .child(
            el("select")
                .attr("class", "input")
                .attr("id", "profile")
                .attr("aria-describedby", "profile-about")
                .add_any_attr(dynamic_attr("aria-invalid", move || {
                    pasting.is_choice_missed.get().then_some("true")
                }))
                .add_any_attr(listener("change", on_change))
                .child(el("option").attr("value", "").child("Choose…"))
                .child(labels.into_iter().enumerate().map(option).collect::<Vec<_>>()),
        )
        .child(el("div").attr("id", "profile-about").attr("role", "status").child(chosen))
        .into_any()
}

/// What is said of what filled the form.
pub fn filled(filled: &Filled) -> AnyView {
    let class = if filled.is_example { "field-problem" } else { "field-found" };
    field_note(class, filled.text.clone())
}
