//! Locking the tab.

use leptos::prelude::*;

use crate::browser::events;
use crate::ui::features::clipboard_guard::ClipboardGuard;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;

/// Locks the tab: the session is dropped, and the first screen says why, if there is a reason. With
/// it goes what a lock goes by.
#[derive(Clone, Copy)]
pub struct Lock {
    run: Callback<Option<&'static str>>,
    /// How long the tab waits for a sign of its person before it locks itself, in minutes.
    minutes: LocalSignal<i64>,
    /// The browser's own guard, as long as there is something to lose.
    unsaved: HandleSlot,
    /// What is cleared along.
    clip: ClipboardGuard,
}

impl Lock {
    /// Lends the lock to the components below.
    pub fn provide(run: Callback<Option<&'static str>>, clip: ClipboardGuard) {
        let minutes = LocalSignal::new(15);
        provide_context(Self { run, minutes, unsaved: HandleSlot::nothing(), clip });
    }

    /// The lock lent by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Locks because the person asked for it.
    pub fn lock(self) {
        self.run.run(None);
    }

    /// Locks for a reason that is told.
    pub fn lock_because(self, reason: &'static str) {
        self.run.run(Some(reason));
    }

    /// How long the tab waits for a sign of its person, without following its changes.
    pub fn minutes(self) -> i64 {
        self.minutes.get_untracked()
    }

    /// Sets another time to wait.
    pub fn set_minutes(self, minutes: i64) {
        self.minutes.set(minutes);
    }

    /// Notes that there is a new key whose secret nobody has saved yet, or none any more. While
    /// there is, the browser asks before the page is left.
    pub fn set_unsaved(self, unsaved: bool) {
        self.unsaved.set(unsaved.then(|| Box::new(events::guard_leaving()) as _));
    }

    /// Whether there is one.
    pub fn has_unsaved(self) -> bool {
        self.unsaved.is_set()
    }

    /// What this tab put on the clipboard.
    pub fn clip(self) -> ClipboardGuard {
        self.clip
    }
}
