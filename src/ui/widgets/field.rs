//! Labelled text fields.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::environment;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::{Child, El, button, el};
use crate::ui::widgets::private::{hide_when_away, private};
use keycutter_core::Secret;

/// What a text field holds, and what is wrong with it. The text of every field is wiped when it
/// changes: a secret may be typed into the wrong one.
#[derive(Clone, Copy)]
pub struct FieldState {
    text: LocalSignal<Secret>,
    problem: LocalSignal<&'static str>,
}

impl FieldState {
    /// A field with a text in it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: LocalSignal::new(Secret::from(text.into())), problem: LocalSignal::new("") }
    }

    /// Sets another text, of which no problem is known.
    pub fn set(self, text: Secret) {
        self.text.set(text);
        self.problem.set("");
    }

    /// Takes the text out; the next [`FieldState::set`] notifies those who follow it.
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

    fn is_invalid(self) -> bool {
        !self.problem.get().is_empty()
    }
}

/// One line of text with its label, and below it what is wrong or, before that, a hint.
pub struct Field {
    label: &'static str,
    id: &'static str,
    state: FieldState,
    is_secret: bool,
    hint: &'static str,
    list: &'static str,
    is_of_pair: bool,
    fix: Option<Fix>,
}

/// Renders what can be done about a problem.
type Fix = Box<dyn Fn() -> AnyView + Send>;

/// A field: its label, which is the accessible name, its element id, and what it holds.
pub fn field(label: &'static str, id: &'static str, state: FieldState) -> Field {
    Field { label, id, state, is_secret: false, hint: "", list: "", is_of_pair: false, fix: None }
}

impl Field {
    /// Holds a secret: it is masked, has a toggle, and is kept away from password managers.
    pub fn secret(self) -> Self {
        Self { is_secret: true, ..self }
    }

    /// Something to know beforehand.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The element id of a list of suggestions.
    pub fn list(self, list: &'static str) -> Self {
        Self { list, ..self }
    }

    /// One of two fields in a row: what is said of it stands below both, as wide as they are.
    pub fn of_pair(self) -> Self {
        Self { is_of_pair: true, ..self }
    }

    /// What can be done about a problem, where that takes more than a sentence.
    pub fn fix(self, fix: impl Fn() -> AnyView + Send + 'static) -> Self {
        Self { fix: Some(Box::new(fix)), ..self }
    }

    fn view(self) -> AnyView {
        let Self { label, id, state, is_secret, hint, list, is_of_pair, fix } = self;
        let is_shown = LocalSignal::new(!is_secret);
        if is_secret {
            let is_on_screen = move || is_shown.try_get_untracked() == Some(true);
            hide_when_away(is_on_screen, move || is_shown.set(false));
        }
        let about = format!("{id}-about");
        let below = el("div")
            .attr("class", is_of_pair.then_some("field-wide"))
            .attr("id", about.clone())
            .child(dynamic(move || below(state, hint, fix.as_ref())));
        let input = input(id, state, is_shown)
            .attr("aria-describedby", about)
            .attr("list", (!list.is_empty()).then_some(list));
        let toggle = is_secret.then(|| secret_toggle(label, id, is_shown));
        let field = el("div")
            .class("field")
            .child(el("label").class("field-label").attr("for", id).child(label))
            .child(el("div").class("field-row").child(input).child(toggle));
        if is_of_pair {
            vec![field.view(), below.view()].into_any()
        } else {
            field.child(below).view()
        }
    }
}

impl Child for Field {
    fn append_to(self, element: El) -> El {
        element.child(self.view())
    }
}

/// The text input; masked unless it is shown.
fn input(id: &'static str, state: FieldState, is_shown: LocalSignal<bool>) -> El {
    // A password field would offer the secret to the browser's password store.
    let can_mask = environment::can_mask_text();
    let class = move || {
        if is_shown.get() || !can_mask {
            "input input-mono"
        } else {
            "input input-mono input-masked"
        }
    };
    let kind = move || if can_mask || is_shown.get() { "text" } else { "password" };
    private("input")
        .dynamic_attr("class", class)
        .attr("id", id)
        .dynamic_attr("type", kind)
        .dynamic_value(move || state.value())
        .dynamic_attr("aria-invalid", move || state.is_invalid().then_some("true"))
        .on("input", move |event: Event| state.set(Secret::from(event_target_value(&event))))
}

/// The problem with what can be done about it, or the hint.
fn below(state: FieldState, hint: &'static str, fix: Option<&Fix>) -> AnyView {
    match state.problem.get() {
        "" if hint.is_empty() => ().into_any(),
        "" => field_note("field-hint", hint),
        problem => {
            vec![field_note("field-problem", problem), fix.map(|fix| fix()).into_any()].into_any()
        }
    }
}

/// A sentence below a field, or below a button that checks one.
pub fn field_note(class: &'static str, text: impl Child) -> AnyView {
    el("p").class(class).child(text).view()
}

/// Shows and hides the secret in the field of this label and element id.
fn secret_toggle(
    label: &'static str,
    id: &'static str,
    is_shown: LocalSignal<bool>,
) -> Vec<AnyView> {
    let about = format!("{id}-toggle");
    vec![
        button("button")
            .attr("aria-controls", id)
            .attr("aria-describedby", about.clone())
            .on_click(move || is_shown.update(|is_shown| *is_shown = !*is_shown))
            .dynamic_text(move || if is_shown.get() { "Hide" } else { "Show" })
            .view(),
        el("span").class("visually-hidden").attr("id", about).child(label).view(),
    ]
}
