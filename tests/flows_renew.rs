//! Credentials that run out: every state at every event.

mod flow_table;

use flow_table::{Cell, Table, sample};
use keycutter_core::aws::{CallerIdentity, Error, Principal, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::renew::{Effect, Event, Renew, State, Trial};
use keycutter_core::{ServerText, Timestamp};

type Client = &'static str;

const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn role(name: &str, session: &str) -> CallerIdentity {
    CallerIdentity {
        account: ServerText::line("123456789012"),
        arn: ServerText::line(&format!("arn:aws:sts::123456789012:assumed-role/{name}/{session}")),
        principal: Principal::Session(session.to_owned()),
    }
}

/// So many milliseconds before the end.
fn before_end(millis: i64) -> Event<Client> {
    Event::Tick { expires: Some(NOW.plus(millis)), now: NOW }
}

fn failure() -> Error {
    Error::Transport(TransportError::NoAnswer)
}

fn after(events: impl IntoIterator<Item = Event<Client>>) -> Renew<Client> {
    let start = Renew::new(role("admin", "monday"));
    events.into_iter().fold(start, |flow, event| flow.update(event).0)
}

fn tried(outcome: Result<CallerIdentity, Error>) -> Renew<Client> {
    after([Event::Refused, Event::Submit("client"), Event::Tried(outcome)])
}

fn table() -> Table<Renew<Client>> {
    Table {
        states: vec![
            sample("current", || after([])),
            sample("ending", || after([before_end(300_000)])),
            sample("expired", || after([before_end(0)])),
            sample("trying", || after([Event::Refused, Event::Submit("client")])),
            sample("failed", || tried(Err(failure()))),
            sample("someone else", || tried(Ok(role("guard", "monday")))),
        ],
        events: vec![
            sample("Tick(10 min and more)", || before_end(600_001)),
            sample("Tick(10 min)", || before_end(600_000)),
            sample("Tick(1 ms)", || before_end(1)),
            sample("Tick(over)", || before_end(0)),
            sample("Tick(unknown)", || Event::Tick { expires: None, now: NOW }),
            sample("Refused", || Event::Refused),
            sample("Submit", || Event::Submit("other")),
            sample("Tried(same)", || Event::Tried(Ok(role("admin", "tuesday")))),
            sample("Tried(other)", || Event::Tried(Ok(role("root", "monday")))),
            sample("Tried(not)", || Event::Tried(Err(failure()))),
        ],
        state: in_words,
        effect: |effect| match effect {
            Effect::Try(client) => format!("try {client}"),
            Effect::Adopt(client) => format!("adopt {client}"),
            Effect::ListKeys => "list".to_owned(),
        },
    }
}

fn in_words(flow: &Renew<Client>) -> String {
    match flow.state() {
        State::Current(None) => "current".to_owned(),
        State::Current(Some(minutes)) => format!("{minutes} min"),
        State::Expired(Trial::Filling) => "expired".to_owned(),
        State::Expired(Trial::Trying(client)) => format!("trying {client}"),
        State::Expired(Trial::Failed(_)) => "failed".to_owned(),
        State::Expired(Trial::SomeoneElse(arn)) => format!("{arn} instead"),
    }
}

#[test]
fn every_state_at_every_event() {
    const ROOT: &str = "arn:aws:sts::123456789012:assumed-role/root/monday instead";
    let mut cells: Vec<Cell> = vec![
        ("ending", "Tick(10 min and more)", "current", &[]),
        ("ending", "Tick(unknown)", "current", &[]),
        ("trying", "Tried(same)", "current", &["adopt client", "list"]),
        ("trying", "Tried(other)", ROOT, &[]),
        ("trying", "Tried(not)", "failed", &[]),
    ];
    for state in ["current", "ending"] {
        cells.push((state, "Tick(10 min)", "10 min", &[]));
        cells.push((state, "Tick(1 ms)", "1 min", &[]));
        cells.push((state, "Tick(over)", "expired", &[]));
        cells.push((state, "Refused", "expired", &[]));
    }
    for state in ["expired", "failed", "someone else"] {
        cells.push((state, "Submit", "trying other", &["try other"]));
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    let states: Vec<_> = table.states.iter().map(|(_, state)| state()).collect();
    assert_covers!(
        states.iter().map(Renew::state),
        &State<Client>,
        State::Current(None),
        State::Current(Some(_)),
        State::Expired(Trial::Filling),
        State::Expired(Trial::Trying(_)),
        State::Expired(Trial::Failed(_)),
        State::Expired(Trial::SomeoneElse(_)),
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event<Client>,
        Event::Tick { .. },
        Event::Refused,
        Event::Submit(_),
        Event::Tried(Ok(_)),
        Event::Tried(Err(_)),
    );
}

#[test]
fn what_is_shown_follows_from_the_state() {
    let table = table();
    table.assert_true_of(|flow| flow.minutes_left().is_some(), &["ending"]);
    table.assert_true_of(Renew::is_expired, &["expired", "trying", "failed", "someone else"]);
    table.assert_true_of(Renew::is_trying, &["trying"]);
}
