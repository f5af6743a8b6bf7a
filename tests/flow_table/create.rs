//! Samples of the dialog that makes a key, and how its tests put them into words.

use keycutter_core::Secret;
use keycutter_core::aws::{Error, NotCreated, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::create::{Create, Effect, Event, Request, State};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};

use crate::flow_table::{Table, sample};

pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

pub fn id(text: &str) -> AccessKeyId {
    AccessKeyId::from_answer(text)
}

pub fn new_key() -> NewAccessKey {
    let key = AccessKey { id: id("new"), status: Status::Active, created: None, user_name: None };
    NewAccessKey { key, secret: Secret::from(SECRET.to_owned()) }
}

pub fn refusal() -> Error {
    Error::Transport(TransportError::Aborted)
}

pub fn doubt() -> Error {
    Error::Transport(TransportError::NoAnswer)
}

pub fn lost() -> NotCreated {
    NotCreated::Lost(id("lost"), doubt())
}

/// The flow after these events, where the key `old` was there before.
pub fn after(events: impl IntoIterator<Item = Event>) -> Create {
    let (start, _) = Create::start(vec![id("old")]);
    events.into_iter().fold(start, |flow, event| flow.update(event).0)
}

pub fn not_created(why: NotCreated) -> Create {
    after([Event::Answered(Err(why))])
}

pub fn created(events: impl IntoIterator<Item = Event>) -> Create {
    after([Event::Answered(Ok(new_key()))].into_iter().chain(events))
}

pub fn table() -> Table<Create> {
    let unknown = || NotCreated::Unknown(doubt());
    Table {
        states: vec![
            sample("creating", || after([])),
            sample("looking", move || after([Event::Answered(Err(unknown())), Event::LookAgain])),
            sample("refused", || not_created(NotCreated::Refused(refusal()))),
            sample("nothing", || not_created(NotCreated::Nothing(doubt()))),
            sample("lost", || not_created(lost())),
            sample("unknown", move || not_created(unknown())),
            sample("unseen", || created([])),
            sample("shown", || created([Event::Show])),
            sample("hidden", || created([Event::Show, Event::Hide])),
            sample("copied", || created([Event::Show, Event::Copied(id("new"))])),
            sample("saved", || created([Event::Saved])),
            sample("not saved", || created([Event::SaveRefused])),
            sample("asking", || created([Event::Close])),
            sample("asking, shown", || created([Event::Show, Event::Escape])),
        ],
        events: vec![
            sample("Answered(key)", || Event::Answered(Ok(new_key()))),
            sample("Answered(refused)", || Event::Answered(Err(NotCreated::Refused(refusal())))),
            sample("Answered(nothing)", || Event::Answered(Err(NotCreated::Nothing(doubt())))),
            sample("Answered(lost)", || Event::Answered(Err(lost()))),
            sample("Answered(unknown)", move || Event::Answered(Err(unknown()))),
            sample("Resolved(nothing)", || Event::Resolved(NotCreated::Nothing(doubt()))),
            sample("Resolved(lost)", || Event::Resolved(lost())),
            sample("Resolved(unknown)", move || Event::Resolved(unknown())),
            sample("Listed(old)", || Event::Listed(vec![id("old")])),
            sample("NotListed", || Event::NotListed),
            sample("TryAgain", || Event::TryAgain),
            sample("LookAgain", || Event::LookAgain),
            sample("DeleteLost", || Event::DeleteLost),
            sample("Show", || Event::Show),
            sample("Hide", || Event::Hide),
            sample("Copied", || Event::Copied(id("new"))),
            sample("Copied(another)", || Event::Copied(id("old"))),
            sample("Saved", || Event::Saved),
            sample("SaveRefused", || Event::SaveRefused),
            sample("Escape", || Event::Escape),
            sample("Close", || Event::Close),
            sample("GoBack", || Event::GoBack),
            sample("Discard", || Event::Discard),
        ],
        state: in_words,
        effect: effect_in_words,
    }
}

pub fn in_words(flow: &Create) -> String {
    match flow.state() {
        State::Requesting(Request::Create) => "creating".to_owned(),
        State::Requesting(Request::ResolveLost) => "looking".to_owned(),
        State::NotCreated(NotCreated::Refused(_)) => "refused".to_owned(),
        State::NotCreated(NotCreated::Nothing(_)) => "nothing".to_owned(),
        State::NotCreated(NotCreated::Lost(id, _)) => format!("{id} lost"),
        State::NotCreated(NotCreated::Unknown(_)) => "unknown".to_owned(),
        State::Created(created) => {
            let flags = [
                (created.is_visible(), ", visible"),
                (created.is_save_refused(), ", save refused"),
                (created.is_confirming_close(), ", asking"),
            ];
            let flags = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, word)| *word);
            format!("{:?}{}", created.custody(), flags.collect::<String>())
        }
    }
}

pub fn effect_in_words(effect: &Effect) -> String {
    let ids =
        |ids: &[AccessKeyId]| ids.iter().map(AccessKeyId::as_str).collect::<Vec<_>>().join(" and ");
    match effect {
        Effect::Create { known } => format!("create beside {}", ids(known)),
        Effect::ResolveLost { known, error } => {
            assert_eq!(*error, doubt());
            format!("look beside {}", ids(known))
        }
        Effect::AddKey(key) => format!("add {}", key.id),
        Effect::ListKeys => "list".to_owned(),
        Effect::ListKeysLater => "list later".to_owned(),
        Effect::OpenDelete(id) => format!("open delete {id}"),
        Effect::Close => "close".to_owned(),
    }
}
