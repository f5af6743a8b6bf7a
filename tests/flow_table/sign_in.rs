//! Samples of signing in, and how its tests put them into words.

use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{
    CallerIdentity, Error, Identified, KeyOwner, Principal, Service, ServiceError, TransportError,
    UserNameProblem,
};
use keycutter_core::flows::Flow;
use keycutter_core::flows::sign_in::{Effect, Event, Naming, SignIn};
use keycutter_core::{Secret, ServerText};

use crate::flow_table::{Table, sample};

/// What stands for the page's client.
pub type Client = &'static str;

pub fn caller(principal: Principal) -> CallerIdentity {
    CallerIdentity { account: ServerText::default(), arn: ServerText::default(), principal }
}

pub fn identified(caller: CallerIdentity) -> Event<Client> {
    Event::Identified(Ok(Identified { caller, own_keys: Some(Vec::new()) }))
}

pub fn user() -> CallerIdentity {
    caller(Principal::User("ada".to_owned()))
}

pub fn role() -> CallerIdentity {
    caller(Principal::Session("admin".to_owned()))
}

pub fn ada() -> KeyOwner {
    KeyOwner::User("ada".to_owned())
}

pub fn no_answer() -> Error {
    Error::Transport(TransportError::NoAnswer)
}

pub fn offline() -> Error {
    Error::Transport(TransportError::Offline)
}

pub fn no_such_user() -> Error {
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

pub fn mfa() -> GetSessionToken {
    let token_code = Secret::from("123456".to_owned());
    GetSessionToken { serial_number: "device".to_owned(), token_code }
}

pub fn submit() -> Event<Client> {
    Event::Submit { client: "client", mfa: None, is_questionable: false }
}

pub fn submit_questionable(mfa: Option<GetSessionToken>) -> Event<Client> {
    Event::Submit { client: "client", mfa, is_questionable: true }
}

pub fn after(events: impl IntoIterator<Item = Event<Client>>) -> SignIn<Client> {
    events.into_iter().fold(SignIn::start(), |flow, event| flow.update(event).0)
}

pub fn naming(events: impl IntoIterator<Item = Event<Client>>) -> SignIn<Client> {
    after([submit(), identified(role())].into_iter().chain(events))
}

pub fn table() -> Table<SignIn<Client>> {
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

pub fn in_words(flow: &SignIn<Client>) -> String {
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

pub fn effect_in_words(effect: &Effect<Client>) -> String {
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
