//! A tab that nobody uses: every state at every event.

mod flow_table;

use flow_table::{Cell, Table, sample};
use keycutter_core::Timestamp;
use keycutter_core::flows::Flow;
use keycutter_core::flows::idle_lock::{Effect, Event, IdleLock, Moment};

const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const MINUTES: i64 = 15;

/// So many seconds after the start, where there is something to forget.
fn at(seconds: i64) -> Moment {
    Moment { now: START.plus(seconds * 1000), minutes: MINUTES, holds_something: true }
}

fn with_nothing(seconds: i64) -> Moment {
    Moment { holds_something: false, ..at(seconds) }
}

fn after(events: impl IntoIterator<Item = Event>) -> IdleLock {
    events.into_iter().fold(IdleLock::new(START), |flow, event| flow.update(event).0)
}

fn in_words(flow: &IdleLock) -> String {
    flow.seconds_left().map_or("silent".to_owned(), |seconds| format!("{seconds} s left"))
}

fn table() -> Table<IdleLock> {
    Table {
        states: vec![
            sample("active", || after([])),
            sample("warning", || after([Event::Tick(at(850))])),
            sample("expired", || after([Event::Tick(at(900))])),
        ],
        events: vec![
            sample("Tick(839)", || Event::Tick(at(839))),
            sample("Tick(870)", || Event::Tick(at(870))),
            sample("Tick(900)", || Event::Tick(at(900))),
            sample("Tick(870, nothing)", || Event::Tick(with_nothing(870))),
            sample("Activity(870)", || Event::Activity(at(870))),
            sample("Activity(900)", || Event::Activity(at(900))),
            sample("Stay(870)", || Event::Stay(at(870))),
            sample("Stay(900)", || Event::Stay(at(900))),
        ],
        state: in_words,
        effect: |effect| format!("{effect:?}"),
    }
}

#[test]
fn every_state_at_every_event() {
    let mut cells: Vec<Cell> = vec![
        ("active", "Tick(839)", "silent", &[]),
        // The clock was set back by eleven seconds, which undoes none of those that have passed.
        ("warning", "Tick(839)", "50 s left", &[]),
        ("expired", "Tick(839)", "silent", &["Lock"]),
    ];
    for state in ["active", "warning"] {
        cells.push((state, "Tick(870)", "30 s left", &[]));
        cells.push((state, "Activity(870)", "30 s left", &[]));
        cells.push((state, "Stay(870)", "silent", &[]));
    }
    for event in ["Tick(870)", "Activity(870)", "Stay(870)"] {
        cells.push(("expired", event, "silent", &["Lock"]));
    }
    for state in ["active", "warning", "expired"] {
        cells.push((state, "Tick(870, nothing)", "silent", &[]));
        for event in ["Tick(900)", "Activity(900)", "Stay(900)"] {
            cells.push((state, event, "silent", &["Lock"]));
        }
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_event() {
    assert_covers!(
        table().events.iter().map(|(_, event)| event()),
        Event,
        Event::Tick(_),
        Event::Activity(_),
        Event::Stay(_),
    );
}

/// A quarter of an hour after this, and not before, the tab locks.
#[test]
fn the_wait_starts_again_with_use() {
    for (events, start) in [
        (vec![Event::Activity(at(100))], 100),
        (vec![Event::Tick(at(850)), Event::Stay(at(860))], 860),
        (vec![Event::Tick(with_nothing(2_000))], 2_000),
        // Whoever was warned has to say so.
        (vec![Event::Tick(at(850)), Event::Activity(at(860))], 0),
        (vec![Event::Tick(at(100))], 0),
    ] {
        let flow = after(events);
        assert_eq!(flow.update(Event::Tick(at(start + 899))).1, []);
        assert_eq!(flow.update(Event::Tick(at(start + 900))).1, [Effect::Lock]);
    }
}
