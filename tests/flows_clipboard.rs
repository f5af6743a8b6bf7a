//! A secret on the clipboard: every state at every event.

mod flow_table;

use flow_table::{Cell, Table, sample};
use keycutter_core::Timestamp;
use keycutter_core::flows::Flow;
use keycutter_core::flows::clipboard::{Clipboard, Effect, Event, SECRET_STAYS};

const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn after(millis: i64) -> Timestamp {
    START.plus(millis)
}

fn table() -> Table<Clipboard> {
    Table {
        states: vec![
            sample("empty", || Clipboard::Empty),
            sample("secret", || Clipboard::Secret { since: START }),
            sample("clearing", || Clipboard::Clearing { is_retry: false }),
            sample("clearing again", || Clipboard::Clearing { is_retry: true }),
            sample("stuck", || Clipboard::Stuck),
            sample("cleared", || Clipboard::Cleared),
        ],
        events: vec![
            sample("CopiedSecret", || Event::CopiedSecret { now: after(1) }),
            sample("CopiedOther", || Event::CopiedOther),
            sample("Tick(59.999 s)", || Event::Tick { now: after(SECRET_STAYS - 1) }),
            sample("Tick(60 s)", || Event::Tick { now: after(SECRET_STAYS) }),
            sample("Clear", || Event::Clear),
            sample("Retry", || Event::Retry),
            sample("ClearAnswered(done)", || Event::ClearAnswered(true)),
            sample("ClearAnswered(refused)", || Event::ClearAnswered(false)),
            sample("NewKey", || Event::NewKey),
        ],
        state: |state| match state {
            Clipboard::Empty => "empty".to_owned(),
            Clipboard::Secret { since } => {
                format!("secret since {} ms", since.millis() - START.millis())
            }
            Clipboard::Clearing { is_retry: false } => "clearing".to_owned(),
            Clipboard::Clearing { is_retry: true } => "clearing again".to_owned(),
            Clipboard::Stuck => "stuck".to_owned(),
            Clipboard::Cleared => "cleared".to_owned(),
        },
        effect: |effect| match effect {
            Effect::Clear => "clear".to_owned(),
            Effect::Announce => "announce".to_owned(),
        },
    }
}

#[test]
fn every_state_at_every_event() {
    let mut cells: Vec<Cell> = vec![
        ("secret", "Tick(60 s)", "clearing", &["clear"]),
        ("secret", "Clear", "clearing", &["clear"]),
        ("clearing", "Clear", "clearing", &["clear"]),
        ("clearing", "ClearAnswered(done)", "cleared", &["announce"]),
        ("clearing", "ClearAnswered(refused)", "stuck", &[]),
        ("clearing again", "Clear", "clearing again", &["clear"]),
        ("clearing again", "ClearAnswered(done)", "cleared", &["announce"]),
        ("clearing again", "ClearAnswered(refused)", "stuck", &[]),
        ("stuck", "Clear", "clearing again", &["clear"]),
        ("stuck", "Retry", "clearing again", &["clear"]),
        ("stuck", "ClearAnswered(done)", "cleared", &["announce"]),
        ("cleared", "NewKey", "empty", &[]),
    ];
    for state in ["empty", "secret", "clearing", "clearing again", "stuck", "cleared"] {
        cells.push((state, "CopiedSecret", "secret since 1 ms", &[]));
        cells.push((state, "CopiedOther", "empty", &[]));
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    assert_covers!(
        table.states.iter().map(|(_, state)| state()),
        Clipboard,
        Clipboard::Empty,
        Clipboard::Secret { .. },
        Clipboard::Clearing { is_retry: false },
        Clipboard::Clearing { is_retry: true },
        Clipboard::Stuck,
        Clipboard::Cleared,
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event,
        Event::CopiedSecret { .. },
        Event::CopiedOther,
        Event::Tick { .. },
        Event::Clear,
        Event::Retry,
        Event::ClearAnswered(true),
        Event::ClearAnswered(false),
        Event::NewKey,
    );
}

#[test]
fn what_is_shown_follows_from_the_state() {
    let table = table();
    let held = ["secret", "clearing", "clearing again", "stuck"];
    table.assert_true_of(|state| state.holds_secret(), &held);
    table.assert_true_of(|state| state.is_ticking(), &["secret"]);
    table.assert_true_of(|state| state.is_stuck(), &["clearing again", "stuck"]);
}

/// The answer to clearing the last secret says nothing of the one that came after it.
#[test]
fn a_secret_copied_while_another_is_cleared_is_cleared_in_its_turn() {
    let (state, _) = Clipboard::Secret { since: START }.update(Event::Clear);
    let (state, _) = state.update(Event::CopiedSecret { now: after(100) });
    let (state, effects) = state.update(Event::ClearAnswered(true));
    assert_eq!((state, effects), (Clipboard::Secret { since: after(100) }, vec![]));
    let (_, effects) = state.update(Event::Tick { now: after(100 + SECRET_STAYS) });
    assert_eq!(effects, [Effect::Clear]);
}
