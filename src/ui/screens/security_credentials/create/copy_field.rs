//! One half of the new key, to be read and copied.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{clipboard, focus};
use crate::ui::context::clipboard_guard::ClipboardGuard;
use crate::ui::context::lock::Lock;
use crate::ui::features::clipboard_notice::clipboard_notice;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{EmptyElement, button, el, listener, on_click};
use crate::ui::widgets::private::private;
use keycutter_core::flows::create::{self, Create, Created};
use keycutter_core::keys::{AccessKeyId, NewAccessKey};

/// Which half of the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// `Access Key ID`.
    Id,
    /// `Secret Access Key`.
    Secret,
}

/// What came of copying it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing yet.
    None,
    /// It is on the clipboard.
    Copied,
    /// The browser refused.
    Refused,
}

/// A readonly text field with the button `Copy`.
#[derive(Clone, Copy)]
pub struct CopyField {
    flow: FlowHandle<Create>,
    half: Half,
    clip: ClipboardGuard,
    outcome: LocalSignal<Outcome>,
    copying: SingleFlight,
}

impl CopyField {
    /// A field for one half of the key that the flow holds.
    pub fn new(flow: FlowHandle<Create>, half: Half) -> Self {
        Self {
            flow,
            half,
            clip: Lock::expect().clip(),
            outcome: LocalSignal::new(Outcome::None),
            copying: SingleFlight::new(),
        }
    }

    /// The field with its label, its button, and what came of copying.
    pub fn view(self) -> AnyView {
        let (label, id) = match self.half {
            Half::Id => ("Access Key ID", "new-id"),
            Half::Secret => ("Secret Access Key", "new-secret"),
        };
        let (about, outcome) = (format!("{id}-of"), format!("{id}-copied"));
        let copy = button("button")
            .attr("aria-describedby", about.clone())
            .add_any_attr(on_click(move || self.copy()))
            .child("Copy");
        let input = self.input().attr("id", id).attr("aria-describedby", outcome.clone());
        el("div")
            .attr("class", "field")
            .child(el("label").attr("class", "field-label").attr("for", id).child(label))
            .child(
                el("div").attr("class", "field-row").child(input).child(copy).child(
                    el("span").attr("class", "visually-hidden").attr("id", about).child(label),
                ),
            )
            .child(
                el("div")
                    .attr("class", "field-hint")
                    .attr("role", "status")
                    .attr("id", outcome)
                    .child(dynamic(move || self.outcome_text())),
            )
            .into_any()
    }

    fn input(self) -> EmptyElement {
        private("input")
            .attr("class", "input input-mono")
            .attr("type", "text")
            .attr("readonly", "")
            .prop("value", self.read(str::to_owned).unwrap_or_default())
            // Selected and copied by hand is copied as well.
            .add_any_attr(listener("copy", move |event: Event| {
                if focus::is_all_selected(&event)
                    && let Some(id) = self.key_id()
                {
                    self.note_copied(id);
                }
            }))
    }

    fn outcome_text(self) -> AnyView {
        match (self.outcome.get(), self.half) {
            (Outcome::Refused, _) => {
                "The browser blocked copying. Select the text and copy it yourself.".into_any()
            }
            (Outcome::Copied, Half::Id) => "Copied.".into_any(),
            (Outcome::None, Half::Id) => ().into_any(),
            (_, Half::Secret) => clipboard_notice(self.clip),
        }
    }

    fn copy(self) {
        let (Some(id), Some(writing)) = (self.key_id(), self.read(clipboard::write)) else {
            return;
        };
        self.copying.start(async move {
            match writing.await {
                Ok(()) => self.note_copied(id),
                Err(_) => self.outcome.set(Outcome::Refused),
            }
        });
    }

    /// The key is named, since it may be gone from the screen before the browser answers.
    fn note_copied(self, id: AccessKeyId) {
        self.outcome.set(Outcome::Copied);
        match self.half {
            Half::Id => self.clip.note_other(),
            Half::Secret => {
                self.clip.note_secret();
                self.flow.dispatch(create::Event::Copied(id));
            }
        }
    }

    fn key_id(self) -> Option<AccessKeyId> {
        self.new_key(|new| new.key.id.clone())
    }

    /// Reads the text. The only copy of the secret stays where it is.
    fn read<T>(self, read: impl FnOnce(&str) -> T) -> Option<T> {
        self.new_key(|new| match self.half {
            Half::Id => read(new.key.id.as_str()),
            Half::Secret => read(new.secret.expose()),
        })
    }

    fn new_key<T>(self, read: impl FnOnce(&NewAccessKey) -> T) -> Option<T> {
        let new_key = |flow: &Create| flow.created().map(Created::new_key).map(read);
        self.flow.with_untracked(new_key).flatten()
    }
}
