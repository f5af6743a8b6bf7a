//! The dialog that makes a user and a key for a tool. Its code is loaded when it is opened.

mod form;
mod policy;
mod stopped;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create::open_tool_key;
use crate::browser::part::part;
use crate::ui::features::failure::not_loaded;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::owned_flow::OwnedFlow;
use crate::ui::screens::security_credentials::model::{Dialog, Failure, KeysModel};
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::element::{dynamic_text, el};
use form::ToolForm;
use keycutter_core::aws::{Error, TransportError};
use keycutter_core::flows::tool_key::{Effect, Event, Request, State, ToolKey};
use keycutter_core::messages;
use keycutter_core::tools::{Place, find_unfinished};

type Handle = FlowHandle<ToolKey>;

/// What the main screen calls in it.
#[derive(Clone, Copy)]
struct Making {
    send: fn(KeysModel, Handle, Request),
    view: fn(Handle) -> AnyView,
}

part! {
    static MAKING: Part<Making> = account(Making { send, view });
}

/// Opens the dialog, once its code is loaded.
pub fn open_tool_key_dialog(model: KeysModel) {
    spawn_local(async move {
        let Ok(making) = MAKING.load().await else {
            let error = Error::Transport(TransportError::Offline);
            return model.note_failure(Some(Failure { error, is_of_listing: false }));
        };
        let session = model.session();
        let place = Place::of(session.client().endpoint(), session.caller());
        let perform = move |flow, effect| match effect {
            Effect::Send(request) => (making.send)(model, flow, request),
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
    });
}

/// The dialog `New key for a tool`.
pub fn tool_key_dialog(flow: Handle) -> AnyView {
    MAKING.get().map_or_else(not_loaded, |making| (making.view)(flow))
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

fn view(flow: Handle) -> AnyView {
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
