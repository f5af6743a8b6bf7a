//! A tab that nobody uses, or that is left, forgets what it holds.

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
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::idle::{Idle, IdleState};

const IDLE: &str = "Nobody used this tab for a while, so it has forgotten what it held.";
const IDLE_UNSAVED: &str = "Nobody used this tab for a while, so it has forgotten what it held, the secret of the \
                            new key too. Delete that key and create another.";
const LEFT: &str = "This page was left, so it has forgotten what it held.";

/// How long that while may be, in minutes.
const CHOICES: [i64; 4] = [5, 15, 30, 60];

/// What a warning says, by who is warned.
#[derive(Clone, Copy)]
pub struct Warning {
    /// What would be forgotten.
    pub lost: &'static str,
    /// The button that keeps it.
    pub keep: &'static str,
}

/// Keeps watch over a screen as long as there is something on it to forget.
pub fn keeper(
    // What it says when time runs out.
    warning: Warning,
    // Whether there is something.
    holds: Box<dyn Fn() -> bool>,
) -> AnyView {
    let lock = Lock::expect();
    let idle = LocalSignal::new(Idle::new(clock::now()));
    // Seconds left, as soon as that is worth saying; 0 before.
    let left = LocalSignal::new(0_i64);
    let watch = Rc::new(Watch { lock, idle, left, holds });
    let [ticking, active, back, leaving] = [(); 4].map(|()| Rc::clone(&watch));
    let last_activity = Cell::new(0);
    let on_activity = move |_: &Event| {
        // A moving pointer says the same a hundred times a second.
        let now = clock::now().millis();
        if now.abs_diff(last_activity.get()) > 1_000 {
            last_activity.set(now);
            active.look(true);
        }
    };
    // These live as long as the screen.
    HandleSlot::new([
        events::listen(events::ACTIVITY, Box::new(on_activity)),
        events::listen(events::RETURN, Box::new(move |_| back.look(false))),
        events::listen(events::LEAVING, Box::new(move |_| leaving.leave())),
    ]);
    HandleSlot::new(clock::every_second(move || ticking.look(false)));
    let stay = Callback::new(move |()| {
        idle.set(Idle::new(clock::now()));
        left.set(0);
    });
    show_when(
        move || left.get() > 0,
        move || {
            let lost = if lock.has_unsaved() {
                "The secret of the new key has not been saved: it would be lost for good."
            } else {
                warning.lost
            };
            dialog(
                "This tab locks in a minute",
                "idle-title",
                stay,
                vec![
                    el("p").text("Nobody has used it for a while. ").child(lost).view(),
                    el("p")
                        .class("soft")
                        .attr("role", "timer")
                        .dynamic_text(move || format!("{} s left", left.get()))
                        .view(),
                    el("div")
                        .class("buttons")
                        .child(
                            button("button button-main")
                                .on_click(move || stay.run(()))
                                .child(warning.keep),
                        )
                        .child(button("button").on_click(move || lock.lock()).text("Lock"))
                        .view(),
                ],
            )
        },
    )
}

/// What is being watched.
struct Watch {
    lock: Lock,
    idle: LocalSignal<Idle>,
    left: LocalSignal<i64>,
    holds: Box<dyn Fn() -> bool>,
}

impl Watch {
    /// Looks at the clock, because somebody moved or just so.
    fn look(&self, stirred: bool) {
        let (now, minutes) = (clock::now(), self.lock.minutes());
        let holds = (self.holds)();
        let mut rest = IdleState::Active;
        self.idle.update(|idle| {
            if !holds {
                *idle = Idle::new(now);
            }
            rest = if stirred { idle.activity(now, minutes) } else { idle.tick(now, minutes) };
        });
        let seconds = match rest {
            IdleState::Expired => {
                let unsaved = self.lock.has_unsaved();
                return self.lock.lock_because(if unsaved { IDLE_UNSAVED } else { IDLE });
            }
            IdleState::Warning(seconds) => seconds,
            IdleState::Active => 0,
        };
        if self.left.try_get_untracked().is_some_and(|before| before != seconds) {
            self.left.set(seconds);
        }
    }

    /// The page is being left.
    fn leave(&self) {
        if (self.holds)() {
            self.lock.lock_because(LEFT);
        }
    }
}

/// The choice of how long that while is. It is kept in this tab alone, as everything is.
pub fn idle_limit() -> AnyView {
    let lock = Lock::expect();
    let options = CHOICES.map(|minutes| {
        el("option")
            .attr("value", minutes.to_string())
            .attr("selected", minutes == lock.minutes())
            .child(format!("{minutes} minutes"))
            .view()
    });
    el("select")
        .class("input")
        .attr("id", "idle-limit")
        .on("change", move |event: Event| {
            if let Ok(minutes) = event_target_value(&event).parse() {
                lock.set_minutes(minutes);
            }
        })
        .child(Vec::from(options))
        .view()
}
