//! The view of the paste box.

use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent};

use crate::browser::{document, events};
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::paste::outcome::Outcome;
use crate::ui::screens::unlock::paste::profiles::{filled, profiles};
use crate::ui::screens::unlock::paste::{BOX, Pasting, Read};
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, el, listener, on_click};
use crate::ui::widgets::field::field_note;
use crate::ui::widgets::private::private;
use keycutter_core::messages;

/// The box, and below it what came of the last text.
pub fn paste_box(pasting: Pasting) -> AnyView {
    let on_drag = move |event: &Event| pasting.drag(event);
    HandleSlot::new(events::listen(events::DRAGS, Box::new(on_drag)));
    HandleSlot::new(events::listen(events::PASTES, Box::new(move |event| pasting.catch(event))));
    let outcome = dynamic(move || pasting.outcome.with(outcome));
    vec![
        el("div")
            .attr("class", "field")
            .child(
                el("div")
                    .attr("class", "field-head")
                    .child(
                        el("label")
                            .attr("class", "field-label")
                            .attr("for", BOX)
                            .child("Paste credentials"),
                    )
                    .child(open_file(pasting)),
            )
            .child(text_area(pasting))
            .child(el("div").attr("id", "paste-about").attr("role", "status").child(outcome))
            .into_any(),
        profiles(pasting),
        endpoint_offer(pasting),
    ]
    .into_any()
}

fn text_area(pasting: Pasting) -> AnyView {
    let read = move |text_area: HtmlTextAreaElement, note: fn(Pasting, &str, Read) -> bool| {
        pasting.with_reader(move |reader| {
            let text = text_area.value();
            // Some engines fire `change` as they remove the box with its screen.
            if pasting.is_gone() || note(pasting, &text, (reader.read)(&text)) {
                text_area.set_value("");
            }
        });
    };
    // Typed text is read once it is complete: half of it may look like something else.
    let on_input = move |event: InputEvent| {
        let kind = event.input_type();
        if !kind.starts_with("insertText") {
            let is_whole = kind.starts_with("insertFrom");
            read(event_target(&event), if is_whole { Pasting::take_in } else { Pasting::note });
        }
    };
    // What is found moves the button that is being pressed, and the click would miss it. So a text
    // that is complete because something is pressed is read at the click, before the button's form
    // is submitted.
    let is_pressing = LocalSignal::new(false);
    let unread = LocalSignal::new(None::<HtmlTextAreaElement>);
    let on_change = move |event: Event| {
        if is_pressing.try_get_untracked() == Some(true) {
            unread.set(Some(event_target(&event)));
        } else {
            read(event_target(&event), Pasting::note);
        }
    };
    let on_press = move |event: &Event| {
        is_pressing.set(event.type_() == "pointerdown");
        if event.type_() == "click"
            && let Some(text_area) = unread.take()
        {
            read(text_area, Pasting::note);
        }
    };
    HandleSlot::new(events::listen(events::PRESSES, Box::new(on_press)));
    private("textarea")
        .attr("class", "input input-mono input-paste")
        .attr("id", BOX)
        .attr("rows", "2")
        .attr("placeholder", "Environment lines, JSON, or a key file")
        .attr("aria-describedby", "paste-about")
        .add_any_attr(listener("input", on_input))
        .add_any_attr(listener("change", on_change))
        .into_any()
}

/// What is said of an outcome.
fn outcome(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::Nothing => ().into_any(),
        Outcome::Waiting => field_note("field-found", "Reading…"),
        Outcome::NotLoaded => field_note(
            "field-problem",
            "A part of this page could not be loaded. Check the connection and paste again, or fill in the fields.",
        ),
        Outcome::One(found) => filled(found),
        Outcome::Several(found, _) => {
            field_note("field-found", messages::paste::several(found.len()))
        }
        Outcome::Missed(reason) => {
            field_note("field-problem", messages::paste::not_understood(*reason))
        }
        Outcome::Unreadable(reason) => {
            field_note("field-problem", messages::paste::unreadable(*reason))
        }
    }
}

/// The offer to use the server that the text names.
fn endpoint_offer(pasting: Pasting) -> AnyView {
    let url = LocalMemo::new(move || {
        pasting.outcome.with(|outcome| outcome.filled()?.endpoint_url.clone())
    });
    dynamic(move || {
        let offer = url.get().filter(|url| !pasting.form.has_endpoint(url)).map(|url| {
            let label = messages::paste::endpoint_offer(&url);
            button("button")
                .add_any_attr(on_click(move || pasting.form.use_endpoint(&url)))
                .child(label)
                .into_any()
        });
        offer.into_any()
    })
}

/// The button that opens a file.
fn open_file(pasting: Pasting) -> AnyView {
    let on_change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            pasting.read_file(file);
        }
        // So that choosing the same file again is a change.
        input.set_value("");
    };
    vec![
        button("button button-bare")
            .add_any_attr(on_click(|| document::click("file")))
            .child("Open file…")
            .into_any(),
        el("input")
            .attr("id", "file")
            .attr("type", "file")
            .attr("hidden", "")
            .add_any_attr(listener("change", on_change))
            .into_any(),
    ]
    .into_any()
}
