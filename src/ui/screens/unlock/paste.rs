//! The box that takes any known format, pasted, dropped or opened.

use leptos::prelude::*;
use web_sys::{Event, File, HtmlInputElement, HtmlTextAreaElement, InputEvent};

use crate::browser::{clock, document, events, file};
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::private;
use crate::ui::widgets::field::said;
use keycutter_core::formats::paste::{self, Found, LARGEST_FILE, NotUnderstood, Unreadable};
use keycutter_core::messages;

/// What came of the last text.
enum Outcome {
    /// Nothing was tried, or the text has gone again.
    None,
    /// Credentials were found, and are told in this sentence.
    Found(String),
    /// The example of AWS's documentation was found, and is told likewise.
    Example(String),
    /// More than one set was found: one is to be chosen.
    Several(Vec<Found>),
    /// None was found.
    Missed(NotUnderstood),
    /// The file was not read.
    Unreadable(Unreadable),
}

/// Takes text in and fills the form.
#[derive(Clone, Copy)]
pub struct Pasting {
    form: Form,
    outcome: LocalSignal<Outcome>,
    /// What came of choosing a profile.
    chosen: LocalSignal<Outcome>,
    /// Whether a file is being held over the page.
    dropping: LocalSignal<bool>,
}

impl Pasting {
    /// Nothing pasted yet.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            outcome: LocalSignal::new(Outcome::None),
            chosen: LocalSignal::new(Outcome::None),
            dropping: LocalSignal::new(false),
        }
    }

    /// Reads text. Whether it was understood, and so may be cleared away.
    fn read(self, text: &str) -> bool {
        let outcome = match paste::read(text) {
            _ if text.trim().is_empty() => Outcome::None,
            Ok(found) => match found.as_slice() {
                [found] => self.fill(found),
                _ => Outcome::Several(found),
            },
            Err(missed) => Outcome::Missed(missed),
        };
        // Beside one half there may stand the other, cut short: that is the person's to see.
        let is_half = matches!(outcome, Outcome::Found(_)) && !self.form.missing().is_empty();
        let understood = match outcome {
            Outcome::None | Outcome::Missed(_) => false,
            _ => !is_half || text.split_whitespace().nth(1).is_none(),
        };
        self.chosen.set(Outcome::None);
        self.outcome.set(outcome);
        understood
    }

    /// Fills the form, and tells with what.
    fn fill(self, found: &Found) -> Outcome {
        self.form.fill(found);
        let told = messages::paste::found(found, clock::now());
        if found.is_example() {
            Outcome::Example(told)
        } else {
            Outcome::Found(told + self.form.missing())
        }
    }

    /// The fields tell what is wrong from now on.
    pub fn leave_to_fields(self) {
        for outcome in [self.outcome, self.chosen] {
            if outcome.with_untracked(|outcome| matches!(outcome, Outcome::Example(_))) {
                outcome.set(Outcome::None);
            }
        }
    }

    /// Whether a file is being held over the page.
    pub fn is_dropping(self) -> bool {
        self.dropping.get()
    }

    /// Heeds a file that is dragged over the page, or dropped on it.
    fn drag(self, event: &Event) {
        let over = event.type_() == "dragover" && file::is_dragged(event);
        if self.dropping.get_untracked() != over {
            self.dropping.set(over);
        }
        if let Some(file) = file::dropped(event) {
            self.read_file(file);
        }
    }

    /// Reads a file the person chose or dropped.
    fn read_file(self, file: File) {
        #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
        if file.size() > LARGEST_FILE as f64 {
            self.outcome.set(Outcome::Unreadable(Unreadable::TooLarge));
            return;
        }
        leptos::task::spawn_local(async move {
            let bytes = file::read(&file).await.map_err(|_| Unreadable::Binary);
            match bytes.and_then(|bytes| paste::decode(&bytes)) {
                Ok(text) if text.trim().is_empty() => {
                    self.outcome.set(Outcome::Missed(NotUnderstood::Empty));
                }
                Ok(text) => {
                    self.read(&text);
                }
                Err(reason) => self.outcome.set(Outcome::Unreadable(reason)),
            }
        });
    }

    /// Fills the form with one of several.
    fn choose(self, index: usize) {
        self.outcome.with_untracked(|outcome| {
            if let Outcome::Several(found) = outcome
                && let Some(found) = found.get(index)
            {
                self.chosen.set(self.fill(found));
            }
        });
    }

    /// Whether a text is in the box, or what was found in it is kept.
    pub fn holds(self) -> bool {
        self.outcome.with_untracked(|outcome| !matches!(outcome, Outcome::None))
    }

    /// Whether the screen it belongs to is gone.
    fn is_gone(self) -> bool {
        self.outcome.try_with_untracked(|_| ()).is_none()
    }

    /// Forgets what was found.
    pub fn wipe(self) {
        self.outcome.set(Outcome::None);
    }
}

/// The box itself, and what came of the last text.
pub fn paste_box(
    // Where text goes.
    pasting: Pasting,
) -> AnyView {
    let read = move |text_area: &HtmlTextAreaElement| {
        // Some engines tell of a change as they take the box away with its screen.
        if pasting.is_gone() || pasting.read(&text_area.value()) {
            text_area.set_value("");
        }
    };
    // What is typed is read once it is whole: half of it may look like something else.
    let on_input = move |event: InputEvent| {
        if !event.input_type().starts_with("insertText") {
            read(&event_target(&event));
        }
    };
    let pressing = LocalSignal::new(false);
    let unread = LocalSignal::new(None::<HtmlTextAreaElement>);
    let on_change = move |event: Event| {
        if pressing.try_get_untracked() == Some(true) {
            unread.set(Some(event_target(&event)));
        } else {
            read(&event_target(&event));
        }
    };
    // What is found moves the button that is being pressed, and the press would miss it. A form is
    // submitted after its button's click is heard here, so that the fields are filled by then.
    let on_press = move |event: &Event| {
        pressing.set(event.type_() == "pointerdown");
        if event.type_() == "click"
            && let Some(text_area) = unread.take()
        {
            read(&text_area);
        }
    };
    HandleSlot::new(events::listen(events::PRESSES, Box::new(on_press)));
    HandleSlot::new(events::listen(events::DRAGS, Box::new(move |event| pasting.drag(event))));
    let status = dynamic(move || pasting.outcome.with(told));
    let profiles = dynamic(move || {
        pasting.outcome.with(|outcome| match outcome {
            Outcome::Several(found) => {
                let now = clock::now();
                let labels = found.iter().map(|it| messages::paste::label(it, now)).collect();
                profiles(pasting, labels)
            }
            _ => ().into_any(),
        })
    });
    vec![
        el("div")
            .class("field")
            .child(
                el("div")
                    .class("field-head")
                    .child(
                        el("label")
                            .class("field-label")
                            .attr("for", "paste")
                            .text("Paste credentials"),
                    )
                    .child(open_file(pasting)),
            )
            .child(
                private("textarea")
                    .class("input input-mono input-paste")
                    .attr("id", "paste")
                    .attr("rows", "3")
                    .attr(
                        "placeholder",
                        "A key file, an export … block, JSON, a profile. Or drop a file anywhere \
                         here.",
                    )
                    .attr("aria-describedby", "paste-about")
                    .on("input", on_input)
                    .on("change", on_change),
            )
            .child(el("div").attr("id", "paste-about").attr("role", "status").child(status))
            .view(),
        profiles,
    ]
    .into_any()
}

/// What is said of an outcome.
fn told(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::None => ().into_any(),
        Outcome::Found(text) => said("field-found", text.clone()),
        Outcome::Example(text) => said("field-problem", text.clone()),
        Outcome::Several(found) => {
            let count = found.len();
            said("field-found", messages::paste::several(count))
        }
        Outcome::Missed(missed) => said("field-problem", messages::paste::not_understood(*missed)),
        Outcome::Unreadable(reason) => said("field-problem", messages::paste::unreadable(*reason)),
    }
}

/// The choice among several sets of credentials: none is taken by itself.
fn profiles(
    // Where the choice goes.
    pasting: Pasting,
    // Their names.
    labels: Vec<String>,
) -> AnyView {
    let options = labels
        .into_iter()
        .enumerate()
        .map(|(index, label)| el("option").attr("value", index.to_string()).child(label).view())
        .collect_view();
    let on_change = move |event: Event| {
        if let Ok(index) = event_target_value(&event).parse() {
            pasting.choose(index);
        }
    };
    el("div")
        .class("field")
        .child(el("label").class("field-label").attr("for", "profile").text("Profile"))
        .child(
            el("select")
                .class("input")
                .attr("id", "profile")
                .on("change", on_change)
                .child(el("option").attr("value", "").text("Choose…"))
                .child(options),
        )
        .child(el("div").attr("role", "status").child(dynamic(move || pasting.chosen.with(told))))
        .view()
}

/// The button that opens a file.
fn open_file(
    // Where its text goes.
    pasting: Pasting,
) -> AnyView {
    let on_change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            pasting.read_file(file);
        }
        // So that choosing the same file again counts as a change.
        input.set_value("");
    };
    vec![
        button("button button-bare").on_click(|| document::click("file")).text("Open file…").view(),
        el("input")
            .attr("id", "file")
            .attr("type", "file")
            .attr("hidden", "")
            .on("change", on_change)
            .view(),
    ]
    .into_any()
}
