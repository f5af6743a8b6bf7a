//! The description of a key, edited in place: every state and event.

use keycutter_core::aws::{Error, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::describe::{Describe, Effect, Event, Problem, State};
use keycutter_core::keys::{AccessKeyId, Unfit, check_description};
use keycutter_core::messages::descriptions as messages;

fn id() -> AccessKeyId {
    AccessKeyId::from_answer("AKIARZPUZDIKCDWLY6TV")
}

fn after(events: Vec<Event>) -> (Describe, Vec<Effect>) {
    events.into_iter().fold((Describe::new(id()), vec![]), |(flow, _), event| flow.update(event))
}

fn submit(text: &str) -> Event {
    Event::Submit(text.to_owned())
}

const FAILED: Error = Error::Transport(TransportError::NoAnswer);

#[test]
fn a_description_is_saved_without_the_blanks_around_it_and_shown() {
    let (flow, effects) = after(vec![submit("  nightly backup ")]);
    assert_eq!(effects, [Effect::Save(id(), "nightly backup".to_owned())]);
    assert_eq!(flow.state(), &State::Saving("nightly backup".to_owned()));
    let (flow, effects) = flow.update(Event::Saved(Ok(())));
    assert_eq!(effects, [Effect::Note(id(), "nightly backup".to_owned()), Effect::Close]);
    assert_eq!(messages::progress(flow.state()), "Description saved.");
    // With a new key the field stays, and may be changed again.
    let (_, effects) = flow.update(submit(""));
    assert_eq!(effects, [Effect::Save(id(), String::new())]);
}

#[test]
fn what_failed_can_be_tried_again() {
    let (flow, effects) = after(vec![submit("a"), Event::Saved(Err(FAILED))]);
    assert_eq!((flow.problem(), effects), (Some(&Problem::Error(FAILED)), vec![]));
    let (_, effects) = flow.update(submit("a"));
    assert_eq!(effects, [Effect::Save(id(), "a".to_owned())]);
}

#[test]
fn what_tags_cannot_hold_is_not_sent() {
    let long = "x".repeat(257);
    for (text, unfit) in [
        ("Bob's \"backup\", (new)", Unfit::Characters("Bobs backup new".to_owned())),
        ("tab\there", Unfit::Characters("tabhere".to_owned())),
        (&long, Unfit::TooLong),
        ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Unfit::LooksLikeSecret),
    ] {
        assert!(messages::unfit(&unfit).len() > 20);
        let (flow, effects) = after(vec![submit(text)]);
        assert_eq!((flow.problem(), effects), (Some(&Problem::Unfit(unfit)), vec![]), "{text}");
    }
}

#[test]
fn what_is_left_without_those_characters_fits() {
    for text in ["(a) b, c; d!", "…", "\u{1F511} key", "x\n".repeat(300).as_str()] {
        if let Err(Unfit::Characters(cleaned)) = check_description(text) {
            assert_eq!(check_description(&cleaned), Ok(cleaned.as_str()), "{text:?}");
        } else {
            panic!("{text:?} fits");
        }
    }
}

#[test]
fn events_that_do_not_fit_change_nothing() {
    let (flow, effects) = after(vec![Event::Saved(Ok(()))]);
    assert_eq!((flow.state(), effects), (&State::Editing(None), vec![]));
    let (flow, effects) = after(vec![submit("a"), Event::Cancel]);
    assert_eq!((flow.state(), effects), (&State::Saving("a".to_owned()), vec![]));
    let (flow, effects) = after(vec![submit("a"), submit("b")]);
    assert_eq!((flow.state(), effects), (&State::Saving("a".to_owned()), vec![]));
    let (_, effects) = after(vec![Event::Cancel]);
    assert_eq!(effects, [Effect::Close]);
}
