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
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_text, el, on_click};
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Client, Credentials};
use keycutter_core::flows::create::Create;
use keycutter_core::flows::test_key::{Effect, Event, State, TestKey};
use keycutter_core::messages::test_key as messages;
use keycutter_core::messages::tools::simulated;
use keycutter_core::tools::{Place, simulate};

/// What a test in progress holds besides its state.
#[derive(Clone, Copy)]
struct Running {
    network: Network,
    signed_in: SignedIn,
    /// Signs with the new key. It is dropped as soon as the test is over.
    client: LocalSignal<Option<Rc<Client<AppTransport>>>>,
    seconds: LocalSignal<u32>,
    clock: HandleSlot,
    /// What IAM says that the key of a tool may do, once it works.
    simulated: LocalSignal<String>,
}

/// `Test key`, and what came of it.
pub fn test_key(create: FlowHandle<Create>) -> AnyView {
    let running = Running {
        network: Network::expect(),
        signed_in: SignedIn::expect(),
        client: LocalSignal::new(None),
        seconds: LocalSignal::new(0),
        clock: HandleSlot::empty(),
        simulated: LocalSignal::new(String::new()),
    };
    let perform = move |flow, Effect::Ask { run, after }| {
        clock::after(after, move || running.ask(flow, create, run));
    };
    let flow = FlowHandle::start((TestKey::new(), Vec::new()), perform);
    let on_press = move || {
        if flow.with_untracked(TestKey::is_running) == Some(true) {
            flow.dispatch(Event::Cancel);
            running.end();
        } else {
            running.begin(create);
            flow.dispatch(Event::Start { now: clock::now() });
        }
    };
    let is_running = move || flow.with(TestKey::is_running);
    let label = move || if is_running() { "Cancel test" } else { "Test key" };
    let status = dynamic_text(move || flow.with(|test| messages::status(test.state())));
    // Not announced: it changes every second.
    let time = move || {
        let seconds = dynamic_text(move || format!("{} s", running.seconds.get()));
        el("p")
            .attr("class", "field-hint")
            .child(el("progress").attr("aria-label", "Test key"))
            .child(" ")
            .child(seconds)
            .into_any()
    };
    let problem = dynamic(move || {
        flow.with(|test| match test.state() {
            State::DoesNotWork(error) => failure(error.clone()),
            _ => ().into_any(),
        })
    });
    el("div")
        .child(button("button").add_any_attr(on_click(on_press)).child(dynamic_text(label)))
        .child(el("p").attr("class", "field-hint").attr("role", "status").child(status))
        .child(
            el("p")
                .attr("class", "field-hint")
                .attr("role", "status")
                .child(dynamic_text(move || running.simulated.get())),
        )
        .child(show_when(is_running, time))
        .child(problem)
        .into_any()
}

impl Running {
    fn begin(self, create: FlowHandle<Create>) {
        let credentials = |create: &Create| {
            let new = create.created()?.new_key();
            Some(Credentials::new(new.key.id.clone(), new.secret.duplicate(), None))
        };
        let endpoint = self.signed_in.session().client().endpoint().clone();
        let credentials = create.with_untracked(credentials).flatten();
        self.client.set(credentials.and_then(|it| self.network.client(it, endpoint)));
        self.seconds.set(0);
        let tick = move || self.seconds.update(|seconds| *seconds += 1);
        self.clock.set(Some(Box::new(clock::every_second(tick))));
    }

    /// The waits of the session's own requests are shown again.
    fn end(self) {
        self.client.set(None);
        self.clock.set(None);
        if let Some(session) = self.signed_in.try_session() {
            self.network.follow(session.client());
        }
    }

    fn ask(self, flow: FlowHandle<TestKey>, create: FlowHandle<Create>, run: u32) {
        let is_wanted = move || flow.with_untracked(|test| test.wants(run)) == Some(true);
        let client = self.client.try_get_untracked().flatten();
        let Some(client) = client.filter(|_| is_wanted()) else { return };
        spawn_local(async move {
            let outcome = client.call(&GetCallerIdentity).await;
            let was_wanted = is_wanted();
            flow.dispatch(Event::Answered { run, outcome, now: clock::now() });
            if was_wanted && !is_wanted() {
                self.end();
                let works = |test: &TestKey| matches!(test.state(), State::Works(_));
                if flow.with_untracked(works) == Some(true) {
                    self.simulate(create).await;
                }
            }
        });
    }

    /// Asks by the session's own client. Who may not ask is told nothing: the key works all the same.
    async fn simulate(self, create: FlowHandle<Create>) {
        let plan = create.with_untracked(|create| create.plan().cloned()).flatten();
        let Some((session, plan)) = self.signed_in.try_session().zip(plan) else { return };
        let place = Place::of(session.client().endpoint(), session.caller());
        if let Ok(simulation) = simulate(session.client(), &plan, &place).await {
            self.simulated.set(simulated(&simulation));
        }
    }
}
