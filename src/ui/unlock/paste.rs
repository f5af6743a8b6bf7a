//! The box that takes any known format, pasted, dropped or opened.

use leptos::prelude::*;
use web_sys::{Event, File, HtmlInputElement, HtmlTextAreaElement};

use super::form::Form;
use crate::browser::{file, page};
use crate::formats::paste::{self, NotUnderstood};
use crate::ui::parts::branch::branch;

/// Larger than any file of credentials, small enough to read at once.
const LARGEST_FILE: f64 = 1_000_000.0;

/// What came of the last text.
#[derive(Clone, Copy)]
enum Outcome {
    /// Nothing was tried, or the text has gone again.
    None,
    /// An access key was found in this kind of text.
    Found(&'static str),
    /// None was found.
    Missed(NotUnderstood),
    /// The file could not be read as text.
    Unreadable,
}

/// Takes text in and fills the form.
#[derive(Clone, Copy)]
pub struct Pasting {
    form: Form,
    outcome: RwSignal<Outcome>,
}

impl Pasting {
    /// Nothing pasted yet.
    pub fn new(form: Form) -> Self {
        Self { form, outcome: RwSignal::new(Outcome::None) }
    }

    /// Reads text. Whether it was understood, and so may be cleared away.
    fn read(self, text: &str) -> bool {
        let outcome = match paste::read(text) {
            _ if text.trim().is_empty() => Outcome::None,
            Ok(found) => {
                let source = found.source;
                self.form.fill(found);
                Outcome::Found(source)
            }
            Err(missed) => Outcome::Missed(missed),
        };
        self.outcome.try_set(outcome);
        matches!(outcome, Outcome::Found(_))
    }

    /// Reads a file the person chose or dropped.
    pub fn read_file(self, file: File) {
        if file.size() > LARGEST_FILE {
            self.outcome.set(Outcome::Unreadable);
            return;
        }
        leptos::task::spawn_local(async move {
            match file::read_text(&file).await {
                Ok(text) => {
                    self.read(&text);
                }
                Err(_) => {
                    self.outcome.try_set(Outcome::Unreadable);
                }
            }
        });
    }
}

/// The box itself, and what came of the last text.
#[component]
pub fn PasteBox(
    /// Where text goes.
    pasting: Pasting,
) -> impl IntoView {
    let on_input = move |event: Event| {
        let target: HtmlTextAreaElement = event_target(&event);
        if pasting.read(&target.value()) {
            target.set_value("");
        }
    };
    let status = branch(move || {
        match pasting.outcome.get() {
        Outcome::None => ().into_any(),
        Outcome::Found(source) => {
            let text = format!("Found an access key in {source}.");
            view! { <p class="field-found">{text}</p> }.into_any()
        }
        Outcome::Missed(missed) => view! { <p class="field-problem">{missed.message()}</p> }.into_any(),
        Outcome::Unreadable => {
            view! { <p class="field-problem">"This file could not be read as text. Open it in an editor and paste what it says."</p> }
                .into_any()
        }
    }
    });
    view! {
        <div class="field">
            <label class="field-label" for="paste">
                "Paste credentials"
            </label>
            <textarea
                class="input input-mono input-paste"
                id="paste"
                rows="3"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                translate="no"
                placeholder="A key file or an export … block. Or drop a file anywhere here."
                aria-describedby="paste-about"
                on:input=on_input
            />
            <div id="paste-about" role="status">
                {status}
            </div>
        </div>
    }
}

/// The button that opens a file.
#[component]
pub fn OpenFile(
    /// Where its text goes.
    pasting: Pasting,
) -> impl IntoView {
    let on_change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            pasting.read_file(file);
        }
        // So that choosing the same file again counts as a change.
        input.set_value("");
    };
    view! {
        <button class="button button-bare buttons-end" type="button" on:click=|_| page::click("file")>
            "Open file…"
        </button>
        <input id="file" type="file" hidden on:change=on_change />
    }
}
