//! Both halves of the new key, to be read and copied.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{clipboard, document, focus};
use crate::ui::context::clipboard_guard::ClipboardGuard;
use crate::ui::context::lock::Lock;
use crate::ui::features::clipboard_notice::clipboard_notice;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::element::{EmptyElement, button, el, listener, on_click};
use crate::ui::widgets::private::private;
use keycutter_core::flows::create::{self, Create, Created};
use keycutter_core::keys::{AccessKeyId, NewAccessKey};

/// What is copied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// `Access Key ID`.
    Id,
    /// `Secret Access Key`.
    Secret,
    /// Both at once.
    Both,
}

const COPIED: &str = "Copied.";
const REFUSED: &str = "The browser blocked copying. Select the text and copy it yourself.";

/// Two readonly text fields with their buttons.
#[derive(Clone, Copy)]
struct CopyFields {
    flow: FlowHandle<Create>,
    clip: ClipboardGuard,
    /// What came of copying, where the clipboard's guard does not know it.
    outcome: LocalSignal<Option<&'static str>>,
    copying: SingleFlight,
}

/// The fields of the key that the flow holds, and what came of copying.
pub fn copy_fields(flow: FlowHandle<Create>) -> AnyView {
    let fields = CopyFields {
        flow,
        clip: Lock::expect().clip(),
        outcome: LocalSignal::new(None),
        copying: SingleFlight::new(),
    };
    vec![
        fields.field(Part::Id, "Access Key ID", "new-id"),
        fields.field(Part::Secret, "Secret Access Key", "new-secret"),
        el("div")
            .child(fields.copy_button(Part::Both, "Copy both", None))
            .child(
                el("div")
                    .attr("class", "field-hint field-after")
                    .attr("id", "new-copied")
                    .child(clipboard_notice(fields.clip, fields.outcome)),
            )
            .into_any(),
    ]
    .into_any()
}

impl CopyFields {
    fn field(self, part: Part, label: &'static str, id: &'static str) -> AnyView {
        let label_id = format!("{id}-label");
        let copy = self.copy_button(part, "Copy", Some(label_id.clone()));
        el("div")
            .attr("class", "field")
            .child(
                el("label")
                    .attr("class", "field-label")
                    .attr("id", label_id)
                    .attr("for", id)
                    .child(label),
            )
            .child(
                el("div")
                    .attr("class", "field-row")
                    .child(self.input(part).attr("id", id))
                    .child(copy),
            )
            .into_any()
    }

    fn copy_button(self, part: Part, label: &'static str, of: Option<String>) -> AnyView {
        button("button")
            .attr("aria-describedby", of)
            .add_any_attr(on_click(move || self.copy(part)))
            .child(label)
            .into_any()
    }

    /// A text area, since the text of an input does not wrap: on a phone the whole secret is to be
    /// seen.
    fn input(self, part: Part) -> EmptyElement {
        private("textarea")
            .attr("class", "input input-mono input-copy")
            .attr("rows", "1")
            .attr("readonly", "")
            .attr("aria-describedby", "new-copied")
            .prop("value", self.read(part, str::to_owned).unwrap_or_default())
            // Selected and copied by hand is copied as well.
            .add_any_attr(listener("copy", move |event: Event| {
                if focus::is_all_selected(&event)
                    && let Some(id) = self.key_id()
                {
                    self.note_copied(part, id);
                }
            }))
    }

    fn copy(self, part: Part) {
        let (Some(id), Some(writing)) = (self.key_id(), self.read(part, clipboard::write)) else {
            return;
        };
        self.copying.start(async move {
            match writing.await {
                Ok(()) => self.note_copied(part, id),
                Err(_) => self.outcome.set(Some(REFUSED)),
            }
        });
    }

    /// The key is named, since it may be gone from the screen before the browser answers.
    fn note_copied(self, part: Part, id: AccessKeyId) {
        document::scroll_into_view("#new-copied");
        if part == Part::Id {
            self.outcome.set(Some(COPIED));
            return self.clip.note_other();
        }
        self.outcome.set(None);
        self.clip.note_secret();
        self.flow.dispatch(create::Event::Copied(id));
    }

    fn key_id(self) -> Option<AccessKeyId> {
        self.new_key(|new| new.key.id.clone())
    }

    /// Reads the text. The only lasting copy of the secret stays where it is.
    fn read<T>(self, part: Part, read: impl FnOnce(&str) -> T) -> Option<T> {
        self.new_key(|new| match part {
            Part::Id => read(new.key.id.as_str()),
            Part::Secret => read(new.secret.expose()),
            Part::Both => read(new.both().expose()),
        })
    }

    fn new_key<T>(self, read: impl FnOnce(&NewAccessKey) -> T) -> Option<T> {
        let new_key = |flow: &Create| flow.created().map(Created::new_key).map(read);
        self.flow.with_untracked(new_key).flatten()
    }
}
