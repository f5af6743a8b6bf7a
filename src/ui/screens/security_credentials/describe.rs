//! The descriptions of keys: shown in their rows, and edited there.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

use crate::browser::focus;
use crate::ui::features::failure::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_text, el, listener, on_click};
use crate::ui::widgets::field::{FieldState, field};
use keycutter_core::Secret;
use keycutter_core::aws::KeyOwner;
use keycutter_core::flows::describe::{Describe, Effect, Event, Problem};
use keycutter_core::keys::{AccessKeyId, Unfit};
use keycutter_core::messages::descriptions as messages;

/// The element id of the menu that all rows share.
pub const KEY_MENU: &str = "key-menu";

/// Where a description is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the row of its key, which is open for it.
    Row,
    /// With a new key.
    NewKey,
}

/// The key whose menu was opened last, for the rows of the table.
#[derive(Clone, Copy)]
pub struct KeyMenu(LocalSignal<Option<AccessKeyId>>);

impl KeyMenu {
    /// The one that the table provided.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The menu opens for this key.
    pub fn open_for(self, id: Option<AccessKeyId>) {
        self.0.set(id);
    }
}

/// The menu that all rows share, provided to them. The browser opens it, places it and closes it.
pub fn key_menu(model: KeysModel) -> AnyView {
    let menu = KeyMenu(LocalSignal::new(None));
    provide_context(menu);
    let on_edit = move || {
        model.edit_description(menu.0.get_untracked());
        // After the field is there.
        spawn_local(async { focus::focus_first("#description") });
    };
    let item = button("menu-item")
        .attr("role", "menuitem")
        // When the menu opens, the keyboard is in it.
        .attr("autofocus", "")
        .attr("popovertarget", KEY_MENU)
        .attr("popovertargetaction", "hide")
        .add_any_attr(on_click(on_edit))
        .child("Edit description");
    el("div")
        .attr("class", "menu")
        .attr("id", KEY_MENU)
        .attr("role", "menu")
        .attr("popover", "")
        .child(item)
        .into_any()
}

/// The field for the description of a key, with what came of saving it.
pub fn description_form(model: KeysModel, id: AccessKeyId, place: Place) -> AnyView {
    let text = FieldState::new(untrack(|| model.description(&id)));
    let flow = start(model, id, place);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.dispatch(Event::Submit(text.read(str::to_owned)));
    };
    let on_key = move |event: KeyboardEvent| {
        if place == Place::Row && event.key() == "Escape" {
            flow.dispatch(Event::Cancel);
        }
    };
    let unfit = move || match flow.with(|it| it.problem().cloned()) {
        Some(Problem::Unfit(unfit)) => Some(messages::unfit(&unfit)),
        _ => None,
    };
    let refused = dynamic(move || match flow.with(|it| it.problem().cloned()) {
        Some(Problem::Error(error)) => failure(error),
        _ => ().into_any(),
    });
    let status = dynamic_text(move || flow.with(|it| messages::progress(it.state())));
    let element_id = if place == Place::Row { "description" } else { "new-description" };
    // Beside a secret, `Save` alone would seem to be about that.
    let label = if place == Place::Row { "Save" } else { "Save description" };
    let save = el("button").attr("class", "button").attr("type", "submit").child(label);
    let cancel = move || {
        button("button")
            .add_any_attr(on_click(move || flow.dispatch(Event::Cancel)))
            .child("Cancel")
            .into_any()
    };
    el("form")
        .attr("class", "fields description-form")
        .add_any_attr(listener("submit", on_submit))
        .add_any_attr(listener("keydown", on_key))
        .child(
            field("Description", element_id, text)
                .hint(if place == Place::Row { "" } else { messages::HINT })
                .problem(unfit)
                .fix(move || cleaned(flow, text))
                .into_render(),
        )
        .child(refused)
        .child(
            el("div")
                .attr("class", "buttons")
                .child(save)
                .child(show_when(move || place == Place::Row, cancel)),
        )
        .child(el("p").attr("class", "field-hint").attr("role", "status").child(status))
        .into_any()
}

fn start(model: KeysModel, id: AccessKeyId, place: Place) -> FlowHandle<Describe> {
    let more = format!("#more-{id}");
    let perform = move |flow: FlowHandle<Describe>, effect| match effect {
        Effect::Save(id, text) => spawn_local(async move {
            flow.dispatch(Event::Saved(model.save_description(&id, &text).await));
        }),
        Effect::Note(id, text) => model.note_description(&id, &text),
        Effect::Close if place == Place::Row => {
            model.close_description();
            let more = more.clone();
            spawn_local(async move { focus::focus_first(&more) });
        }
        Effect::Close => {}
    };
    FlowHandle::start((Describe::new(id), Vec::new()), perform)
}

/// A button that takes what tags cannot hold out of the text.
fn cleaned(flow: FlowHandle<Describe>, text: FieldState) -> AnyView {
    let cleaned = flow.with(|it| match it.problem() {
        Some(Problem::Unfit(Unfit::Characters(cleaned))) if !cleaned.is_empty() => {
            Some(cleaned.clone())
        }
        _ => None,
    });
    let offer = cleaned.map(|cleaned| {
        let label = format!("Use “{cleaned}”");
        let on_use = move || {
            text.set(Secret::from(cleaned.clone()));
            flow.dispatch(Event::Submit(cleaned.clone()));
        };
        button("button").add_any_attr(on_click(on_use)).child(label)
    });
    offer.into_any()
}

/// The description of a new key; of the root user's, that there is none.
pub fn new_description(model: KeysModel, id: &AccessKeyId) -> AnyView {
    match model.session().owner() {
        KeyOwner::User(_) => description_form(model, id.clone(), Place::NewKey),
        KeyOwner::Root => el("p").attr("class", "field-hint").child(messages::ROOT).into_any(),
    }
}

/// Descriptions of keys that are gone, with a button that removes them.
pub fn left_over(model: KeysModel) -> AnyView {
    dynamic(move || {
        let left = model.left_over_descriptions();
        if left.is_empty() {
            return ().into_any();
        }
        let text = messages::left_over(&left);
        let ids: Vec<_> = left.into_iter().map(|(id, _)| id).collect();
        let on_remove = move || model.remove_descriptions(ids.clone());
        el("div")
            .attr("class", "notice")
            .child(el("p").child(text))
            .child(
                button("button")
                    .add_any_attr(on_click(on_remove))
                    .child("Remove these descriptions"),
            )
            .into_any()
    })
}
