//! Checking an endpoint: every state at every event.

mod flow_table;

use flow_table::{Cell, Table, sample};
use keycutter_core::ServerText;
use keycutter_core::aws::{Error, Service, ServiceError, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::check::{self, Check, Effect, Event, Verdict};

type Client = &'static str;

fn refusal() -> Error {
    Error::Service(ServiceError {
        service: Service::Sts,
        is_temporary: false,
        action: "GetCallerIdentity",
        status: 403,
        code: ServerText::line("InvalidClientTokenId"),
        message: ServerText::default(),
        request_id: None,
    })
}

fn transport(error: TransportError) -> Error {
    Error::Transport(error)
}

fn page() -> Error {
    Error::Unreadable { action: "GetCallerIdentity", status: 200 }
}

fn after(events: impl IntoIterator<Item = Event<Client>>) -> Check<Client> {
    events.into_iter().fold(Check::Idle, |flow, event| flow.update(event).0)
}

fn silence() -> [Event<Client>; 2] {
    [Event::Start("client"), Event::Asked(Err(transport(TransportError::NoAnswer)))]
}

fn table() -> Table<Check<Client>> {
    let reached =
        |is_reachable| move || after(silence().into_iter().chain([Event::Reached(is_reachable)]));
    Table {
        states: vec![
            sample("idle", || Check::Idle),
            sample("asking", || after([Event::Start("client")])),
            sample("reaching", || after(silence())),
            sample("usable", || after([Event::Start("client"), Event::Asked(Ok(()))])),
            sample("no page", || after([Event::Start("client"), Event::Asked(Err(page()))])),
            sample("no CORS", reached(true)),
            sample("no server", reached(false)),
        ],
        events: vec![
            sample("Start", || Event::Start("other")),
            sample("Reset", || Event::Reset),
            sample("Asked", || Event::Asked(Ok(()))),
            sample("Asked(refused)", || Event::Asked(Err(refusal()))),
            sample("Asked(silence)", || Event::Asked(Err(transport(TransportError::NoAnswer)))),
            sample("Asked(timeout)", || Event::Asked(Err(transport(TransportError::TimedOut)))),
            sample("Asked(page)", || Event::Asked(Err(page()))),
            sample("Reached", || Event::Reached(true)),
            sample("Reached(nothing)", || Event::Reached(false)),
        ],
        state: in_words,
        effect: |effect| match effect {
            Effect::Ask(client) => format!("ask by {client}"),
            Effect::Reach(client) => format!("reach by {client}"),
        },
    }
}

fn in_words(flow: &Check<Client>) -> String {
    match flow {
        Check::Idle => "idle".to_owned(),
        Check::Asking(client) => format!("asking by {client}"),
        Check::Reaching => "reaching".to_owned(),
        Check::Done(Verdict::Usable) => "usable".to_owned(),
        Check::Done(Verdict::Unusable(Error::Transport(error))) => format!("{error:?}"),
        Check::Done(Verdict::Unusable(_)) => "another".to_owned(),
    }
}

#[test]
fn every_state_at_every_event() {
    let mut cells: Vec<Cell> = vec![
        ("asking", "Asked", "usable", &[]),
        ("asking", "Asked(refused)", "usable", &[]),
        ("asking", "Asked(silence)", "reaching", &["reach by client"]),
        ("asking", "Asked(timeout)", "TimedOut", &[]),
        ("asking", "Asked(page)", "another", &[]),
        ("reaching", "Reached", "NoCors", &[]),
        ("reaching", "Reached(nothing)", "NoServer", &[]),
    ];
    for state in ["idle", "usable", "no page", "no CORS", "no server"] {
        cells.push((state, "Start", "asking by other", &["ask by other"]));
        if state != "idle" {
            cells.push((state, "Reset", "idle", &[]));
        }
    }
    // What is under way is not waited for.
    for state in ["asking", "reaching"] {
        cells.push((state, "Reset", "idle", &[]));
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    assert_covers!(
        table.states.iter().map(|(_, state)| state()),
        Check<Client>,
        Check::Idle,
        Check::Asking(_),
        Check::Reaching,
        Check::Done(Verdict::Usable),
        Check::Done(Verdict::Unusable(_)),
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event<Client>,
        Event::Start(_),
        Event::Reset,
        Event::Asked(Ok(())),
        Event::Asked(Err(_)),
        Event::Reached(_),
    );
}

#[test]
fn what_is_shown_follows_from_the_state() {
    let table = table();
    table.assert_true_of(Check::is_running, &["asking", "reaching"]);
    table.assert_true_of(|flow| flow.failure().is_some(), &["no page", "no CORS", "no server"]);
    table.assert_true_of(Check::is_blocked_by_cors, &["no CORS"]);
    let is_found = |flow: &Check<Client>| flow.verdict().is_some();
    table.assert_true_of(is_found, &["usable", "no page", "no CORS", "no server"]);
}

#[test]
fn it_asks_without_a_secret() {
    assert_eq!(check::credentials().secret_access_key().expose(), "none");
    assert!(check::credentials().session_token().is_none());
}
