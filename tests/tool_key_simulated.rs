//! A key for a tool, made in the simulated account: to its end, stopped, undone, and in a later visit.

mod canned;
mod simulated;

use canned::ready;
use keycutter_core::aws::iam::{FindUser, ListUsers};
use keycutter_core::aws::{Client, Principal};
use keycutter_core::flows::Flow;
use keycutter_core::flows::tool_key::{
    Ask, Effect, Event, Failure, Made, Request, State, Step, ToolKey, Work,
};
use keycutter_core::keys::NewAccessKey;
use keycutter_core::simulator::Scene;
use keycutter_core::tools::{Draft, Place, Plan, Tool, find_unfinished};
use keycutter_core::{ServerText, Timestamp};
use simulated::{ACCOUNT, Demo, caller, code, list, refused, user};

fn plan(user_name: &str) -> Box<Plan> {
    let draft = Draft {
        tool: Tool::of_id("restic").expect("a tool"),
        bucket: "my-bucket",
        prefix: "nas/",
        user_name,
        ends: "",
        addresses: "",
        policy: "",
    };
    Box::new(Plan::check(draft, Timestamp::from_millis(0)).expect("a plan"))
}

fn start() -> ToolKey {
    ToolKey::start(Place { partition: "aws", account: ServerText::line(ACCOUNT) })
}

/// Handles an event and sends all requests that follow, as long as they may be sent.
fn run(
    client: &Client<&Demo>,
    flow: ToolKey,
    event: Event,
    may_send: impl Fn(&Request) -> bool,
) -> (ToolKey, Option<NewAccessKey>) {
    let (mut flow, mut effects) = flow.update(event);
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Send(request) if may_send(&request) => {
                let answer = ready(request.send(client));
                (flow, effects) = flow.update(answer);
            }
            Effect::HandOver(new, _, None) => return (flow, Some(new)),
            _ => break,
        }
    }
    (flow, None)
}

fn stopped(flow: &ToolKey) -> (&Work, &Failure) {
    match flow.state() {
        State::Stopped(work, failure) => (work, failure),
        other => panic!("{other:?}"),
    }
}

fn users(client: &Client<&Demo>) -> Vec<String> {
    ready(client.call(&ListUsers { path: Some("/keycutter/") })).expect("users")
}

fn is_no_key_request(request: &Request) -> bool {
    request.ask != Ask::CreateKey
}

#[test]
fn a_user_with_a_key_is_made_and_described() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    let (flow, new) = run(&client, start(), Event::Submit(plan("nas")), |_| true);
    let new = new.expect("a key");
    assert!(matches!(flow.state(), State::Done));
    let found = ready(client.call(&FindUser { user_name: "nas" })).expect("the user");
    assert_eq!(found.path.as_str(), "/keycutter/");
    let tag = |key: &str| {
        let tag = found.tags.iter().find(|(it, _)| it.as_str() == key);
        tag.map(|(_, value)| value.as_str())
    };
    assert_eq!(tag(new.key.id.as_str()), Some("restic my-bucket"));
    assert_eq!(tag("keycutter:state"), Some("done"));
    // It works, and may not do more than its policy says.
    demo.pass(10_000);
    let tool = demo.client_with(new.key.id.as_str(), &new.secret);
    assert_eq!(caller(&tool), Ok(Principal::User("nas".to_owned())));
    assert_eq!(code(list(&tool, &user("nas"))), "AccessDenied");
    assert_eq!(ready(find_unfinished(&client)), Ok(None));
}

#[test]
fn undo_leaves_nothing() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    let (flow, _) = run(&client, start(), Event::Submit(plan("nas")), is_no_key_request);
    assert!(matches!(flow.state(), State::Working(_, Step::Key)));
    assert_eq!(users(&client), ["nas"]);
    // A later visit finds it.
    let found = ready(find_unfinished(&client)).expect("an answer").expect("a plan");
    let flow = start().update(Event::Found(Box::new(found))).0;
    let (flow, _) = run(&client, flow, Event::Undo, |_| true);
    assert!(matches!(flow.state(), State::Filling(None)));
    assert!(users(&client).is_empty());
}

#[test]
fn a_later_visit_goes_on() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    run(&client, start(), Event::Submit(plan("nas")), is_no_key_request);
    let found = ready(find_unfinished(&client)).expect("an answer").expect("a plan");
    assert_eq!(found, *plan("nas"));
    let flow = start().update(Event::Found(Box::new(found))).0;
    let (_, new) = run(&client, flow, Event::Continue, |_| true);
    assert_eq!(list(&client, &user("nas")).expect("keys"), [new.expect("a key").key]);
    assert_eq!(ready(find_unfinished(&client)), Ok(None));
}

#[test]
fn the_same_name_goes_on_and_another_user_is_left_alone() {
    let demo = Demo::new(Scene::Role);
    let client = demo.client();
    run(&client, start(), Event::Submit(plan("nas")), is_no_key_request);
    let (_, new) = run(&client, start(), Event::Submit(plan("nas")), |_| true);
    assert!(new.is_some());
    for taken in ["nas", "ada"] {
        let (flow, new) = run(&client, start(), Event::Submit(plan(taken)), |_| true);
        assert!(new.is_none());
        assert_eq!(*stopped(&flow).1, Failure::NameTaken, "{taken}");
    }
}

#[test]
fn who_may_not_create_users_is_told_at_the_first_step() {
    let demo = Demo::new(Scene::User);
    let client = demo.client();
    let (flow, _) = run(&client, start(), Event::Submit(plan("nas")), |_| true);
    let (work, failure) = stopped(&flow);
    assert_eq!(work.made, Made::default());
    let Failure::Error(error) = failure else { panic!("{failure:?}") };
    let (_, code, message) = refused(Err::<(), _>(error.clone()));
    assert_eq!(code, "AccessDenied");
    assert!(message.contains("iam:CreateUser on resource: arn:aws:iam::"), "{message}");
    assert!(message.contains(":user/keycutter/nas because"), "{message}");
}
