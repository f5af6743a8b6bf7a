//! Signing in: every state at every event.

mod flow_table;

use flow_table::{Table, sample};
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{
    CallerIdentity, Error, Identified, KeyOwner, Principal, Service, ServiceError, TransportError,
    UserNameProblem,
};
use keycutter_core::flows::Flow;
use keycutter_core::flows::sign_in::{Effect, Event, Naming, NamingUser, SignIn};
use keycutter_core::{Secret, ServerText};

/// What stands for the page's client.
type Client = &'static str;

fn caller(principal: Principal) -> CallerIdentity {
    CallerIdentity { account: ServerText::default(), arn: ServerText::default(), principal }
}

fn identified(caller: CallerIdentity) -> Event<Client> {
    Event::Identified(Ok(Identified { caller, own_keys: Some(Vec::new()) }))
}

fn user() -> CallerIdentity {
    caller(Principal::User("ada".to_owned()))
}

fn role() -> CallerIdentity {
    caller(Principal::Session("admin".to_owned()))
}

fn ada() -> KeyOwner {
    KeyOwner::User("ada".to_owned())
}

fn no_answer() -> Error {
    Error::Transport(TransportError::NoAnswer)
}

fn offline() -> Error {
    Error::Transport(TransportError::Offline)
}

fn no_such_user() -> Error {
    Error::Service(ServiceError {
        service: Service::Iam,
        is_temporary: false,
        action: "ListAccessKeys",
        status: 404,
        code: ServerText::line("NoSuchEntity"),
        message: ServerText::default(),
        request_id: None,
    })
}

fn mfa() -> GetSessionToken {
    let token_code = Secret::from("123456".to_owned());
    GetSessionToken { serial_number: "device".to_owned(), token_code }
}

fn submit() -> Event<Client> {
    Event::Submit { client: "client", mfa: None, is_questionable: false }
}

fn submit_questionable(mfa: Option<GetSessionToken>) -> Event<Client> {
    Event::Submit { client: "client", mfa, is_questionable: true }
}

fn after(events: impl IntoIterator<Item = Event<Client>>) -> SignIn<Client> {
    events.into_iter().fold(SignIn::start(), |flow, event| flow.update(event).0)
}

fn naming(events: impl IntoIterator<Item = Event<Client>>) -> SignIn<Client> {
    after([submit(), identified(role())].into_iter().chain(events))
}

fn table() -> Table<SignIn<Client>> {
    let root = || [submit(), identified(caller(Principal::Root))];
    Table {
        states: vec![
            sample("filling", SignIn::start),
            sample("failed", || after([submit(), Event::Identified(Err(no_answer()))])),
            sample("offline", || after([submit(), Event::Identified(Err(offline()))])),
            sample("confirming", || after([submit_questionable(None)])),
            sample("confirming a code", || after([submit_questionable(Some(mfa()))])),
            sample("asking", || after([submit()])),
            sample("root", move || after(root())),
            sample("naming", || naming([])),
            sample("invalid", || naming([Event::SubmitUser(Err(UserNameProblem::WrongShape))])),
            sample("checking", || naming([Event::SubmitUser(Ok(ada()))])),
            sample("no such user", || {
                naming([Event::SubmitUser(Ok(ada())), Event::UserFound(Err(no_such_user()))])
            }),
            sample("signed in", || after([submit(), identified(user())])),
        ],
        events: vec![
            sample("Submit", submit),
            sample("Submit(code)", || Event::Submit {
                client: "other",
                mfa: Some(mfa()),
                is_questionable: false,
            }),
            sample("Submit(questionable)", || submit_questionable(None)),
            sample("SubmitInvalid", || Event::SubmitInvalid),
            sample("Confirm", || Event::Confirm),
            sample("Decline", || Event::Decline),
            sample("Edited", || Event::Edited),
            sample("Online", || Event::Online),
            sample("Identified(user)", || identified(user())),
            sample("Identified(root)", || identified(caller(Principal::Root))),
            sample("Identified(role)", || identified(role())),
            sample("Identified(not)", || Event::Identified(Err(no_answer()))),
            sample("ContinueAsRoot", || Event::ContinueAsRoot),
            sample("UseUserInstead", || Event::UseUserInstead),
            sample("UsersListed", || Event::UsersListed(vec!["ada".to_owned()])),
            sample("SubmitUser", || Event::SubmitUser(Ok(KeyOwner::User("bob".to_owned())))),
            sample("SubmitUser(invalid)", || {
                Event::SubmitUser(Err(UserNameProblem::LooksLikeSecret))
            }),
            sample("UserEdited", || Event::UserEdited),
            sample("UserFound", || Event::UserFound(Ok(()))),
            sample("UserFound(none)", || Event::UserFound(Err(no_such_user()))),
            // Whatever else is wrong is shown where the keys would be.
            sample("UserFound(not known)", || Event::UserFound(Err(no_answer()))),
            sample("UserFound(aborted)", || {
                Event::UserFound(Err(Error::Transport(TransportError::Aborted)))
            }),
            sample("Back", || Event::Back),
        ],
        state: in_words,
        effect: effect_in_words,
    }
}

fn in_words(flow: &SignIn<Client>) -> String {
    match flow {
        SignIn::Filling(None) => "filling".to_owned(),
        SignIn::Filling(Some(_)) => "failed".to_owned(),
        SignIn::Confirming { client, mfa: None } => format!("confirming {client}"),
        SignIn::Confirming { client, mfa: Some(_) } => format!("confirming {client} with code"),
        SignIn::Asking(client) => format!("asking by {client}"),
        SignIn::RootWarning(root) => format!("root by {}", root.client),
        SignIn::NamingUser(naming) => {
            let users = naming.users().join(", ");
            match naming.naming() {
                Naming::Typing => format!("naming [{users}]"),
                Naming::Checking(owner) => format!("checking {owner:?} [{users}]"),
                Naming::Wrong(problem) => format!("{problem:?} [{users}]"),
            }
        }
        SignIn::SignedIn => "signed in".to_owned(),
    }
}

fn effect_in_words(effect: &Effect<Client>) -> String {
    match effect {
        Effect::Identify { client, mfa: None } => format!("identify by {client}"),
        Effect::Identify { client, mfa: Some(_) } => format!("identify by {client} with code"),
        Effect::RevealFailure => "reveal".to_owned(),
        Effect::ListUsers(client) => format!("list users by {client}"),
        Effect::FindUser(client, owner) => format!("find {owner:?} by {client}"),
        Effect::Forget => "forget".to_owned(),
        Effect::AdviseUser => "advise".to_owned(),
        Effect::Enter(authenticated, owner) => {
            let keys = authenticated.own_keys.as_ref().map_or("", |_| " with keys");
            format!("enter as {owner:?} by {}{keys}", authenticated.client)
        }
    }
}

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
