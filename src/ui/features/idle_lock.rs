//! Locks a tab that nobody uses, or that is left.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{clock, events};
use crate::ui::context::lock::Lock;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{button, dynamic_text, el, listener, on_click};
use keycutter_core::Timestamp;
use keycutter_core::idle::{Idle, IdleState};

const IDLE: &str = "Locked after a period of inactivity. This tab has been cleared.";
const IDLE_UNSAVED: &str = "Locked after a period of inactivity. This tab has been cleared, and the secret of the \
    new key is lost. Delete that key and create another.";
const LEFT: &str = "You left this page, so it has been cleared.";

/// The choice of how long that while is, in minutes.
const CHOICES: [i64; 4] = [5, 15, 30, 60];

/// A moving pointer is noted once in this many milliseconds.
const ACTIVITY_INTERVAL: u64 = 1_000;

/// What the warning says.
#[derive(Clone, Copy)]
pub struct Warning {
    /// What would be forgotten.
    pub lost: &'static str,
    /// The button that keeps it.
    pub keep: &'static str,
}

/// Locks a screen that is idle while it holds something, and warns a minute before.
pub fn keeper(warning: Warning, holds: Box<dyn Fn() -> bool>) -> AnyView {
    let lock = Lock::expect();
    let state = LocalSignal::new(IdleState::Active);
    let idle = LocalSignal::new(Idle::new(clock::now()));
    let watch = Rc::new(Watch { lock, idle, state, holds });
    let [ticking, active, back, leaving] = [(); 4].map(|()| Rc::clone(&watch));
    let last_activity = Cell::new(0);
    let on_activity = move |_: &Event| {
        let now = clock::now().millis();
        if now.abs_diff(last_activity.get()) > ACTIVITY_INTERVAL {
            last_activity.set(now);
            active.note_activity();
        }
    };
    // These live as long as the screen.
    HandleSlot::new([
        events::listen(events::ACTIVITY, Box::new(on_activity)),
        events::listen(events::RETURN, Box::new(move |_| back.tick())),
        events::listen(events::LEAVING, Box::new(move |_| leaving.leave())),
    ]);
    HandleSlot::new(clock::every_second(move || ticking.tick()));
    let on_keep = Callback::new(move |()| {
        idle.set(Idle::new(clock::now()));
        state.set(IdleState::Active);
    });
    show_when(
        move || matches!(state.get(), IdleState::Warning(_)),
        move || warning_dialog(warning, state, on_keep),
    )
}

/// The dialog that warns of the lock. `on_keep` is called at the button that prevents it.
fn warning_dialog(
    warning: Warning,
    state: LocalSignal<IdleState>,
    on_keep: Callback<()>,
) -> AnyView {
    let lock = Lock::expect();
    let lost = if lock.has_unsaved() {
        "The secret of the new key is not saved. Locking loses it."
    } else {
        warning.lost
    };
    let seconds = move || match state.get() {
        IdleState::Warning(seconds) => format!("{seconds} s left"),
        IdleState::Active | IdleState::Expired => String::new(),
    };
    let keep = button("button button-main")
        .add_any_attr(on_click(move || on_keep.run(())))
        .child(warning.keep);
    dialog(
        "This tab is about to lock",
        "idle-title",
        on_keep,
        vec![
            el("p").child("It has not been used for a while. ").child(lost).into_any(),
            el("p")
                .attr("class", "soft")
                .attr("role", "timer")
                .child(dynamic_text(seconds))
                .into_any(),
            el("div")
                .attr("class", "buttons")
                .child(keep)
                .child(button("button").add_any_attr(on_click(move || lock.lock())).child("Lock"))
                .into_any(),
        ],
    )
}

/// Watches one screen.
struct Watch {
    lock: Lock,
    idle: LocalSignal<Idle>,
    state: LocalSignal<IdleState>,
    /// Whether there is something to forget.
    holds: Box<dyn Fn() -> bool>,
}

impl Watch {
    /// Time has passed.
    fn tick(&self) {
        self.update(Idle::tick);
    }

    /// Somebody uses the tab.
    fn note_activity(&self) {
        self.update(Idle::activity);
    }

    /// The page is left.
    fn leave(&self) {
        if (self.holds)() {
            self.lock.lock_because(LEFT);
        }
    }

    fn update(&self, update: fn(&mut Idle, Timestamp, i64) -> IdleState) {
        let now = clock::now();
        let Some(idle) = self.idle.try_get_untracked() else { return };
        let mut idle = if (self.holds)() { idle } else { Idle::new(now) };
        let state = update(&mut idle, now, self.lock.minutes());
        self.idle.set(idle);
        if state == IdleState::Expired {
            let reason = if self.lock.has_unsaved() { IDLE_UNSAVED } else { IDLE };
            return self.lock.lock_because(reason);
        }
        if self.state.try_get_untracked().is_some_and(|before| before != state) {
            self.state.set(state);
        }
    }
}

/// The choice of after how long the tab locks. It is kept in this tab alone, as everything is.
pub fn idle_limit() -> AnyView {
    let lock = Lock::expect();
    let options = CHOICES.map(|minutes| {
        el("option")
            .attr("value", minutes.to_string())
            .attr("selected", minutes == lock.minutes())
            .child(format!("{minutes} minutes"))
            .into_any()
    });
    el("select")
        .attr("class", "input")
        .attr("id", "idle-limit")
        .add_any_attr(listener("change", move |event: Event| {
            if let Ok(minutes) = event_target_value(&event).parse() {
                lock.set_minutes(minutes);
            }
        }))
        .child(Vec::from(options))
        .into_any()
}
