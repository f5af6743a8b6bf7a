//! A key for a tool: every state at every event, and what exists at each.

mod cells;
#[path = "../flow_table/mod.rs"]
mod flow_table;

use cells::{DELETE_USER, LIST};
use flow_table::{Table, sample};
use keycutter_core::aws::iam::UserChange;
use keycutter_core::aws::{Error, NotCreated, Service, ServiceError, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::tool_key::{
    Ask, Effect, Event, Existence, Failure, Request, State, ToolKey, Work,
};
use keycutter_core::keys::{AccessKey, AccessKeyId, NewAccessKey, Status};
use keycutter_core::messages;
use keycutter_core::tools::{Draft, Found, Place, Plan, Tool};
use keycutter_core::{Secret, ServerText, Timestamp};

fn plan() -> Box<Plan> {
    let draft = Draft {
        tool: Tool::of_id("rclone").expect("a tool"),
        bucket: "my-bucket",
        prefix: "",
        user_name: "nas",
        ends: "",
        addresses: "",
        policy: "",
    };
    Box::new(Plan::check(draft, Timestamp::from_millis(0)).expect("a plan"))
}

fn refusal(code: &str) -> Error {
    Error::Service(ServiceError {
        service: Service::Iam,
        is_temporary: false,
        action: "CreateUser",
        status: 400,
        code: ServerText::line(code),
        message: ServerText::default(),
        request_id: None,
    })
}

fn denied() -> Error {
    refusal("AccessDenied")
}

const LOST: Error = Error::Transport(TransportError::NoAnswer);

fn id() -> AccessKeyId {
    AccessKeyId::from_answer("AKIA")
}

fn new_key() -> NewAccessKey {
    let key = AccessKey { id: id(), status: Status::Active, created: None, user_name: None };
    NewAccessKey { key, secret: Secret::from("secret".to_owned()) }
}

fn submit() -> Event {
    Event::Submit(plan())
}

fn done() -> Event {
    Event::Changed(Ok(()))
}

fn failed(error: Error) -> Event {
    Event::Changed(Err(error))
}

fn not_created(outcome: NotCreated) -> Event {
    Event::Created(Err(outcome))
}

fn ours() -> Event {
    Event::Looked(Ok(Found::Unfinished(Vec::new())))
}

fn after(events: impl IntoIterator<Item = Event>) -> ToolKey {
    let place = Place { partition: "aws", account: ServerText::line("123456789012") };
    events.into_iter().fold(ToolKey::start(place), |flow, event| flow.update(event).0)
}

/// The user and the policy are made, and the key is refused.
fn without_key() -> [Event; 4] {
    [submit(), done(), done(), not_created(NotCreated::Refused(denied()))]
}

fn without_key_then<const N: usize>(more: [Event; N]) -> ToolKey {
    after(without_key().into_iter().chain(more))
}

fn key_lost() -> [Event; 4] {
    [submit(), done(), done(), not_created(NotCreated::Lost(id(), LOST))]
}

/// Longer than other functions: it has a line for each state and each event.
fn table() -> Table<ToolKey> {
    Table {
        states: vec![
            sample("filling", || after([])),
            sample("making user", || after([submit()])),
            sample("looking", || after([submit(), failed(refusal("EntityAlreadyExists"))])),
            sample("user unknown", || after([submit(), failed(LOST)])),
            sample("looking to undo", || after([submit(), failed(LOST), Event::Undo])),
            sample("name taken", || {
                let exists = failed(refusal("EntityAlreadyExists"));
                after([submit(), exists, Event::Looked(Ok(Found::Other))])
            }),
            sample("putting policy", || after([submit(), done()])),
            sample("policy unknown", || after([submit(), done(), failed(LOST)])),
            sample("making key", || after([submit(), done(), done()])),
            sample("without key", || without_key_then([])),
            sample("key lost", || after(key_lost())),
            sample("key unknown", || {
                after([submit(), done(), done(), not_created(NotCreated::Unknown(LOST))])
            }),
            sample("deleting lost key", || after(key_lost().into_iter().chain([Event::Continue]))),
            sample("listing keys", || {
                after(key_lost().into_iter().chain([Event::Continue, done()]))
            }),
            sample("listing keys to undo", || {
                after(key_lost().into_iter().chain([Event::Undo, done()]))
            }),
            sample("deleting policy", || without_key_then([Event::Undo])),
            sample("deleting user", || without_key_then([Event::Undo, done()])),
            sample("found", || after([Event::Found(plan())])),
            sample("describing", || {
                after([submit(), done(), done(), Event::Created(Ok(new_key()))])
            }),
            sample("done", || {
                after([submit(), done(), done(), Event::Created(Ok(new_key())), done()])
            }),
        ],
        events: vec![
            sample("Found", || Event::Found(plan())),
            sample("Submit", submit),
            sample("Continue", || Event::Continue),
            sample("Undo", || Event::Undo),
            sample("Changed", done),
            sample("Changed(denied)", || failed(denied())),
            sample("Changed(lost)", || failed(LOST)),
            sample("Changed(gone)", || failed(refusal("NoSuchEntity"))),
            sample("Looked(ours)", ours),
            sample("Looked(nothing)", || Event::Looked(Ok(Found::Nothing))),
            sample("Looked(other)", || Event::Looked(Ok(Found::Other))),
            sample("Looked(not)", || Event::Looked(Err(denied()))),
            sample("Listed", || Event::Listed(Ok(vec![id()]))),
            sample("Listed(none)", || Event::Listed(Ok(Vec::new()))),
            sample("Listed(not)", || Event::Listed(Err(denied()))),
            sample("Created", || Event::Created(Ok(new_key()))),
            sample("Created(nothing)", || not_created(NotCreated::Nothing(LOST))),
            sample("Created(lost)", || not_created(NotCreated::Lost(id(), LOST))),
            sample("Created(unknown)", || not_created(NotCreated::Unknown(LOST))),
            sample("Close", || Event::Close),
        ],
        state: in_words,
        effect: effect_in_words,
    }
}

/// The state, and what exists: `user`, `policy` and `key`, with a question mark after what may exist.
fn in_words(flow: &ToolKey) -> String {
    match flow.state() {
        State::Filling(None) => "filling".to_owned(),
        State::Filling(Some(work)) => format!("found: {}", existing(work)),
        State::Working(work, step) => format!("{step:?}: {}", existing(work)),
        State::Stopped(work, Failure::Error(_)) => format!("failed: {}", existing(work)),
        State::Stopped(work, Failure::NameTaken) => format!("taken: {}", existing(work)),
        State::Describing(..) => "describing".to_owned(),
        State::Done => "done".to_owned(),
    }
}

fn existing(work: &Work) -> String {
    let made = &work.made;
    let parts = [("user", made.user), ("policy", made.policy), ("key", made.key)];
    let in_a_word = |(name, existence): (&str, Existence)| match existence {
        Existence::No => None,
        Existence::Maybe => Some(format!("{name}?")),
        Existence::Yes => Some(name.to_owned()),
    };
    let mut words: Vec<_> = parts.into_iter().filter_map(in_a_word).collect();
    words.extend(made.lost_key.iter().map(|id| format!("lost {id}")));
    words.extend(work.is_undoing.then(|| "undo".to_owned()));
    words.join(" ")
}

fn effect_in_words(effect: &Effect) -> String {
    let Request { user_name: name, ask } = match effect {
        Effect::Send(request) => request,
        Effect::HandOver(_, _, None) => return "hand over".to_owned(),
        Effect::HandOver(_, _, Some(_)) => return "hand over, not described".to_owned(),
        Effect::Close => return "close".to_owned(),
    };
    match ask {
        Ask::Change(UserChange::Create { path, .. }) => format!("create {path}{name}"),
        Ask::Change(UserChange::PutPolicy { document, .. }) => {
            assert!(document.contains("arn:aws:s3:::my-bucket"));
            format!("put policy of {name}")
        }
        Ask::Change(UserChange::Tag(tags)) => format!("tag {name} with {}", tags.len()),
        Ask::Change(UserChange::Untag(_)) => "this flow removes no tags".to_owned(),
        Ask::Change(UserChange::DeletePolicy { .. }) => format!("delete policy of {name}"),
        Ask::Change(UserChange::Delete) => format!("delete {name}"),
        Ask::Look => format!("look at {name}"),
        Ask::ListKeys => format!("list keys of {name}"),
        Ask::DeleteKey(id) => format!("delete {id} of {name}"),
        Ask::CreateKey => format!("create key of {name}"),
    }
}

#[test]
fn every_state_at_every_event() {
    let mut cells = cells::CELLS.to_vec();
    // What is gone is deleted.
    for event in ["Changed", "Changed(gone)"] {
        cells.push(("deleting lost key", event, "ListKeys: user policy key?", LIST));
        cells.push(("deleting policy", event, "DeleteUser: user undo", DELETE_USER));
        cells.push(("deleting user", event, "filling", &[]));
    }
    for (state, same) in [
        ("filling", "filling"),
        ("user unknown", "failed: user?"),
        ("name taken", "taken: "),
        ("policy unknown", "failed: user policy?"),
        ("without key", "failed: user policy"),
        ("key lost", "failed: user policy key? lost AKIA"),
        ("key unknown", "failed: user policy key?"),
        ("found", "found: user policy?"),
    ] {
        cells.push((state, "Close", same, &["close"]));
    }
    table().assert(&cells);
}

#[test]
fn a_secret_is_unsaved_from_the_request_on() {
    table().assert_true_of(ToolKey::is_unsaved, &["making key", "describing"]);
}

#[test]
fn what_exists_is_named() {
    for (name, state) in table().states {
        let state = state();
        let (work, failure) = match state.state() {
            State::Stopped(work, failure) => (work, Some(failure)),
            State::Filling(Some(work)) => (work, None),
            _ => continue,
        };
        let text = messages::tools::stopped(work, failure);
        assert!(text.contains("nas") && text.contains("Continue"), "{name}: {text}");
        assert_eq!(text.contains("AKIA"), work.made.lost_key.is_some(), "{name}: {text}");
        assert_eq!(text.contains("earlier visit"), failure.is_none(), "{name}: {text}");
    }
}
