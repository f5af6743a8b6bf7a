//! Does what the flow asks for.

use leptos::task::spawn_local;

use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::model::KeysModel;
use keycutter_core::flows::change_key::Change;
use keycutter_core::flows::create::{Create, Effect, Event};

/// Performs one effect. What comes of a request is dispatched as the event that answers it.
pub fn perform(model: KeysModel, flow: FlowHandle<Create>, effect: Effect) {
    match effect {
        Effect::Create { .. } | Effect::Delete(_) | Effect::ResolveLost { .. } => {
            spawn_local(async move {
                if let Some(answer) = request(model, effect).await {
                    flow.dispatch(answer);
                }
            });
        }
        Effect::AddKey(key) => model.add_key(key),
        Effect::MarkDeleted(id) => model.note_change(&id, Change::Delete),
        Effect::ListKeys => model.list_then(move |ids| flow.dispatch(Event::Listed(ids))),
        Effect::Close => model.close_dialog(),
    }
}

/// Sends the request that an effect asks for; `None` for other effects.
async fn request(model: KeysModel, effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Create { known } => Event::Answered(model.create(&known).await),
        Effect::Delete(id) => Event::Deleted(model.request_change(&id, &Change::Delete).await),
        Effect::ResolveLost { known, error } => {
            Event::Resolved(model.resolve_lost_create(&known, error).await)
        }
        Effect::AddKey(_) | Effect::MarkDeleted(_) | Effect::ListKeys | Effect::Close => {
            return None;
        }
    })
}
