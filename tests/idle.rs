//! When a tab that nobody uses warns, and when it locks.

use keycutter_core::Timestamp;
use keycutter_core::idle::{Idle, IdleState};

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
        (0, IdleState::Active),
        (LIMIT - 60_001, IdleState::Active),
        (LIMIT - 60_000, IdleState::Warning(60)),
        (LIMIT - 59_000, IdleState::Warning(59)),
        (LIMIT - 1, IdleState::Warning(1)),
        (LIMIT, IdleState::Expired),
        (LIMIT * 100, IdleState::Expired),
    ] {
        assert_eq!(idle.tick(after(millis), MINUTES), rest, "after {millis} ms");
    }
}

#[test]
fn whoever_moves_starts_the_wait_anew() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT / 2), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(LIMIT), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(LIMIT / 2 + LIMIT), MINUTES), IdleState::Expired);
}

#[test]
fn moving_takes_no_warning_back() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT - 30_000), MINUTES), IdleState::Warning(30));
    assert_eq!(idle.tick(after(LIMIT), MINUTES), IdleState::Expired);
}

/// The device slept: the first thing the page hears of may be the mouse that woke it.
#[test]
fn whoever_comes_back_too_late_finds_it_over() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT * 4), MINUTES), IdleState::Expired);
    assert_eq!(idle.tick(after(LIMIT * 4 + 1), MINUTES), IdleState::Expired);
}

#[test]
fn a_clock_set_back_undoes_nothing() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.tick(after(LIMIT - 90_000), MINUTES), IdleState::Active);
    let back = after(-3_600_000);
    assert_eq!(idle.tick(back, MINUTES), IdleState::Active);
    assert_eq!(idle.tick(back.plus(30_000), MINUTES), IdleState::Warning(60));
    assert_eq!(idle.tick(back.plus(90_000), MINUTES), IdleState::Expired);
}

#[test]
fn a_shorter_wait_counts_from_the_same_moment() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.tick(after(6 * 60_000), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(6 * 60_000), 5), IdleState::Expired);
}

#[test]
fn no_clock_is_too_far_off() {
    let mut idle = Idle::new(Timestamp::from_millis(i64::MIN));
    assert_eq!(idle.tick(Timestamp::from_millis(i64::MAX), MINUTES), IdleState::Expired);
}
