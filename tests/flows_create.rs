//! Making a key: every state of the dialog at every event.

mod flow_table;
#[path = "flow_table/create.rs"]
mod samples;

use flow_table::Cell;
use keycutter_core::aws::NotCreated;
use keycutter_core::flows::Flow;
use keycutter_core::flows::create::{Create, Created, Custody, Effect, Event, Request, State};
use keycutter_core::keys::AccessKeyId;
use samples::{SECRET, after, created, doubt, id, in_words, new_key, not_created, table};

/// What comes of requests.
const ANSWERS: &[Cell] = &[
    ("creating", "Answered(key)", "Unseen", &["add new", "list"]),
    ("creating", "Answered(refused)", "refused", &["list"]),
    ("creating", "Answered(nothing)", "nothing", &["list"]),
    ("creating", "Answered(lost)", "lost lost", &["list"]),
    ("creating", "Answered(unknown)", "unknown", &["list"]),
    ("looking", "Resolved(nothing)", "nothing", &["list"]),
    ("looking", "Resolved(lost)", "lost lost", &["list"]),
    ("looking", "Resolved(unknown)", "unknown", &["list"]),
    ("nothing", "TryAgain", "creating", &["create beside old"]),
    ("unknown", "LookAgain", "looking", &["look beside old"]),
    ("lost", "DeleteLost", "lost lost", &["open delete lost"]),
];

/// The keys, listed after an outcome. A list without the new key lags behind.
const LISTINGS: &[Cell] = &[
    ("unseen", "Listed(old)", "Unseen", &["list later"]),
    ("shown", "Listed(old)", "Shown, visible", &["list later"]),
    ("hidden", "Listed(old)", "Shown", &["list later"]),
    ("copied", "Listed(old)", "Copied, visible", &["list later"]),
    ("saved", "Listed(old)", "Saved", &["list later"]),
    ("not saved", "Listed(old)", "Unseen, save refused", &["list later"]),
    ("asking", "Listed(old)", "Unseen, asking", &["list later"]),
    ("asking, shown", "Listed(old)", "Shown, visible, asking", &["list later"]),
    ("refused", "NotListed", "refused", &[]),
    ("nothing", "NotListed", "nothing", &[]),
    ("lost", "NotListed", "lost lost", &[]),
    ("unknown", "NotListed", "unknown", &[]),
    ("unseen", "NotListed", "Unseen", &[]),
    ("shown", "NotListed", "Shown, visible", &[]),
    ("hidden", "NotListed", "Shown", &[]),
    ("copied", "NotListed", "Copied, visible", &[]),
    ("saved", "NotListed", "Saved", &[]),
    ("not saved", "NotListed", "Unseen, save refused", &[]),
    ("asking", "NotListed", "Unseen, asking", &[]),
    ("asking, shown", "NotListed", "Shown, visible, asking", &[]),
];

/// Leaving.
const LEAVING: &[Cell] = &[
    ("refused", "Escape", "refused", &["close"]),
    ("refused", "Close", "refused", &["close"]),
    ("nothing", "Escape", "nothing", &["close"]),
    ("nothing", "Close", "nothing", &["close"]),
    ("lost", "Escape", "lost lost", &["close"]),
    ("lost", "Close", "lost lost", &["close"]),
    ("unknown", "Escape", "unknown", &["close"]),
    ("unknown", "Close", "unknown", &["close"]),
    ("unseen", "Escape", "Unseen, asking", &[]),
    ("unseen", "Close", "Unseen, asking", &[]),
    ("not saved", "Escape", "Unseen, save refused, asking", &[]),
    ("not saved", "Close", "Unseen, save refused, asking", &[]),
    ("shown", "Escape", "Shown, visible, asking", &[]),
    ("shown", "Close", "Shown, visible", &["close"]),
    ("hidden", "Escape", "Shown, asking", &[]),
    ("hidden", "Close", "Shown", &["close"]),
    ("copied", "Escape", "Copied, visible", &["close"]),
    ("copied", "Close", "Copied, visible", &["close"]),
    ("saved", "Escape", "Saved", &["close"]),
    ("saved", "Close", "Saved", &["close"]),
    ("asking", "Escape", "Unseen", &[]),
    ("asking", "GoBack", "Unseen", &[]),
    ("asking", "Discard", "Unseen, asking", &["close"]),
    ("asking, shown", "Escape", "Shown, visible", &[]),
    ("asking, shown", "GoBack", "Shown, visible", &[]),
    ("asking, shown", "Discard", "Shown, visible, asking", &["close"]),
];

/// The key on screen.
const CUSTODY: &[Cell] = &[
    ("unseen", "Show", "Shown, visible", &[]),
    ("hidden", "Show", "Shown, visible", &[]),
    ("saved", "Show", "Saved, visible", &[]),
    ("not saved", "Show", "Shown, visible, save refused", &[]),
    ("asking", "Show", "Shown, visible, asking", &[]),
    ("shown", "Hide", "Shown", &[]),
    ("copied", "Hide", "Copied", &[]),
    ("asking, shown", "Hide", "Shown, asking", &[]),
    ("unseen", "Copied", "Copied", &[]),
    ("shown", "Copied", "Copied, visible", &[]),
    ("hidden", "Copied", "Copied", &[]),
    ("not saved", "Copied", "Copied, save refused", &[]),
    ("asking", "Copied", "Copied", &[]),
    ("asking, shown", "Copied", "Copied, visible", &[]),
    ("unseen", "Saved", "Saved", &[]),
    ("shown", "Saved", "Saved, visible", &[]),
    ("hidden", "Saved", "Saved", &[]),
    ("copied", "Saved", "Saved, visible", &[]),
    ("not saved", "Saved", "Saved", &[]),
    ("asking", "Saved", "Saved", &[]),
    ("asking, shown", "Saved", "Saved, visible", &[]),
    ("unseen", "SaveRefused", "Unseen, save refused", &[]),
    ("shown", "SaveRefused", "Shown, visible, save refused", &[]),
    ("hidden", "SaveRefused", "Shown, save refused", &[]),
    ("copied", "SaveRefused", "Copied, visible, save refused", &[]),
    ("saved", "SaveRefused", "Saved, save refused", &[]),
    ("asking", "SaveRefused", "Unseen, save refused, asking", &[]),
    ("asking, shown", "SaveRefused", "Shown, visible, save refused, asking", &[]),
];

#[test]
fn every_state_at_every_event() {
    table().assert(&[ANSWERS, LISTINGS, LEAVING, CUSTODY].concat());
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    let states: Vec<Create> = table.states.iter().map(|(_, state)| state()).collect();
    assert_covers!(
        states.iter().map(Create::state),
        &State,
        State::Requesting(Request::Create),
        State::Requesting(Request::ResolveLost),
        State::NotCreated(NotCreated::Refused(_)),
        State::NotCreated(NotCreated::Nothing(_)),
        State::NotCreated(NotCreated::Lost(..)),
        State::NotCreated(NotCreated::Unknown(_)),
        State::Created(_),
    );
    assert_covers!(
        states.iter().filter_map(Create::created).map(Created::custody),
        Custody,
        Custody::Unseen,
        Custody::Shown,
        Custody::Copied,
        Custody::Saved,
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event,
        Event::Answered(Ok(_)),
        Event::Answered(Err(_)),
        Event::Resolved(_),
        Event::Listed(_),
        Event::NotListed,
        Event::TryAgain,
        Event::LookAgain,
        Event::DeleteLost,
        Event::Show,
        Event::Hide,
        Event::Copied(_),
        Event::Saved,
        Event::SaveRefused,
        Event::Escape,
        Event::Close,
        Event::GoBack,
        Event::Discard,
    );
}

#[test]
fn a_secret_is_unsaved_until_it_is_copied_or_in_a_file() {
    table().assert_true_of(
        Create::is_unsaved,
        &[
            "creating",
            "looking",
            "unseen",
            "shown",
            "hidden",
            "not saved",
            "asking",
            "asking, shown",
        ],
    );
}

/// The browser does not tell whether it saved the file.
#[test]
fn leaving_is_guarded_until_the_dialog_is_closed() {
    let unguarded = ["refused", "nothing", "lost", "unknown"];
    for (name, state) in table().states {
        assert_eq!(state().guards_leaving(), !unguarded.contains(&name), "{name}");
    }
}

#[test]
fn a_new_key_is_held_from_its_answer_on() {
    let states = ["unseen", "shown", "hidden", "copied", "saved", "not saved"];
    let asking = ["asking", "asking, shown"];
    table().assert_true_of(Create::holds_new_key, &[&states[..], &asking].concat());
    table().assert_true_of(Create::is_confirming_close, &asking);
}

#[test]
fn it_may_close_where_closing_closes() {
    for (name, state) in table().states {
        let closes = state().update(Event::Close).1 == [Effect::Close];
        assert_eq!(state().may_close(), closes, "{name}");
    }
}

/// The key list may be renewed at any time, also while a key is being made, which it then names.
#[test]
fn unaccounted_keys_are_named_after_every_outcome() {
    for (name, state) in table().states {
        let all = ["old", "other", "lost", "new"].map(id).to_vec();
        let (flow, effects) = state().update(Event::Listed(all));
        assert_eq!(effects, [], "{name}");
        assert_eq!(in_words(&flow), in_words(&state()), "{name}");
        let named: Vec<&str> = flow.unaccounted().iter().map(AccessKeyId::as_str).collect();
        let expected: &[&str] = match flow.state() {
            State::Requesting(_) => &[],
            State::Created(_) => &["other", "lost"],
            State::NotCreated(NotCreated::Lost(..)) => &["other", "new"],
            State::NotCreated(_) => &["other", "lost", "new"],
        };
        assert_eq!(named, expected, "{name}");
    }
}

#[test]
fn a_listing_that_failed_is_said_where_the_outcome_is_certain() {
    for (name, state) in table().states {
        let (flow, effects) = state().update(Event::NotListed);
        assert_eq!((in_words(&flow), effects), (in_words(&state()), vec![]), "{name}");
        let is_certain = !matches!(
            flow.state(),
            State::Requesting(_) | State::NotCreated(NotCreated::Unknown(_))
        );
        assert_eq!(flow.is_unlisted(), is_certain, "{name}");
        let (flow, _) = flow.update(Event::Listed(vec![id("old"), id("new")]));
        assert!(!flow.is_unlisted(), "{name}");
    }
}

#[test]
fn the_newest_listing_decides_which_keys_are_unaccounted() {
    let flow = not_created(NotCreated::Nothing(doubt()));
    let (flow, _) = flow.update(Event::Listed(vec![id("old"), id("other")]));
    assert_eq!(flow.unaccounted(), [id("other")]);
    let (gone, _) = flow.update(Event::Listed(vec![id("old")]));
    assert_eq!(gone.unaccounted(), []);

    // What was listed before the next request says nothing of its outcome.
    let flow = not_created(NotCreated::Nothing(doubt()));
    let (flow, _) = flow.update(Event::Listed(vec![id("other")]));
    let (flow, _) = flow.update(Event::TryAgain);
    let (flow, _) = flow.update(Event::Answered(Ok(new_key())));
    assert_eq!(flow.unaccounted(), []);
}

/// The list of another node may not have the new key yet, nor the one that is to be found.
#[test]
fn keys_are_listed_once_more_where_the_list_lags_behind() {
    let (flow, effects) = created([]).update(Event::Listed(vec![id("old")]));
    assert_eq!(effects, [Effect::ListKeysLater]);
    let (flow, effects) = flow.update(Event::Listed(vec![id("old"), id("other")]));
    assert_eq!((flow.unaccounted(), effects), (&[id("other")][..], vec![]));
}

#[test]
fn it_starts_by_asking_for_a_key() {
    let (flow, effects) = Create::start(vec![id("old")]);
    assert_eq!(in_words(&flow), "creating");
    assert_eq!(effects, [Effect::Create { known: vec![id("old")] }]);
}

#[test]
fn the_secret_is_neither_printed_nor_copied() {
    let new = new_key();
    let text = new.secret.expose().as_ptr();
    let event = Event::Answered(Ok(new));
    assert!(!format!("{event:?}").contains(SECRET));
    let (mut flow, effects) = after([]).update(event);
    assert!(!format!("{flow:?} {effects:?}").contains(SECRET));
    for event in [Event::Show, Event::Escape, Event::GoBack, Event::Saved] {
        let (next, _) = flow.update(event);
        flow = next;
    }
    let held = flow.created().expect("a key").new_key().secret.expose();
    assert_eq!((held, held.as_ptr()), (SECRET, text));
}
