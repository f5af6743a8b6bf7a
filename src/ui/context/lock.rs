//! Locking the tab.

use leptos::prelude::*;

use super::clipboard_guard::ClipboardGuard;
use super::leaving::ask_before_leaving;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;

/// Locks the tab: drops the session, and shows the first screen with the reason, if there is one.
#[derive(Clone, Copy)]
pub struct Lock {
    run: Callback<Option<&'static str>>,
    /// After how many minutes without activity the tab locks itself.
    minutes: LocalSignal<i64>,
    /// Whether there is an unsaved secret, according to the screen that may hold one.
    unsaved: LocalSignal<Option<LocalMemo<bool>>>,
    /// What locking clears as well.
    clip: ClipboardGuard,
}

impl Lock {
    /// Provides the lock to the views below.
    pub fn provide(run: Callback<Option<&'static str>>, clip: ClipboardGuard) {
        let (minutes, unsaved) = (LocalSignal::new(15), LocalSignal::new(None));
        provide_context(Self { run, minutes, unsaved, clip });
    }

    /// The lock provided by the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Locks because the person asked for it.
    pub fn lock(self) {
        self.run.run(None);
    }

    /// Locks for a reason that is shown.
    pub fn lock_because(self, reason: &'static str) {
        self.run.run(Some(reason));
    }

    /// After how many minutes without activity the tab locks itself. Not followed.
    pub fn minutes(self) -> i64 {
        self.minutes.get_untracked()
    }

    /// Sets after how many minutes without activity the tab locks itself.
    pub fn set_minutes(self, minutes: i64) {
        self.minutes.set(minutes);
    }

    /// Follows whether a screen holds a secret that is not saved yet, as long as the screen is there,
    /// and whether the browser asks before the page is left.
    pub fn watch_unsaved(
        self,
        is_unsaved: impl Fn() -> bool + Send + Sync + 'static,
        guards_leaving: impl Fn() -> bool + Send + Sync + 'static,
    ) {
        self.unsaved.set(Some(LocalMemo::new(is_unsaved)));
        ask_before_leaving(guards_leaving);
    }

    /// Whether a secret would be lost with the page. Not followed.
    pub fn has_unsaved(self) -> bool {
        let is_unsaved = self.unsaved.get_untracked();
        is_unsaved.and_then(LocalMemo::try_get_untracked) == Some(true)
    }

    /// The guard of the clipboard.
    pub fn clip(self) -> ClipboardGuard {
        self.clip
    }
}
