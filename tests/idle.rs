//! When a tab that nobody uses warns, and when it locks.

use keycutter_core::Timestamp;
use keycutter_core::idle::{Idle, Rest};

const MINUTES: i64 = 15;
const LIMIT: i64 = MINUTES * 60_000;
const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn after(millis: i64) -> Timestamp {
    START.plus(millis)
}

#[test]
fn it_rests_warns_for_a_minute_and_locks() {
    let mut idle = Idle::new(START);
    for (millis, rest) in [
        (0, Rest::Short),
        (LIMIT - 60_001, Rest::Short),
        (LIMIT - 60_000, Rest::Ending(60)),
        (LIMIT - 59_000, Rest::Ending(59)),
        (LIMIT - 1, Rest::Ending(1)),
        (LIMIT, Rest::Over),
        (LIMIT * 100, Rest::Over),
    ] {
        assert_eq!(idle.look(after(millis), MINUTES), rest, "after {millis} ms");
    }
}

#[test]
fn whoever_moves_starts_the_wait_anew() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.stir(after(LIMIT / 2), MINUTES), Rest::Short);
    assert_eq!(idle.look(after(LIMIT), MINUTES), Rest::Short);
    assert_eq!(idle.look(after(LIMIT / 2 + LIMIT), MINUTES), Rest::Over);
}

#[test]
fn moving_takes_no_warning_back() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.stir(after(LIMIT - 30_000), MINUTES), Rest::Ending(30));
    assert_eq!(idle.look(after(LIMIT), MINUTES), Rest::Over);
}

/// The device slept: the first thing the page hears of may be the mouse that woke it.
#[test]
fn whoever_comes_back_too_late_finds_it_over() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.stir(after(LIMIT * 4), MINUTES), Rest::Over);
    assert_eq!(idle.look(after(LIMIT * 4 + 1), MINUTES), Rest::Over);
}

#[test]
fn a_clock_set_back_undoes_nothing() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.look(after(LIMIT - 90_000), MINUTES), Rest::Short);
    let back = after(-3_600_000);
    assert_eq!(idle.look(back, MINUTES), Rest::Short);
    assert_eq!(idle.look(back.plus(30_000), MINUTES), Rest::Ending(60));
    assert_eq!(idle.look(back.plus(90_000), MINUTES), Rest::Over);
}

#[test]
fn a_shorter_wait_counts_from_the_same_moment() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.look(after(6 * 60_000), MINUTES), Rest::Short);
    assert_eq!(idle.look(after(6 * 60_000), 5), Rest::Over);
}

#[test]
fn no_clock_is_too_far_off() {
    let mut idle = Idle::new(Timestamp::from_millis(i64::MIN));
    assert_eq!(idle.look(Timestamp::from_millis(i64::MAX), MINUTES), Rest::Over);
}
