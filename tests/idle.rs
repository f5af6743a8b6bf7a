//! When an unused tab warns, and when it locks.

use keycutter_core::Timestamp;
use keycutter_core::idle::{Idle, IdleState};

const MINUTES: i64 = 15;
const LIMIT: i64 = MINUTES * 60_000;
const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn after(millis: i64) -> Timestamp {
    START.plus(millis)
}

#[test]
fn warns_for_a_minute_and_locks() {
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
fn activity_restarts_the_idle_time() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT / 2), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(LIMIT), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(LIMIT / 2 + LIMIT), MINUTES), IdleState::Expired);
}

#[test]
fn activity_does_not_end_a_warning() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT - 30_000), MINUTES), IdleState::Warning(30));
    assert_eq!(idle.tick(after(LIMIT), MINUTES), IdleState::Expired);
}

/// After the device was suspended, the first event may be the activity that woke it.
#[test]
fn activity_after_the_time_is_over_does_not_keep_the_tab_open() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.activity(after(LIMIT * 4), MINUTES), IdleState::Expired);
    assert_eq!(idle.tick(after(LIMIT * 4 + 1), MINUTES), IdleState::Expired);
}

#[test]
fn a_clock_set_back_does_not_extend_the_idle_time() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.tick(after(LIMIT - 90_000), MINUTES), IdleState::Active);
    let back = after(-3_600_000);
    assert_eq!(idle.tick(back, MINUTES), IdleState::Active);
    assert_eq!(idle.tick(back.plus(30_000), MINUTES), IdleState::Warning(60));
    assert_eq!(idle.tick(back.plus(90_000), MINUTES), IdleState::Expired);
}

#[test]
fn a_shorter_limit_counts_from_the_same_start() {
    let mut idle = Idle::new(START);
    assert_eq!(idle.tick(after(6 * 60_000), MINUTES), IdleState::Active);
    assert_eq!(idle.tick(after(6 * 60_000), 5), IdleState::Expired);
}

#[test]
fn any_clock_value_is_valid() {
    let mut idle = Idle::new(Timestamp::from_millis(i64::MIN));
    assert_eq!(idle.tick(Timestamp::from_millis(i64::MAX), MINUTES), IdleState::Expired);
}
