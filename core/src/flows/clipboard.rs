//! A secret on the clipboard, and how it comes off again.
//!
//! ```text
//! Empty ─► Secret ─► Clearing ─► Cleared ─► Empty
//!                      │  ▲
//!                      └► Stuck
//! ```
//!
//! The page never reads the clipboard: what else is there is not its business. It knows only what
//! it put there itself.

use super::Flow;
use crate::Timestamp;

/// How long a secret stays, in milliseconds.
pub const SECRET_STAYS: i64 = 60_000;

/// What the page knows of the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// No secret of ours.
    Empty,
    /// A secret.
    Secret {
        /// Since when.
        since: Timestamp,
    },
    /// The browser has been asked to clear it.
    Clearing {
        /// Whether it refused before.
        is_retry: bool,
    },
    /// It may still hold the secret: the browser refused to clear it.
    Stuck,
    /// It was cleared of the secret.
    Cleared,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A secret was copied.
    CopiedSecret {
        /// When.
        now: Timestamp,
    },
    /// Something else was copied, in place of whatever was there.
    CopiedOther,
    /// Time has passed.
    Tick {
        /// The time now.
        now: Timestamp,
    },
    /// The secret is to go: `Clear clipboard`, or the tab locks.
    Clear,
    /// The browser may allow it now: the page has the keyboard again, or is being pressed.
    Retry,
    /// What came of [`Effect::Clear`]: whether the browser did it.
    ClearAnswered(bool),
    /// Another new key is on screen: that the last one's secret was cleared is no news of it.
    NewKey,
}

/// What the page is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Clear the clipboard, at once: some browsers allow it only while a button is being pressed.
    /// Answered by [`Event::ClearAnswered`].
    Clear,
    /// Announce that the clipboard is cleared.
    Announce,
}

impl Clipboard {
    /// Whether a secret is or may be on the clipboard, and would stay there without the page.
    #[must_use]
    pub const fn holds_secret(self) -> bool {
        matches!(self, Self::Secret { .. } | Self::Clearing { .. } | Self::Stuck)
    }

    /// Whether [`Event::Tick`] means anything: a clock has to run.
    #[must_use]
    pub const fn is_ticking(self) -> bool {
        matches!(self, Self::Secret { .. })
    }

    /// Whether the browser refused to clear it, and the person has to press a button.
    #[must_use]
    pub const fn is_stuck(self) -> bool {
        matches!(self, Self::Stuck | Self::Clearing { is_retry: true })
    }
}

impl Flow for Clipboard {
    type Event = Event;
    type Effect = Effect;

    fn update(self, event: Event) -> (Self, Vec<Effect>) {
        let clear = |is_retry| (Self::Clearing { is_retry }, vec![Effect::Clear]);
        match (self, event) {
            (_, Event::CopiedSecret { now }) => (Self::Secret { since: now }, vec![]),
            (_, Event::CopiedOther) | (Self::Cleared, Event::NewKey) => (Self::Empty, vec![]),
            (Self::Secret { since }, Event::Tick { now })
                if now.millis().saturating_sub(since.millis()) >= SECRET_STAYS =>
            {
                clear(false)
            }
            (Self::Secret { .. }, Event::Clear) => clear(false),
            (Self::Stuck, Event::Clear | Event::Retry) => clear(true),
            // A press may be allowed what the browser has yet to answer.
            (Self::Clearing { is_retry }, Event::Clear) => clear(is_retry),
            (Self::Clearing { .. } | Self::Stuck, Event::ClearAnswered(true)) => {
                (Self::Cleared, vec![Effect::Announce])
            }
            (Self::Clearing { .. }, Event::ClearAnswered(false)) => (Self::Stuck, vec![]),
            (state, _) => (state, vec![]),
        }
    }
}
