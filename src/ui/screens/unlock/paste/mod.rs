//! The box that takes any known format, pasted, dropped or opened.

mod anywhere;
mod outcome;
mod profiles;
mod view;

use leptos::task::spawn_local;
use web_sys::{Event, File};

use crate::browser::{clock, file, focus};
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::fields::unfold;
use crate::ui::screens::unlock::form::Form;
use keycutter_core::formats::paste::{self, Found, LARGEST_FILE, Unreadable};

use outcome::{Filled, Outcome};
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

    /// Reads a text. Whether it was understood, and may be cleared from the box.
    fn read(self, text: &str) -> bool {
        let outcome = match paste::read(text) {
            _ if text.trim().is_empty() => Outcome::Nothing,
            Ok(found) => match found.as_slice() {
                [found] => Outcome::One(self.fill(found)),
                _ => Outcome::Several(found, None),
            },
            Err(missed) => Outcome::Missed(missed),
        };
        let is_understood = match outcome {
            Outcome::Nothing | Outcome::Missed(_) | Outcome::Unreadable(_) => false,
            Outcome::Several(..) => true,
            // Beside one half may be the other, cut short: that is for the person to see.
            Outcome::One(_) => {
                self.form.missing().is_empty() || text.split_whitespace().nth(1).is_none()
            }
        };
        self.is_choice_missed.set(false);
        self.outcome.set(outcome);
        is_understood
    }

    /// The same for a text that came as a whole: once nothing is missing, only `Continue` is left.
    fn take_in(self, text: &str) -> bool {
        let is_understood = self.read(text);
        let is_one = self.outcome.with_untracked(|it| matches!(it, Outcome::One(_)));
        if is_one && self.form.is_complete() {
            // First, or the button moves away from where the view scrolls to.
            if self.form.needs_folded_fields() {
                unfold();
            }
            focus::focus_submit_of(BOX);
        }
        is_understood
    }

    /// Whether one of several has to be chosen first, which `Profile` says from now on.
    pub fn lacks_choice(self) -> bool {
        let is_open = self.outcome.with_untracked(|it| matches!(it, Outcome::Several(_, None)));
        let lacks = is_open && self.form.lacks_key();
        self.is_choice_missed.set(lacks);
        lacks
    }

    /// Fills the form.
    fn fill(self, found: &Found) -> Filled {
        let suggestion = self.form.fill(found);
        let rest = [self.form.missing(), &suggestion].concat();
        Filled::new(found, clock::now(), &rest)
    }

    /// Fills the form with one of several.
    fn choose(self, index: usize) {
        self.outcome.update(|outcome| {
            if let Outcome::Several(several, filled) = outcome
                && let Some(found) = several.get(index)
            {
                *filled = Some(self.fill(found));
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
            match bytes.and_then(|bytes| paste::decode(&bytes)) {
                Ok(text) if text.trim().is_empty() => {
                    self.outcome.set(Outcome::Missed(paste::NotUnderstood::Empty));
                }
                Ok(text) => {
                    self.take_in(&text);
                }
                Err(unreadable) => self.outcome.set(Outcome::Unreadable(unreadable)),
            }
        });
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
