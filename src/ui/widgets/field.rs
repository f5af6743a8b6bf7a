//! Labelled text fields.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::environment;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{
    EmptyElement, button, dynamic_attr, dynamic_text, dynamic_value, el, listener, on_click,
};
use crate::ui::widgets::private::{hide_when_away, private};
use keycutter_core::Secret;

/// The text of a field. It is wiped when it changes, whatever the field is for: a secret may be
/// typed into the wrong one.
#[derive(Clone, Copy)]
pub struct FieldState(LocalSignal<Secret>);

impl FieldState {
    /// A field with a text in it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(LocalSignal::new(Secret::from(text.into())))
    }

    /// Sets another text.
    pub fn set(self, text: Secret) {
        self.0.set(text);
    }

    /// Takes the text out; the next [`FieldState::set`] notifies those who follow it.
    pub fn take(self) -> Secret {
        self.0.take()
    }

    /// Reads the text, without following its changes.
    pub fn read<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.0.with_untracked(|text| read(text.expose()))
    }

    /// Reads the text and follows its changes.
    pub fn follow<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.0.with(|text| read(text.expose()))
    }

    /// The text as the element's `value`.
    pub fn value(self) -> String {
        self.follow(str::to_owned)
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
    problem: Problem,
    on_edit: Callback<()>,
    fix: Option<Fix>,
}

/// What is wrong with the text, if anything; followed.
type Problem = Arc<dyn Fn() -> Option<&'static str> + Send + Sync>;

/// Renders what can be done about a problem.
type Fix = Box<dyn Fn() -> AnyView + Send>;

/// A field: its label, which is the accessible name, its element id, and what it holds.
pub fn field(label: &'static str, id: &'static str, state: FieldState) -> Field {
    Field {
        label,
        id,
        state,
        is_secret: false,
        hint: "",
        list: "",
        is_of_pair: false,
        problem: Arc::new(|| None),
        on_edit: Callback::new(|()| ()),
        fix: None,
    }
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

    /// What is wrong with it, if anything.
    pub fn problem(
        self,
        problem: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    ) -> Self {
        Self { problem: Arc::new(problem), ..self }
    }

    /// Called when the person changes the text.
    pub fn on_edit(self, on_edit: impl Fn() + Send + Sync + 'static) -> Self {
        Self { on_edit: Callback::new(move |()| on_edit()), ..self }
    }

    /// What can be done about a problem, where that takes more than a sentence.
    pub fn fix(self, fix: impl Fn() -> AnyView + Send + 'static) -> Self {
        Self { fix: Some(Box::new(fix)), ..self }
    }

    fn view(self) -> AnyView {
        let Self { label, id, state, is_secret, hint, list, is_of_pair, problem, on_edit, fix } =
            self;
        let is_shown = LocalSignal::new(!is_secret);
        if is_secret {
            let is_on_screen = move || is_shown.try_get_untracked() == Some(true);
            hide_when_away(is_on_screen, move || is_shown.set(false));
        }
        let about = format!("{id}-about");
        let is_invalid = Arc::clone(&problem);
        let below = el("div")
            .attr("class", is_of_pair.then_some("field-wide"))
            .attr("id", about.clone())
            .child(dynamic(move || below(problem(), hint, fix.as_ref())));
        let input = input(id, state, is_shown, on_edit)
            .add_any_attr(dynamic_attr("aria-invalid", move || is_invalid().map(|_| "true")))
            .attr("aria-describedby", about)
            .attr("list", (!list.is_empty()).then_some(list));
        let label_id = format!("{id}-label");
        let toggle = is_secret.then(|| secret_toggle(label_id.clone(), id, is_shown));
        let field = el("div")
            .attr("class", "field")
            .child(
                el("label")
                    .attr("class", "field-label")
                    .attr("id", label_id)
                    .attr("for", id)
                    .child(label),
            )
            .child(el("div").attr("class", "field-row").child(input).child(toggle));
        if is_of_pair {
            vec![field.into_any(), below.into_any()].into_any()
        } else {
            field.child(below).into_any()
        }
    }
}

impl IntoRender for Field {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

/// The text input; masked unless it is shown.
fn input(
    id: &'static str,
    state: FieldState,
    is_shown: LocalSignal<bool>,
    on_edit: Callback<()>,
) -> EmptyElement {
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
        .add_any_attr(dynamic_attr("class", class))
        .attr("id", id)
        .add_any_attr(dynamic_attr("type", kind))
        .add_any_attr(dynamic_value(move || state.value()))
        .add_any_attr(listener("input", move |event: Event| {
            state.set(Secret::from(event_target_value(&event)));
            on_edit.run(());
        }))
}

/// The problem with what can be done about it, or the hint.
fn below(problem: Option<&'static str>, hint: &'static str, fix: Option<&Fix>) -> AnyView {
    match problem {
        Some(problem) => {
            vec![field_note("field-problem", problem), fix.map(|fix| fix()).into_any()].into_any()
        }
        None if hint.is_empty() => ().into_any(),
        None => field_note("field-hint", hint),
    }
}

/// A sentence below a field, or below a button that checks one.
pub fn field_note(class: &'static str, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    el("p").attr("class", class).child(text).into_any()
}

/// Shows and hides the secret in the field of this element id, whose label describes the button.
fn secret_toggle(label_id: String, id: &'static str, is_shown: LocalSignal<bool>) -> AnyView {
    button("button")
        .attr("aria-controls", id)
        .attr("aria-describedby", label_id)
        .add_any_attr(on_click(move || is_shown.update(|is_shown| *is_shown = !*is_shown)))
        .child(dynamic_text(move || if is_shown.get() { "Hide" } else { "Show" }))
        .into_any()
}
