//! The dialog that makes a key and shows its secret, once.

mod confirm_close;
mod copy_fields;
mod created;
mod effects;
mod formats;
mod not_created;
mod test_key;
mod unaccounted;

use std::mem::discriminant;

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::owned_flow::OwnedFlow;
use crate::ui::screens::security_credentials::model::{Dialog, KeysModel};
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::el;
use confirm_close::confirm_close;
use created::created;
use keycutter_core::flows::create::{Create, Effect, Event, State};
use keycutter_core::keys::NewAccessKey;
use keycutter_core::keys::key_glyph::BLANK;
use keycutter_core::tools::Plan;
use not_created::not_created;

/// Opens the dialog, which asks for a key at once.
pub fn open_create_dialog(model: KeysModel) {
    open(model, Create::start(model.ids()));
}

/// Shows a key that was made for a tool, in place of the dialog that made it.
pub fn open_tool_key(model: KeysModel, new: NewAccessKey, plan: Box<Plan>) {
    open(model, (Create::of_tool(new, plan), Vec::new()));
}

fn open(model: KeysModel, first: (Create, Vec<Effect>)) {
    let perform = move |flow, effect| effects::perform(model, flow, effect);
    model.open(Dialog::Create(OwnedFlow::start(&model.owner(), first, perform)));
}

/// The dialog `Create Access Key`.
pub fn create_dialog(flow: FlowHandle<Create>) -> AnyView {
    let wants_to_leave = LocalSignal::new(false);
    let on_escape = Callback::new(move |()| {
        wants_to_leave.set(true);
        flow.dispatch(Event::Escape);
    });
    // The content is rendered again only when another state is entered.
    let state = LocalMemo::new(move || flow.with(|create| discriminant(create.state())));
    let content = dynamic(move || {
        focus::recover_focus();
        state.with(|_| content(flow, wants_to_leave))
    });
    vec![
        dialog("Create Access Key", "create-title", on_escape, vec![content]),
        show_when(move || flow.with(Create::is_confirming_close), move || confirm_close(flow)),
    ]
    .into_any()
}

/// The view of the flow's state.
fn content(flow: FlowHandle<Create>, wants_to_leave: LocalSignal<bool>) -> AnyView {
    let view = flow.with_untracked(|create| match create.state() {
        State::Requesting(_) => {
            wants_to_leave.set(false);
            requesting(wants_to_leave)
        }
        State::NotCreated(outcome) => not_created(flow, outcome),
        State::Created(new) => created(flow, new.new_key()),
    });
    view.into_any()
}

/// While the server is being asked. The dialog stays, and says why to who wants to leave it.
fn requesting(wants_to_leave: LocalSignal<bool>) -> AnyView {
    let waits = show_when(
        move || wants_to_leave.get(),
        || {
            "This dialog cannot be closed until the response arrives: the key may exist already, \
             and its secret would be lost."
                .into_any()
        },
    );
    vec![
        el("p").attr("class", "key-name").child(key_glyph(BLANK, "key-glyph-large")).into_any(),
        el("p")
            .attr("role", "status")
            .child("Creating an access key. Keep this page open: the secret is sent only once.")
            .into_any(),
        el("p").attr("role", "status").child(waits).into_any(),
    ]
    .into_any()
}
