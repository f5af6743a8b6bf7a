//! The dialog that makes a user and a key for a tool.

mod form;
mod policy;
mod stopped;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create::open_tool_key;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::owned_flow::OwnedFlow;
use crate::ui::screens::security_credentials::model::{Dialog, Failure, KeysModel};
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{dynamic_text, el};
use form::ToolForm;
use keycutter_core::flows::tool_key::{Effect, Event, Request, State, ToolKey};
use keycutter_core::messages;
use keycutter_core::tools::{Place, find_unfinished};

type Handle = FlowHandle<ToolKey>;

/// Opens the dialog.
pub fn open_tool_key_dialog(model: KeysModel) {
    let session = model.session();
    let place = Place::of(session.client().endpoint(), session.caller());
    let perform = move |flow, effect| match effect {
        Effect::Send(request) => send(model, flow, request),
        Effect::HandOver(new, plan, error) => {
            open_tool_key(model, new, plan);
            if let Some(error) = error {
                model.note_failure(Some(Failure { error, is_of_listing: false }));
            }
        }
        Effect::Close => model.close_dialog(),
    };
    let first = (ToolKey::start(place), Vec::new());
    model.open(Dialog::ToolKey(OwnedFlow::start(&model.owner(), first, perform)));
}

fn send(model: KeysModel, flow: Handle, request: Request) {
    spawn_local(async move {
        let session = model.session();
        let answer = request.send(session.client()).await;
        if let Some(error) = answer.error() {
            model.note_expiry(error);
        }
        flow.dispatch(answer);
    });
}

/// The dialog `New key for a tool`.
pub fn tool_key_dialog(flow: Handle) -> AnyView {
    let model = KeysModel::expect();
    let form = ToolForm::new(flow);
    // Who may not list users can make one all the same.
    spawn_local(async move {
        let session = model.session();
        if let Ok(Some(plan)) = find_unfinished(session.client()).await {
            flow.dispatch(Event::Found(Box::new(plan)));
        }
    });
    let is_filling = move || flow.with(|tool| matches!(tool.state(), State::Filling(_)));
    let is_stopped = move || flow.with(|tool| matches!(tool.state(), State::Stopped(..)));
    let content = vec![
        show_when(is_filling, move || form.view()),
        show_when(is_stopped, move || stopped::stopped(flow)),
    ];
    let status = dynamic_text(move || flow.with(|tool| messages::tools::progress(tool.state())));
    let on_escape = Callback::new(move |()| flow.dispatch(Event::Close));
    dialog(
        "New key for a tool",
        "tool-title",
        on_escape,
        vec![content.into_any(), el("p").attr("role", "status").child(status).into_any()],
    )
}
