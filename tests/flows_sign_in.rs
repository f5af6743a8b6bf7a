//! Signing in: every state at every event.

mod flow_table;
#[path = "flow_table/sign_in.rs"]
mod samples;

use keycutter_core::aws::{Identified, Principal};
use keycutter_core::flows::Flow;
use keycutter_core::flows::sign_in::{Event, Naming, NamingUser, SignIn};
use samples::{Client, caller, no_answer, role, table};

#[test]
fn every_state_at_every_event() {
    const ADA: &str = "User(\"ada\")";
    const BOB: &str = "User(\"bob\")";
    let [checking_bob, with_ada] = [format!("checking {BOB} []"), format!("checking {ADA} [ada]")];
    let find_bob = format!("find {BOB} by client");
    let enter_ada = format!("enter as {ADA} by client");
    let mut cells: Vec<flow_table::Cell> = vec![
        ("offline", "Online", "filling", &[]),
        ("confirming", "Confirm", "asking by client", &["identify by client"]),
        ("confirming a code", "Confirm", "asking by client", &["identify by client with code"]),
        ("confirming", "Decline", "filling", &[]),
        ("confirming a code", "Decline", "filling", &[]),
        ("asking", "Identified(root)", "root by client", &[]),
        ("asking", "Identified(role)", "naming []", &["list users by client"]),
        ("asking", "Identified(not)", "failed", &["reveal"]),
        ("root", "ContinueAsRoot", "signed in", &["enter as Root by client"]),
        ("root", "UseUserInstead", "filling", &["forget", "advise"]),
        ("naming", "UsersListed", "naming [ada]", &[]),
        ("invalid", "UsersListed", "Invalid(WrongShape) [ada]", &[]),
        ("invalid", "UserEdited", "naming []", &[]),
        ("checking", "UsersListed", &with_ada, &[]),
        ("checking", "UserFound(none)", "NoSuchUser []", &[]),
        ("checking", "UserFound(aborted)", "naming []", &[]),
        ("no such user", "UsersListed", "NoSuchUser [ada]", &[]),
        ("no such user", "UserEdited", "naming []", &[]),
    ];
    for state in ["failed", "offline"] {
        cells.push((state, "SubmitInvalid", "filling", &[]));
        cells.push((state, "Edited", "filling", &[]));
    }
    for state in ["filling", "failed", "offline"] {
        cells.push((state, "Submit(questionable)", "confirming client", &[]));
        cells.push((state, "Submit", "asking by client", &["identify by client"]));
        cells.push((state, "Submit(code)", "asking by other", &["identify by other with code"]));
    }
    let (find, enter) = ([find_bob.as_str()], [enter_ada.as_str()]);
    let enter_with_keys = format!("{enter_ada} with keys");
    let enter_with_keys = [enter_with_keys.as_str()];
    cells.push(("asking", "Identified(user)", "signed in", &enter_with_keys));
    for event in ["UserFound", "UserFound(not known)"] {
        cells.push(("checking", event, "signed in", &enter));
    }
    for state in ["naming", "invalid", "no such user"] {
        cells.push((state, "SubmitUser", &checking_bob, &find));
        cells.push((state, "SubmitUser(invalid)", "Invalid(LooksLikeSecret) []", &[]));
    }
    for state in ["naming", "invalid", "checking", "no such user"] {
        cells.push((state, "Back", "filling", &["forget"]));
    }
    table().assert(&cells);
}

#[test]
fn samples_cover_every_state_and_event() {
    let table = table();
    assert_covers!(
        table.states.iter().map(|(_, state)| state()),
        SignIn<Client>,
        SignIn::Filling(None),
        SignIn::Filling(Some(_)),
        SignIn::Confirming { mfa: None, .. },
        SignIn::Confirming { mfa: Some(_), .. },
        SignIn::Asking(_),
        SignIn::RootWarning(_),
        SignIn::NamingUser(_),
        SignIn::SignedIn,
    );
    let states: Vec<_> = table.states.iter().map(|(_, state)| state()).collect();
    assert_covers!(
        states.iter().filter_map(SignIn::naming).map(NamingUser::naming),
        &Naming,
        Naming::Typing,
        Naming::Checking(_),
        Naming::Wrong(_),
    );
    assert_covers!(
        table.events.iter().map(|(_, event)| event()),
        Event<Client>,
        Event::Submit { mfa: None, is_questionable: false, .. },
        Event::Submit { mfa: Some(_), is_questionable: false, .. },
        Event::Submit { is_questionable: true, .. },
        Event::SubmitInvalid,
        Event::Confirm,
        Event::Decline,
        Event::Edited,
        Event::Online,
        Event::Identified(Ok(_)),
        Event::Identified(Err(_)),
        Event::ContinueAsRoot,
        Event::UseUserInstead,
        Event::UsersListed(_),
        Event::SubmitUser(Ok(_)),
        Event::SubmitUser(Err(_)),
        Event::UserEdited,
        Event::UserFound(Ok(())),
        Event::UserFound(Err(_)),
        Event::Back,
    );
}

#[test]
fn it_holds_credentials_from_the_request_until_it_is_left() {
    let table = table();
    let confirming = ["confirming", "confirming a code"];
    let identified = ["asking", "root", "naming", "invalid", "checking", "no such user"];
    let held: Vec<_> = confirming.into_iter().chain(identified).collect();
    table.assert_true_of(SignIn::holds_credentials, &held);
    table.assert_true_of(SignIn::is_confirming, &confirming);
    table.assert_true_of(SignIn::is_asking, &["asking"]);
    table.assert_true_of(|flow| flow.failure().is_some(), &["failed", "offline"]);
    let wrong = |flow: &SignIn<Client>| flow.naming().is_some_and(|it| it.problem().is_some());
    table.assert_true_of(wrong, &["invalid", "no such user"]);
    let checking = |flow: &SignIn<Client>| flow.naming().is_some_and(NamingUser::is_checking);
    table.assert_true_of(checking, &["checking"]);
}

/// The credentials are dropped with the last state or effect that holds them.
#[test]
fn nothing_is_held_once_it_is_left() {
    use std::rc::Rc;
    let client = Rc::new(());
    let submit = || Event::Submit { client: Rc::clone(&client), mfa: None, is_questionable: false };
    for (identified, left) in [
        (Err(no_answer()), Event::SubmitInvalid),
        (Ok(role()), Event::Back),
        (Ok(caller(Principal::Root)), Event::UseUserInstead),
    ] {
        let flow = SignIn::start();
        let mut flow = flow.update(submit()).0;
        assert!(Rc::strong_count(&client) > 1);
        let identified = identified.map(|caller| Identified { caller, own_keys: None });
        for event in [Event::Identified(identified), left] {
            flow = flow.update(event).0;
        }
        assert_eq!(Rc::strong_count(&client), 1, "{flow:?}");
    }
}
