//! Testing a new key: when it is asked for, and when it is over.

use keycutter_core::aws::{CallerIdentity, Error, Principal, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::test_key::{Effect, Event, State, TestKey};
use keycutter_core::messages;
use keycutter_core::{ServerText, Timestamp};

fn identity() -> CallerIdentity {
    let arn = "arn:aws:iam::123456789012:user/ada";
    CallerIdentity {
        account: ServerText::line("123456789012"),
        arn: ServerText::line(arn),
        principal: Principal::from_arn(arn),
    }
}

const REFUSED: Error = Error::Transport(TransportError::NoAnswer);

/// Runs a test in which the key works from a time on, in seconds, except at one. Returns when it was
/// asked for, in seconds.
fn run(works_from: i64, fails_at: i64) -> (Vec<i64>, TestKey) {
    let mut now = Timestamp::from_millis(1_000_000);
    let started = now;
    let (mut flow, mut effects) = TestKey::new().update(Event::Start { now });
    let mut asked = Vec::new();
    while let Some(Effect::Ask { run, after }) = effects.pop() {
        assert_eq!(effects, []);
        now = now.plus(after.into());
        let at = (now.millis() - started.millis()) / 1_000;
        asked.push(at);
        let works = at >= works_from && at != fails_at;
        let outcome = if works { Ok(identity()) } else { Err(REFUSED) };
        (flow, effects) = flow.update(Event::Answered { run, outcome, now });
    }
    (asked, flow)
}

#[test]
fn a_key_that_works_at_once_takes_three_answers() {
    let (asked, flow) = run(0, -1);
    assert_eq!(asked, [2, 3, 4]);
    assert_eq!(*flow.state(), State::Works(identity()));
    assert!(messages::test_key::status(flow.state()).contains("Works"));
}

#[test]
fn asks_more_and_more_rarely_until_the_key_works() {
    let (asked, flow) = run(20, -1);
    assert_eq!(asked, [2, 3, 5, 8, 13, 21, 22, 23]);
    assert_eq!(*flow.state(), State::Works(identity()));
}

#[test]
fn the_answers_have_to_be_in_a_row() {
    let (asked, flow) = run(8, 9);
    assert_eq!(asked, [2, 3, 5, 8, 9, 13, 14, 15]);
    assert_eq!(*flow.state(), State::Works(identity()));
}

#[test]
fn is_over_after_two_minutes() {
    let (asked, flow) = run(i64::MAX, -1);
    assert_eq!(asked, [2, 3, 5, 8, 13, 21, 31, 41, 51, 61, 71, 81, 91, 101, 111]);
    assert_eq!(*flow.state(), State::DoesNotWork(REFUSED));
    assert!(messages::test_key::status(flow.state()).contains("Does not work"));
}

#[test]
fn an_answer_after_cancelling_changes_nothing() {
    let now = Timestamp::from_millis(0);
    let (flow, effects) = TestKey::new().update(Event::Start { now });
    let [Effect::Ask { run, .. }] = effects[..] else { panic!("one request: {effects:?}") };
    assert!(flow.wants(run));
    let (flow, effects) = flow.update(Event::Cancel);
    assert_eq!((flow.state(), effects), (&State::Idle, vec![]));
    assert!(!flow.wants(run));
    let late = || Event::Answered { run, outcome: Ok(identity()), now };
    let (flow, effects) = flow.update(late());
    assert_eq!((flow.state(), effects), (&State::Idle, vec![]));

    let (again, _) = flow.update(Event::Start { now });
    assert!(!again.wants(run), "the request of the cancelled test is another one");
    let before = again.clone();
    assert_eq!(again.update(late()), (before.clone(), vec![]));
    assert_eq!(before.clone().update(Event::Start { now }), (before, vec![]));
}

#[test]
fn a_test_that_is_over_can_be_repeated() {
    let (_, flow) = run(i64::MAX, -1);
    let now = Timestamp::from_millis(0);
    let (flow, effects) = flow.update(Event::Start { now });
    assert!(matches!(flow.state(), State::Running(_)));
    assert!(matches!(effects[..], [Effect::Ask { after: 2_000, .. }]));
}
