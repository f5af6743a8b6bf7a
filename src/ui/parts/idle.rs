//! A tab that nobody uses, or that is left, forgets what it holds.

use leptos::prelude::*;
use web_sys::Event;

use super::branch::when;
use super::dialog::dialog;
use super::el::{button, el};
use super::state::State;
use crate::browser::{clock, presence};
use crate::idle::{Idle, Rest};
use crate::ui::session::{IdleLimit, Lock, Unsaved};

const IDLE: &str = "Nobody used this tab for a while, so it has forgotten what it held.";
const IDLE_UNSAVED: &str = "Nobody used this tab for a while, so it has forgotten what it held, the secret of the \
                            new key too. Delete that key and create another.";
const LEFT: &str = "This page was left, so it has forgotten what it held.";

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
    holds: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let lock = Lock::expect();
    let limit = IdleLimit::expect();
    let unsaved = Unsaved::expect();
    let idle = State::new(Idle::new(clock::now()));
    // Seconds left, as soon as that is worth saying; 0 before.
    let left = State::new(0_i64);
    let holds = State::new(holds);
    let holds = move || holds.try_with_untracked(|holds| holds()) == Some(true);
    let check = Callback::new(move |stirred: bool| {
        let now = clock::now();
        if !holds() {
            idle.set(Idle::new(now));
        }
        let minutes = limit.minutes();
        let mut rest = None;
        idle.update(|idle| {
            let heed = if stirred { Idle::stir } else { Idle::look };
            rest = Some(heed(idle, now, minutes));
        });
        let seconds = match rest {
            Some(Rest::Over) => {
                return lock.lock_because(if unsaved.is_set() { IDLE_UNSAVED } else { IDLE });
            }
            Some(Rest::Ending(seconds)) => seconds,
            _ => 0,
        };
        if left.try_get_untracked().is_some_and(|before| before != seconds) {
            left.set(seconds);
        }
    });
    let mut heard_at = 0;
    let on_sign = move |_| {
        // A moving pointer says the same a hundred times a second.
        let now = clock::now().millis();
        if now.abs_diff(heard_at) > 1_000 {
            heard_at = now;
            check.run(true);
        }
    };
    let on_leave = move |_| {
        if holds() {
            lock.lock_because(LEFT);
        }
    };
    // These live as long as the screen.
    State::new((
        clock::every_second(move || check.run(false)),
        presence::listen(presence::SIGNS, Box::new(on_sign)),
        presence::listen(presence::BACK, Box::new(move |_| check.run(false))),
        presence::listen(presence::LEAVING, Box::new(on_leave)),
    ));
    let stay = Callback::new(move |()| {
        idle.set(Idle::new(clock::now()));
        left.set(0);
    });
    when(
        move || left.get() > 0,
        move || {
            let lost = if unsaved.is_set() {
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
                        .text_by(move || format!("{} s left", left.get()))
                        .view(),
                    el("div")
                        .class("buttons")
                        .child(
                            button("button button-main")
                                .press(move || stay.run(()))
                                .child(warning.keep),
                        )
                        .child(button("button").press(move || lock.lock()).text("Lock"))
                        .view(),
                ],
            )
        },
    )
}

/// The choice of how long that while is. It is kept in this tab alone, as everything is.
pub fn idle_limit() -> AnyView {
    let limit = IdleLimit::expect();
    let options = IdleLimit::CHOICES.map(|minutes| {
        el("option")
            .attr("value", minutes.to_string())
            .attr("selected", minutes == limit.minutes())
            .child(format!("{minutes} minutes"))
            .view()
    });
    el("select")
        .class("input")
        .attr("id", "idle-limit")
        .on("change", move |event: Event| {
            if let Ok(minutes) = event_target_value(&event).parse() {
                limit.set(minutes);
            }
        })
        .child(Vec::from(options))
        .view()
}
