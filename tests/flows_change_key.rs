//! Changing the status of a key and deleting it: every state at every event.

mod flow_table;

use flow_table::{Cell, Table, sample};
use keycutter_core::aws::{Error, Service, ServiceError, TransportError};
use keycutter_core::flows::Flow;
use keycutter_core::flows::change_key::{
    Change, ChangeKey, Effect, Event, LockReason, Place, State,
};
use keycutter_core::keys::{AccessKeyId, Status};
use keycutter_core::{Secret, ServerText};

fn key() -> AccessKeyId {
    AccessKeyId::from_answer("key")
}

fn error() -> Error {
    Error::Transport(TransportError::NoAnswer)
}

fn unknown_key() -> Error {
    Error::Service(ServiceError {
        service: Service::Iam,
        is_temporary: false,
        action: "DeleteAccessKey",
        status: 403,
        code: ServerText::line("InvalidClientTokenId"),
        message: ServerText::default(),
        request_id: None,
    })
}

fn delete() -> Event {
    Event::Delete(Secret::from(" key\n".to_owned()))
}

fn flow(place: Place, is_in_use: bool, events: impl IntoIterator<Item = Event>) -> ChangeKey {
    let start = ChangeKey::new(key(), is_in_use, place);
    events.into_iter().fold(start, |flow, event| flow.update(event).0)
}

/// In the dialog that deletes another key than the one in use.
fn dialog(events: impl IntoIterator<Item = Event>) -> ChangeKey {
    flow(Place::DeleteDialog, false, events)
}

fn table() -> Table<ChangeKey> {
    let deactivate = || Event::SetStatus(Status::Inactive);
    let activate = || Event::SetStatus(Status::Active);
    let failed = || [delete(), Event::Changed(Err(error()))];
    let (row, warning) = (Place::Row, Place::DeactivateDialog);
    Table {
        states: vec![
            sample("row", move || flow(row, false, [])),
            sample("row, deactivating", move || flow(row, false, [deactivate()])),
            sample("row, activating", move || flow(row, false, [activate()])),
            sample("row in use", move || flow(row, true, [])),
            sample("warning", move || flow(warning, true, [])),
            sample("warning, deactivating", move || flow(warning, true, [deactivate()])),
            sample("warning, leaving", move || flow(warning, true, [deactivate(), Event::Leave])),
            sample("dialog", || dialog([])),
            sample("dialog, failed", move || dialog(failed())),
            sample("dialog, deactivating", move || dialog([deactivate()])),
            sample("dialog, deactivating, leaving", move || dialog([deactivate(), Event::Leave])),
            sample("dialog, deleting", || dialog([delete()])),
            sample("dialog, deleting, leaving", || dialog([delete(), Event::Leave])),
            sample("dialog in use, deleting", || flow(Place::DeleteDialog, true, [delete()])),
        ],
        events: vec![
            sample("SetStatus(Active)", activate),
            sample("SetStatus(Inactive)", deactivate),
            sample("Delete", delete),
            sample("Delete(another)", || Event::Delete(Secret::from("kez".to_owned()))),
            sample("Changed", || Event::Changed(Ok(()))),
            sample("Changed(not)", || Event::Changed(Err(error()))),
            sample("Changed(unknown key)", || Event::Changed(Err(unknown_key()))),
            sample("Leave", || Event::Leave),
        ],
        state: in_words,
        effect: effect_in_words,
    }
}

fn change_in_words(change: &Change) -> String {
    match change {
        Change::SetStatus(status) => status.as_str().to_owned(),
        Change::Delete => "deleted".to_owned(),
    }
}

fn in_words(flow: &ChangeKey) -> String {
    match flow.state() {
        State::Ready(None) => "ready".to_owned(),
        State::Ready(Some(_)) => "failed".to_owned(),
        State::Requesting { change, is_leaving } => {
            let leaving = if *is_leaving { ", leaving" } else { "" };
            format!("to be {}{leaving}", change_in_words(change))
        }
    }
}

fn effect_in_words(effect: &Effect) -> String {
    match effect {
        Effect::Request(id, change) => format!("ask for {id} {}", change_in_words(change)),
        Effect::Note(id, change) => format!("note {id} {}", change_in_words(change)),
        Effect::Lock(LockReason::Deactivated) => "lock, deactivated".to_owned(),
        Effect::Lock(LockReason::Deleted) => "lock, deleted".to_owned(),
        Effect::Lock(LockReason::Refused) => "lock, refused".to_owned(),
        Effect::ShowFailure(None) => "show none".to_owned(),
        Effect::ShowFailure(Some(_)) => "show".to_owned(),
        Effect::GiveUp => "give up".to_owned(),
        Effect::ConfirmDeactivation(id) => format!("confirm {id}"),
        Effect::Close => "close".to_owned(),
    }
}

/// Where a request is under way that cannot be called back.
const LEAVING: [(&str, &str); 7] = [
    ("warning, deactivating", "to be Inactive, leaving"),
    ("warning, leaving", "to be Inactive, leaving"),
    ("dialog, deactivating", "to be Inactive, leaving"),
    ("dialog, deactivating, leaving", "to be Inactive, leaving"),
    ("dialog, deleting", "to be deleted, leaving"),
    ("dialog, deleting, leaving", "to be deleted, leaving"),
    ("dialog in use, deleting", "to be deleted, leaving"),
];

#[test]
fn every_state_at_every_event() {
    let mut cells: Vec<Cell> = vec![
        // In a row.
        ("row, deactivating", "Changed", "ready", &["note key Inactive", "show none"]),
        ("row, activating", "Changed", "ready", &["note key Active", "show none"]),
        ("row in use", "SetStatus(Inactive)", "ready", &["confirm key"]),
        ("row in use", "SetStatus(Active)", "to be Active", &["ask for key Active"]),
        // Before the key in use is made inactive.
        ("warning, deactivating", "Changed", "ready", &["lock, deactivated", "close"]),
        ("warning, leaving", "Changed", "ready", &["lock, deactivated", "close"]),
        // Made inactive, the key may be deleted next.
        ("dialog, deactivating", "Changed", "ready", &["note key Inactive"]),
        ("dialog, deactivating, leaving", "Changed", "ready", &["note key Inactive", "close"]),
        ("dialog in use, deleting", "Changed", "ready", &["lock, deleted", "close"]),
    ];
    for state in ["row", "warning", "dialog", "dialog, failed"] {
        cells.push((state, "SetStatus(Active)", "to be Active", &["ask for key Active"]));
        cells.push((state, "SetStatus(Inactive)", "to be Inactive", &["ask for key Inactive"]));
    }
    for state in ["dialog", "dialog, failed"] {
        cells.push((state, "Delete", "to be deleted", &["ask for key deleted"]));
    }
    for state in ["dialog, deleting", "dialog, deleting, leaving"] {
        cells.push((state, "Changed", "ready", &["note key deleted", "close"]));
    }
    // What fails.
    for failed in ["Changed(not)", "Changed(unknown key)"] {
        for state in ["row, deactivating", "row, activating"] {
            cells.push((state, failed, "ready", &["show"]));
        }
        for state in ["dialog, deactivating", "dialog, deleting"] {
            cells.push((state, failed, "failed", &[]));
        }
        for state in ["dialog, deactivating, leaving", "dialog, deleting, leaving"] {
            cells.push((state, failed, "ready", &["show", "close"]));
        }
    }
    for state in ["warning, deactivating", "dialog in use, deleting"] {
        cells.push((state, "Changed(not)", "failed", &[]));
    }
    cells.push(("warning, leaving", "Changed(not)", "ready", &["show", "close"]));
    // The key in use is refused: the request was sent twice, and the first one was carried out.
    for state in ["warning, deactivating", "warning, leaving", "dialog in use, deleting"] {
        cells.push((state, "Changed(unknown key)", "ready", &["lock, refused"]));
    }
    // Leaving.
    for (state, stays) in [("warning", "ready"), ("dialog", "ready"), ("dialog, failed", "failed")]
    {
        cells.push((state, "Leave", stays, &["close"]));
    }
    for (state, leaving) in LEAVING {
        cells.push((state, "Leave", leaving, &["give up"]));
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    let states: Vec<_> = table.states.iter().map(|(_, state)| state()).collect();
    assert_covers!(
        states.iter().map(ChangeKey::state),
        &State,
        State::Ready(None),
        State::Ready(Some(_)),
        State::Requesting { change: Change::SetStatus(_), is_leaving: false },
        State::Requesting { change: Change::SetStatus(_), is_leaving: true },
        State::Requesting { change: Change::Delete, is_leaving: false },
        State::Requesting { change: Change::Delete, is_leaving: true },
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event,
        Event::SetStatus(_),
        Event::Delete(_),
        Event::Changed(Ok(())),
        Event::Changed(Err(_)),
        Event::Leave,
    );
}

#[test]
fn what_is_shown_follows_from_the_state() {
    let table = table();
    table.assert_true_of(|flow| flow.failure().is_some(), &["dialog, failed"]);
    for (name, state) in &table.states {
        assert_eq!(state().is_busy(), in_words(&state()).starts_with("to be"), "{name}");
    }
}

#[test]
fn an_active_key_is_made_inactive_before_it_is_deleted() {
    let statuses = [Status::Active, Status::Inactive, Status::Expired];
    for (is_in_use, offered) in [(false, [false, true, true]), (true, [true; 3])] {
        let flow = flow(Place::DeleteDialog, is_in_use, []);
        assert_eq!(statuses.clone().map(|status| flow.offers_delete(&status)), offered);
        assert_eq!(flow.is_in_use(), is_in_use);
    }
}

#[test]
fn a_deletion_is_confirmed_by_the_whole_id() {
    let flow = dialog([]);
    assert!(flow.is_confirmed_by("key") && flow.is_confirmed_by("\tkey "));
    for typed in ["", "ke", "keys", "KEY", "k ey"] {
        assert!(!flow.is_confirmed_by(typed), "{typed}");
    }
    assert_eq!(flow.id(), &key());
}

#[test]
fn what_was_typed_to_confirm_is_not_printed() {
    let typed = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    assert!(!format!("{:?}", Event::Delete(Secret::from(typed.to_owned()))).contains(typed));
}
