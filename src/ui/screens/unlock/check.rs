//! `Check`: whether an endpoint answers, lets this page read its answers, and speaks IAM.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::fetch::is_reachable;
use crate::browser::part::{NotLoaded, part};
use crate::browser::{environment, focus};
use crate::ui::context::network::Network;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure::{check_failure, not_loaded};
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, el, on_click};
use crate::ui::widgets::field::field_note;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Client, Error, Service, TransportError};
use keycutter_core::flows::check::{self, Check, Effect, Event, Verdict};
use keycutter_core::messages;

type AppClient = Rc<Client<AppTransport>>;

/// The flow of `Check`.
pub type Handle = FlowHandle<Check<AppClient>>;

/// The flow before its first check.
pub fn start() -> Handle {
    Handle::start((Check::Idle, vec![]), load_and_perform)
}

/// The button, and what it found about the endpoint of the form.
pub fn check_endpoint(form: Form, flow: Handle) -> AnyView {
    let network = Network::expect();
    let on_check = move || {
        if flow.with_untracked(Check::is_running) == Some(false) {
            flow.dispatch(begin(form, network));
        }
    };
    let busy = move || flow.with(Check::is_running).then_some("true");
    let outcome = dynamic(move || flow.with(outcome));
    let on_retry = Callback::new(move |()| on_check());
    let problem = dynamic(move || {
        focus::recover_focus();
        flow.with(|check| match CHECKING.get() {
            _ if check.failure().is_none() => ().into_any(),
            Some(checking) => (checking.problem)(check, on_retry),
            None => not_loaded(),
        })
    });
    vec![
        el("div")
            .attr("class", "buttons")
            .child(
                button("button")
                    .add_any_attr(dynamic_attr("aria-disabled", busy))
                    .add_any_attr(on_click(on_check))
                    .child("Check"),
            )
            .child(el("div").attr("class", "check-outcome").attr("role", "status").child(outcome))
            .into_any(),
        problem,
    ]
    .into_any()
}

/// A client that signs with a key that does not exist, where the endpoint is valid.
fn begin(form: Form, network: Network) -> Event<AppClient> {
    let endpoint = form.validate_place();
    if endpoint.is_none() {
        // After the view has marked what is wrong.
        spawn_local(async {
            focus::focus_first("#endpoint-url[aria-invalid], #region[aria-invalid]");
        });
    }
    endpoint
        .and_then(|endpoint| network.client(check::credentials(), endpoint))
        .map_or(Event::Reset, Event::Start)
}

/// What is loaded when something is checked.
#[derive(Clone, Copy)]
struct Checking {
    perform: fn(Handle, Effect<AppClient>),
    problem: fn(&Check<AppClient>, Callback<()>) -> AnyView,
}

part! {
    static CHECKING: Part<Checking> = account(Checking { perform, problem });
}

fn load_and_perform(flow: Handle, effect: Effect<AppClient>) {
    spawn_local(async move {
        match CHECKING.load().await {
            Ok(checking) => (checking.perform)(flow, effect),
            // The alert says what this is, since its code is not loaded either.
            Err(NotLoaded) => {
                flow.dispatch(Event::Asked(Err(Error::Transport(TransportError::Offline))));
            }
        }
    });
}

fn perform(flow: Handle, effect: Effect<AppClient>) {
    spawn_local(async move {
        flow.dispatch(match effect {
            Effect::Ask(client) => Event::Asked(client.call(&GetCallerIdentity).await.map(|_| ())),
            Effect::Reach(client) => {
                Event::Reached(is_reachable(&client.endpoint().url(Service::Iam)).await)
            }
        });
    });
}

fn outcome(check: &Check<AppClient>) -> AnyView {
    match check.verdict() {
        _ if check.is_running() => field_note("field-hint", messages::check::CHECKING),
        Some(Verdict::Usable) => field_note("field-found", messages::check::USABLE),
        _ => ().into_any(),
    }
}

/// Why the endpoint cannot be used, and which settings of the server help.
fn problem(check: &Check<AppClient>, on_retry: Callback<()>) -> AnyView {
    let Some(error) = check.failure() else { return ().into_any() };
    let settings = check.is_blocked_by_cors().then(cors_settings);
    check_failure(error.clone(), settings, on_retry)
}

fn cors_settings() -> AnyView {
    let item = |setting: messages::check::Setting| {
        el("li")
            .child(setting.place)
            .child(" ")
            .child(el("code").attr("class", "breakable").child(setting.text))
            .into_any()
    };
    let settings = messages::check::cors_settings(&environment::origin());
    el("ul")
        .attr("class", "alert-causes")
        .child(settings.into_iter().map(item).collect::<Vec<_>>())
        .into_any()
}
