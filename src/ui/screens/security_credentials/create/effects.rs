//! Does what the flow asks for.

use leptos::task::spawn_local;

use crate::browser::{clock, focus};
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::cells::row_id;
use crate::ui::screens::security_credentials::change_key::open_delete_dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use keycutter_core::flows::create::{Create, Effect, Event};

/// How long a list may lag behind, in milliseconds.
const LIST_AGAIN: u32 = 2_000;

/// Performs one effect. What comes of a request is dispatched as the event that answers it.
pub fn perform(model: KeysModel, flow: FlowHandle<Create>, effect: Effect) {
    match effect {
        Effect::Create { .. } | Effect::ResolveLost { .. } => {
            spawn_local(async move {
                if let Some(answer) = request(model, effect).await {
                    flow.dispatch(answer);
                }
            });
        }
        Effect::AddKey(key) => model.add_key(key),
        Effect::ListKeys => list(model, flow),
        Effect::ListKeysLater => clock::after(LIST_AGAIN, move || list(model, flow)),
        Effect::OpenDelete(id) => open_delete_dialog(model, id),
        Effect::Close => {
            let new = flow.with_untracked(|create| {
                create.created().map(|created| row_id(&created.new_key().key.id))
            });
            focus::return_to(new.flatten().unwrap_or_default());
            model.close_dialog();
        }
    }
}

fn list(model: KeysModel, flow: FlowHandle<Create>) {
    model.list_quietly(move |ids| {
        flow.dispatch(ids.map_or(Event::NotListed, |ids| Event::Listed(ids.to_vec())));
    });
}

/// Sends the request that an effect asks for; `None` for other effects.
async fn request(model: KeysModel, effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Create { known } => Event::Answered(model.create(&known).await),
        Effect::ResolveLost { known, error } => {
            Event::Resolved(model.resolve_lost_create(&known, error).await)
        }
        _ => return None,
    })
}
