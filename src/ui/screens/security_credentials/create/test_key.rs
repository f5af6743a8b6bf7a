//! Whether the new key works yet.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_text, el, on_click};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Client, Credentials};
use keycutter_core::flows::create::Create;
use keycutter_core::flows::test_key::{Effect, Event, State, TestKey};
use keycutter_core::messages::test_key as messages;

/// Signs with the new key. It is dropped as soon as the test is over.
type NewKeysClient = LocalSignal<Option<Rc<Client<AppTransport>>>>;

/// `Test key`, and what came of it.
pub fn test_key(create: FlowHandle<Create>) -> AnyView {
    let network = Network::expect();
    let client: NewKeysClient = LocalSignal::new(None);
    let flow = FlowHandle::start((TestKey::new(), Vec::new()), move |flow, effect| {
        perform(client, flow, effect);
    });
    let is_running = move || flow.with(|test| matches!(test.state(), State::Running(_)));
    let end = move || {
        client.set(None);
        network.follow(SignedIn::expect().session().client());
    };
    let on_press = move || {
        if flow.with_untracked(|test| matches!(test.state(), State::Running(_))) == Some(true) {
            flow.dispatch(Event::Cancel);
            end();
        } else {
            client.set(new_client(network, create));
            flow.dispatch(Event::Start { now: clock::now() });
        }
    };
    let label = move || if is_running() { "Cancel test" } else { "Test key" };
    let status = dynamic_text(move || flow.with(|test| messages::status(test.state())));
    let problem = dynamic(move || {
        flow.with(|test| match test.state() {
            State::DoesNotWork(error) => failure(error.clone()),
            _ => ().into_any(),
        })
    });
    el("div")
        .child(button("button").add_any_attr(on_click(on_press)).child(dynamic_text(label)))
        .child(el("p").attr("class", "field-hint").attr("role", "status").child(status))
        .child(show_when(is_running, || el("progress").attr("aria-label", "Test key").into_any()))
        .child(problem)
        .into_any()
}

fn new_client(network: Network, create: FlowHandle<Create>) -> Option<Rc<Client<AppTransport>>> {
    let endpoint = SignedIn::expect().session().client().endpoint().clone();
    let credentials = create.with_untracked(|create| {
        let new = create.created()?.new_key();
        Some(Credentials::new(new.key.id.clone(), new.secret.duplicate(), None))
    });
    network.client(credentials.flatten()?, endpoint)
}

fn perform(client: NewKeysClient, flow: FlowHandle<TestKey>, effect: Effect) {
    let Effect::Ask { run, after } = effect;
    clock::after(after, move || {
        let is_wanted = flow.with_untracked(|test| test.wants(run)) == Some(true);
        let Some(asking) = client.try_get_untracked().flatten().filter(|_| is_wanted) else {
            return;
        };
        spawn_local(async move {
            let outcome = asking.call(&GetCallerIdentity).await;
            flow.dispatch(Event::Answered { run, outcome, now: clock::now() });
        });
    });
}
