//! Labelled text fields.

use std::cell::Cell;

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{environment, events};
use crate::ui::context::announcer::Announcer;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::Child;
use crate::ui::widgets::el::El;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::Secret;

/// A text field's state: what is typed, and what is wrong with it. Any field's text is wiped when
/// it changes, so a secret typed into the wrong one is no worse off.
#[derive(Clone, Copy)]
pub struct FieldState {
    text: LocalSignal<Secret>,
    problem: LocalSignal<&'static str>,
}

impl FieldState {
    /// A field with something in it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: LocalSignal::new(Secret::from(text.into())), problem: LocalSignal::new("") }
    }

    /// Puts something else in, which counts as mending what was wrong.
    pub fn set(self, text: Secret) {
        self.text.set(text);
        self.problem.set("");
    }

    /// Takes the text out; the next [`FieldState::set`] tells those who follow it.
    pub fn take(self) -> Secret {
        self.text.take()
    }

    /// Marks what is wrong, or that nothing is.
    pub fn mark(self, problem: Option<&'static str>) {
        self.problem.set(problem.unwrap_or_default());
    }

    /// Reads the text, without following its changes.
    pub fn read<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.text.with_untracked(|text| read(text.expose()))
    }

    /// The text as the element's `value`.
    pub fn value(self) -> String {
        self.text.with(|text| text.expose().to_owned())
    }
}

/// One line of text with its label, and below it what is wrong.
pub struct Field {
    label: &'static str,
    id: &'static str,
    typed: FieldState,
    secret: bool,
    hint: &'static str,
    list: &'static str,
    wide: bool,
    mend: Option<Mend>,
}

/// Draws what can be done about what is wrong, or nothing.
type Mend = Box<dyn Fn() -> AnyView + Send>;

/// A field: its label, which is the accessible name, its element id, and what it holds.
pub fn field(label: &'static str, id: &'static str, typed: FieldState) -> Field {
    Field { label, id, typed, secret: false, hint: "", list: "", wide: false, mend: None }
}

impl Field {
    /// Holds a secret: it is masked, has a toggle, and is kept away from password managers.
    pub fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Something to know beforehand.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The element id of a list of suggestions.
    pub fn list(self, list: &'static str) -> Self {
        Self { list, ..self }
    }

    /// One of a pair: what is said of it goes below both, and is as wide as they are.
    pub fn of_pair(self) -> Self {
        Self { wide: true, ..self }
    }

    /// What can be done about what is wrong, where that takes more than a sentence.
    pub fn mend(self, mend: impl Fn() -> AnyView + Send + 'static) -> Self {
        Self { mend: Some(Box::new(mend)), ..self }
    }
}

impl Child for Field {
    fn put_in(self, element: El) -> El {
        element.child(drawn(self))
    }
}

/// What keeps others' hands off a field: the browser's memory, correction and prediction, which may
/// ask a server, and password managers, each by the name it goes by.
const PRIVATE: [(&str, &str); 11] = [
    ("autocomplete", "off"),
    ("autocapitalize", "off"),
    ("autocorrect", "off"),
    ("spellcheck", "false"),
    ("writingsuggestions", "false"),
    ("translate", "no"),
    ("data-1p-ignore", "true"),
    ("data-lpignore", "true"),
    ("data-bwignore", "true"),
    ("data-form-type", "other"),
    ("data-protonpass-ignore", "true"),
];

/// A field that nobody reads along in.
pub fn private(tag: &'static str) -> El {
    PRIVATE.into_iter().fold(el(tag), |element, (name, value)| element.attr(name, value))
}

/// Hides a secret that is shown as soon as something else has the keyboard, and says so to whoever
/// comes back: a screen reader passes over what is said in a window that is not in front.
pub fn hide_when_away(shown: LocalSignal<bool>) {
    let announcer = Announcer::expect();
    let was_shown = Cell::new(false);
    let changed = move |_: &Event| {
        if shown.try_get_untracked() == Some(true) {
            shown.set(false);
            was_shown.set(true);
            // So that the same words are news again.
            announcer.say("");
        } else if was_shown.get() && environment::is_visible() {
            was_shown.set(false);
            announcer.say("The secret was hidden meanwhile.");
        }
    };
    // Lives as long as what is shown.
    HandleSlot::new(events::listen(events::AWAY_AND_BACK, Box::new(changed)));
}

fn drawn(field: Field) -> AnyView {
    let Field { label, id, typed, secret, hint, list, wide, mend } = field;
    let shown = LocalSignal::new(!secret);
    if secret {
        hide_when_away(shown);
    }
    // A password field would offer the secret to the browser's password store.
    let masks_text = environment::can_mask_text();
    let about = format!("{id}-about");
    let class = move || {
        if shown.get() || !masks_text {
            "input input-mono"
        } else {
            "input input-mono input-masked"
        }
    };
    let below = dynamic(move || match (typed.problem.get(), hint) {
        (problem, _) if !problem.is_empty() => {
            let mend = mend.as_ref().map(|mend| mend());
            vec![said("field-problem", problem), mend.into_any()].into_any()
        }
        (_, "") => ().into_any(),
        (_, hint) => said("field-hint", hint),
    });
    let below = el("div")
        .attr("class", wide.then_some("field-wide"))
        .attr("id", about.clone())
        .child(below);
    let field = el("div")
        .class("field")
        .child(el("label").class("field-label").attr("for", id).child(label))
        .child(
            el("div")
                .class("field-row")
                .child(
                    private("input")
                        .dynamic_attr("class", class)
                        .attr("id", id)
                        .dynamic_attr("type", move || {
                            if masks_text || shown.get() { "text" } else { "password" }
                        })
                        .dynamic_value(move || typed.value())
                        .dynamic_attr("aria-invalid", move || {
                            (!typed.problem.get().is_empty()).then_some("true")
                        })
                        .attr("aria-describedby", about)
                        .attr("list", (!list.is_empty()).then_some(list))
                        .on("input", move |event: Event| {
                            typed.set(Secret::from(event_target_value(&event)));
                        }),
                )
                .child(secret.then(|| toggle(label, id, shown))),
        );
    if wide { vec![field.view(), below.view()].into_any() } else { field.child(below).view() }
}

/// Something said below a field, or below a button that checks one.
pub fn said(class: &'static str, text: impl Child) -> AnyView {
    el("p").class(class).child(text).view()
}

/// Shows and hides a secret.
fn toggle(
    // The field's label.
    label: &'static str,
    // The field's element id.
    id: &'static str,
    // Whether it is shown.
    shown: LocalSignal<bool>,
) -> AnyView {
    let about = format!("{id}-toggle");
    vec![
        button("button")
            .attr("aria-controls", id)
            .attr("aria-describedby", about.clone())
            .on_click(move || shown.update(|shown| *shown = !*shown))
            .dynamic_text(move || if shown.get() { "Hide" } else { "Show" })
            .view(),
        el("span").class("visually-hidden").attr("id", about).child(label).view(),
    ]
    .into_any()
}
