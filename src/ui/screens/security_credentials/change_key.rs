//! Does what the flow of a change of a key asks for.

use leptos::task::spawn_local;

use crate::browser::focus;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::owned_flow::OwnedFlow;
use crate::ui::screens::security_credentials::cells::row_id;
use crate::ui::screens::security_credentials::model::{Dialog, Failure, KeysModel};
use keycutter_core::flows::change_key::{Change, ChangeKey, Effect, Event, Place};
use keycutter_core::keys::AccessKeyId;

/// The flow of the buttons in a key's row. It lives as long as the row.
pub fn row_flow(model: KeysModel, id: AccessKeyId) -> FlowHandle<ChangeKey> {
    let (first, perform) = flow(model, id, Place::Row);
    FlowHandle::start(first, perform)
}

/// Opens the dialog `Delete access key`.
pub fn open_delete_dialog(model: KeysModel, id: AccessKeyId) {
    let (first, perform) = flow(model, id, Place::DeleteDialog);
    model.open(Dialog::Delete(OwnedFlow::start(&model.owner(), first, perform)));
}

/// Opens the warning before the key in use is made inactive.
fn open_deactivate_dialog(model: KeysModel, id: AccessKeyId) {
    let (first, perform) = flow(model, id, Place::DeactivateDialog);
    model.open(Dialog::Deactivate(OwnedFlow::start(&model.owner(), first, perform)));
}

/// What a flow starts with, and what performs its effects.
type Start = ((ChangeKey, Vec<Effect>), Box<dyn Fn(FlowHandle<ChangeKey>, Effect)>);

fn flow(model: KeysModel, id: AccessKeyId, place: Place) -> Start {
    let is_in_use = model.is_in_use(&id);
    let perform = move |flow, effect| perform(model, place, flow, effect);
    ((ChangeKey::new(id, is_in_use, place), Vec::new()), Box::new(perform))
}

fn perform(model: KeysModel, place: Place, flow: FlowHandle<ChangeKey>, effect: Effect) {
    match effect {
        Effect::Request(id, change) => spawn_local(async move {
            flow.dispatch(Event::Changed(model.request_change(&id, &change).await));
        }),
        Effect::Note(id, change) => {
            let next = (change == Change::Delete).then(|| model.neighbour(&id)).flatten();
            model.note_change(&id, change);
            // The button that asked for it may go; that of a row has another in its place.
            if place != Place::Row {
                focus::recover_focus();
                focus::return_to(next.as_ref().map(row_id).unwrap_or_default());
            }
        }
        Effect::Lock(reason) => model.lock(reason),
        Effect::ShowFailure(error) => {
            model.note_failure(error.map(|error| Failure { error, is_of_listing: false }));
        }
        Effect::GiveUp => model.give_up(),
        Effect::ConfirmDeactivation(id) => open_deactivate_dialog(model, id),
        Effect::Close => model.close_dialog(),
    }
}
