//! Labelled text fields.

use leptos::prelude::*;

use super::branch::branch;
use crate::Secret;
use crate::browser::page;

/// A text field's state: what is typed, and what is wrong with it. Any field's text is wiped when
/// it changes, so a secret typed into the wrong one is no worse off.
#[derive(Clone, Copy)]
pub struct Typed {
    text: RwSignal<Secret>,
    problem: RwSignal<Option<&'static str>>,
}

impl Typed {
    /// A field with something in it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: RwSignal::new(Secret::from(text.into())), problem: RwSignal::new(None) }
    }

    /// Puts something else in, which counts as mending what was wrong.
    pub fn set(self, text: Secret) {
        self.text.try_set(text);
        self.problem.try_set(None);
    }

    /// Marks what is wrong, or that nothing is.
    pub fn mark(self, problem: Option<&'static str>) {
        self.problem.set(problem);
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
///
/// A secret is masked, has a toggle, and is kept away from password managers.
#[component]
pub fn Field(
    /// The label, which is the accessible name.
    label: &'static str,
    /// The element id.
    id: &'static str,
    /// What it holds.
    typed: Typed,
    /// Whether it holds a secret.
    #[prop(optional)]
    secret: bool,
    /// Something to know beforehand.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(!secret);
    // A password field would offer the secret to the browser's password store.
    let masks_text = page::can_mask_text();
    let about = format!("{id}-about");
    let class = move || {
        if shown.get() || !masks_text {
            "input input-mono"
        } else {
            "input input-mono input-masked"
        }
    };
    let below = branch(move || match (typed.problem.get(), hint) {
        (Some(problem), _) => view! { <p class="field-problem">{problem}</p> }.into_any(),
        (None, "") => ().into_any(),
        (None, hint) => view! { <p class="field-hint">{hint}</p> }.into_any(),
    });
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
            </label>
            <div class="field-row">
                <input
                    class=class
                    id=id
                    type=move || if masks_text || shown.get() { "text" } else { "password" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    translate="no"
                    data-1p-ignore="true"
                    data-lpignore="true"
                    data-bwignore="true"
                    prop:value=move || typed.value()
                    aria-invalid=move || typed.problem.get().map(|_| "true")
                    aria-describedby=about.clone()
                    on:input=move |event| typed.set(Secret::from(event_target_value(&event)))
                />
                {secret.then(|| view! { <Toggle label=label id=id shown=shown /> }.into_any())}
            </div>
            <div id=about>{below}</div>
        </div>
    }
}

/// Shows and hides a secret.
#[component]
fn Toggle(
    /// The field's label.
    label: &'static str,
    /// The field's element id.
    id: &'static str,
    /// Whether it is shown.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let about = format!("{id}-toggle");
    view! {
        <button
            class="button"
            type="button"
            aria-controls=id
            aria-describedby=about.clone()
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {move || if shown.get() { "Hide" } else { "Show" }}
        </button>
        <span class="visually-hidden" id=about>
            {label}
        </span>
    }
}
