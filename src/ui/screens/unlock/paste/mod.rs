//! The box that takes any known format, pasted, dropped or opened.

mod anywhere;
mod halves;
mod outcome;
mod profiles;
mod reader;
mod view;

use leptos::task::spawn_local;
use web_sys::{Event, File};
use zeroize::Zeroizing;

use crate::browser::part::NotLoaded;
use crate::browser::{clock, file, focus};
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::form::Form;
use keycutter_core::formats::paste::{Found, LARGEST_FILE, NotUnderstood, Part, Unreadable};
use keycutter_core::messages;

use outcome::{Filled, Outcome};
pub use reader::READER;
use reader::{Read, Reader};
pub use view::paste_box;

/// The element id of the box.
const BOX: &str = "paste";

/// Reads pasted text and fills the form.
#[derive(Clone, Copy)]
pub struct Pasting {
    form: Form,
    outcome: LocalSignal<Outcome>,
    /// Whether a file is being dragged over the page.
    is_dropping: LocalSignal<bool>,
    /// Whether `Continue` was pressed before one of several was chosen.
    is_choice_missed: LocalSignal<bool>,
}

impl Pasting {
    /// Nothing was pasted yet.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            outcome: LocalSignal::new(Outcome::Nothing),
            is_dropping: LocalSignal::new(false),
            is_choice_missed: LocalSignal::new(false),
        }
    }

    /// Calls `then` with the reader: at once if it is loaded, or when it is.
    fn with_reader(self, then: impl FnOnce(Reader) + 'static) {
        if let Some(reader) = READER.get() {
            return then(reader);
        }
        self.outcome.set(Outcome::Waiting);
        spawn_local(async move {
            match READER.load().await {
                Ok(reader) => then(reader),
                Err(NotLoaded) => self.outcome.set(Outcome::NotLoaded),
            }
        });
    }

    /// Whether a text waits for the reader.
    pub fn is_waiting(self) -> bool {
        self.outcome.try_with_untracked(|it| matches!(it, Outcome::Waiting)) == Some(true)
    }

    /// Waits for the reader, which then has read what waited for it.
    pub async fn wait(self) {
        // If it is not loaded, the outcome says so.
        let _ = READER.load().await;
    }

    /// Notes what was read in a text. Whether it was understood, and may be cleared from the box.
    fn note(self, text: &str, read: Read) -> bool {
        let outcome = match read {
            _ if text.trim().is_empty() => Outcome::Nothing,
            Ok(found) => match found.as_slice() {
                [found] => {
                    let before = self.outcome.with_untracked(|outcome| outcome.filled()?.kept);
                    Outcome::One(self.fill(found, before))
                }
                _ => Outcome::Several(found, None),
            },
            Err(missed) => Outcome::Missed(missed),
        };
        let is_understood = match outcome {
            Outcome::Several(..) => true,
            // Beside one half may be the other, cut short: that is for the person to see.
            Outcome::One(_) => !self.form.lacks_half() || text.split_whitespace().nth(1).is_none(),
            _ => false,
        };
        self.is_choice_missed.set(false);
        self.outcome.set(outcome);
        is_understood
    }

    /// The same for a text that came as a whole: once a key is complete, only `Continue` is left.
    fn take_in(self, text: &str, read: Read) -> bool {
        let is_understood = self.note(text, read);
        if self.outcome.with_untracked(|outcome| self.is_certain(outcome))
            && self.form.is_complete()
        {
            focus::focus_submit_of(BOX);
        }
        is_understood
    }

    /// Whether the form has one key now, for the server that the text names.
    fn is_certain(self, outcome: &Outcome) -> bool {
        let Outcome::One(filled) = outcome else { return false };
        let has_endpoint = |url: &String| self.form.has_endpoint(url);
        filled.kept.is_none() && filled.endpoint_url.as_ref().is_none_or(has_endpoint)
    }

    /// Whether one of several has to be chosen first, which `Profile` says from now on.
    pub fn lacks_choice(self) -> bool {
        let is_open = self.outcome.with_untracked(|it| matches!(it, Outcome::Several(_, None)));
        let lacks = is_open && self.form.lacks_key();
        self.is_choice_missed.set(lacks);
        lacks
    }

    /// Fills the form. `kept_before` is the half that the last paste left: this one may be its own.
    fn fill(self, found: &Found, kept_before: Option<Part>) -> Filled {
        let kept = self.form.kept_half(found);
        let kept = kept.filter(|part| kept_before.is_none_or(|before| before == *part));
        let suggestion = self.form.fill(found);
        let kept_text = kept.map(messages::paste::kept).unwrap_or_default();
        let rest = [self.form.missing(), kept_text, &suggestion].concat();
        Filled::new(found, clock::now(), &rest, kept)
    }

    /// Fills the form with one of several.
    fn choose(self, index: usize) {
        self.outcome.update(|outcome| {
            if let Outcome::Several(several, filled) = outcome
                && let Some(found) = several.get(index)
            {
                *filled = Some(self.fill(found, None));
            }
        });
        self.is_choice_missed.set(false);
    }

    /// The fields show what is wrong from now on.
    pub fn leave_to_fields(self) {
        self.outcome.update(Outcome::leave_to_fields);
    }

    /// Whether a file is being dragged over the page.
    pub fn is_dropping(self) -> bool {
        self.is_dropping.get()
    }

    /// Handles a file that is dragged over the page, or dropped on it.
    fn drag(self, event: &Event) {
        let is_over = event.type_() == "dragover" && file::is_dragged(event);
        if self.is_dropping.get_untracked() != is_over {
            self.is_dropping.set(is_over);
        }
        if let Some(file) = file::dropped(event) {
            self.read_file(file);
        }
    }

    /// Reads a file that was chosen or dropped.
    fn read_file(self, file: File) {
        #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
        if file.size() > LARGEST_FILE as f64 {
            self.outcome.set(Outcome::Unreadable(Unreadable::TooLarge));
            return;
        }
        spawn_local(async move {
            // A file that cannot be read is gone, or a folder.
            let bytes = file::read(&file).await.map_err(|_| Unreadable::Binary);
            self.with_reader(move |reader| {
                if !self.is_gone() {
                    self.read_bytes(reader, bytes);
                }
            });
        });
    }

    /// Reads the bytes of a file, if there are any.
    fn read_bytes(self, reader: Reader, bytes: Result<Zeroizing<Vec<u8>>, Unreadable>) {
        match bytes.and_then(|bytes| (reader.decode)(&bytes)) {
            Ok(text) if text.trim().is_empty() => {
                self.outcome.set(Outcome::Missed(NotUnderstood::Empty));
            }
            Ok(text) => {
                self.take_in(&text, (reader.read)(&text));
            }
            Err(unreadable) => self.outcome.set(Outcome::Unreadable(unreadable)),
        }
    }

    /// Whether what was found is kept.
    pub fn holds(self) -> bool {
        self.outcome.with_untracked(|outcome| !matches!(outcome, Outcome::Nothing))
    }

    /// Whether the screen it belongs to is gone.
    fn is_gone(self) -> bool {
        self.outcome.try_with_untracked(|_| ()).is_none()
    }

    /// Forgets what was found.
    pub fn wipe(self) {
        self.outcome.set(Outcome::Nothing);
    }
}
