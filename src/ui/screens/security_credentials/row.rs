//! One row of the table. It stays as long as its key is listed; each part of it follows the key.

use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::key_glyph::row_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::screens::security_credentials::cells;
use crate::ui::screens::security_credentials::change_key::{open_delete_dialog, row_flow};
use crate::ui::screens::security_credentials::describe::{
    KEY_MENU, KeyMenu, Place, description_form,
};
use crate::ui::screens::security_credentials::model::{KeysModel, RowSignal};
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{EmptyElement, button, dynamic_attr, el, on_click};
use keycutter_core::aws::KeyOwner;
use keycutter_core::flows::change_key::{ChangeKey, Event};
use keycutter_core::keys::{AccessKeyId, Row, Status};

/// A row: what is known of its key, and what may be done to it.
#[derive(Clone, Copy)]
struct KeyRow {
    model: KeysModel,
    flow: FlowHandle<ChangeKey>,
    row: RowSignal,
}

/// The row of the key with this id.
pub fn key_row(id: &str) -> AnyView {
    let model = KeysModel::expect();
    let id = AccessKeyId::from_answer(id);
    let flow = row_flow(model, id.clone());
    let row = model.row_signal(id);
    KeyRow { model, flow, row }.view()
}

impl KeyRow {
    fn view(self) -> AnyView {
        let is_deleted = move || self.is(|row| !row.is_live());
        let cells = dynamic(move || {
            self.row.with(|row| match row {
                Some(row) => cells::cells(row, self.is_in_use()),
                None => ().into_any(),
            })
        });
        el("tr")
            .attr("role", "row")
            .attr("id", self.id().as_ref().map(cells::row_id))
            .add_any_attr(dynamic_attr("class", move || is_deleted().then_some("row-deleted")))
            .child(self.id_cell())
            .child(cells)
            .child(self.actions())
            .into_any()
    }

    /// The key's ID and its description, which may be edited there.
    fn id_cell(self) -> AnyView {
        let glyph =
            dynamic(move || self.row.with(|row| row.as_ref().map(row_key_glyph)).into_any());
        let id = self.id();
        let description = dynamic(move || match &id {
            Some(id) if self.model.edits_description(id) => {
                description_form(self.model, id.clone(), Place::Row)
            }
            Some(id) => description(self.model.description(id)),
            None => ().into_any(),
        });
        cells::cell("column-id", "Access Key ID")
            .attr("translate", "no")
            .child(glyph)
            .child(self.id_text())
            .child(description)
            .into_any()
    }

    /// The row's buttons. Each is made again only when another one takes its place: a button that
    /// is replaced while it is pressed loses the click.
    fn actions(self) -> AnyView {
        let toggle =
            LocalMemo::new(move || self.row.with(|row| row.as_ref().and_then(next_status)));
        let toggle = dynamic(move || {
            // The focus moves from one to the other.
            focus::preserve_focus();
            toggle.get().map(|status| self.toggle_button(status)).into_any()
        });
        let others = show_when(
            move || self.is(|row| row.actions().delete),
            move || vec![self.delete_button(), self.more_button()].into_any(),
        );
        cells::cell("column-actions", "Actions").child(toggle).child(others).into_any()
    }

    /// Opens the menu of what is done less often. Root's keys have none of it.
    fn more_button(self) -> AnyView {
        let KeyOwner::User(_) = self.model.session().owner() else { return ().into_any() };
        let menu = KeyMenu::expect();
        self.button("button button-bare", "more", "More")
            .attr("aria-haspopup", "menu")
            .attr("popovertarget", KEY_MENU)
            .add_any_attr(on_click(move || menu.open_for(self.id())))
            .child("More")
            .into_any()
    }

    /// The button that sets this status.
    fn toggle_button(self, status: Status) -> AnyView {
        let label = if status == Status::Active { "Make Active" } else { "Make Inactive" };
        self.button("button button-bare", "toggle", label)
            .add_any_attr(dynamic_attr("aria-disabled", move || {
                self.flow.with(ChangeKey::is_busy).then_some("true")
            }))
            .add_any_attr(on_click(move || self.flow.dispatch(Event::SetStatus(status.clone()))))
            .child(label)
            .into_any()
    }

    fn delete_button(self) -> AnyView {
        self.button("button button-bare button-danger", "delete", "Delete")
            .add_any_attr(on_click(move || {
                if let Some(id) = self.id() {
                    open_delete_dialog(self.model, id);
                }
            }))
            .child("Delete")
            .into_any()
    }

    /// A button whose accessible name ends with the key id. `kind` begins its element id.
    fn button(self, class: &'static str, kind: &str, label: &str) -> EmptyElement {
        let id = self.id_text();
        button(class).attr("id", format!("{kind}-{id}")).attr("aria-label", format!("{label} {id}"))
    }

    fn id(self) -> Option<AccessKeyId> {
        self.flow.with_untracked(|change| change.id().clone())
    }

    fn id_text(self) -> String {
        self.id().map(|id| id.to_string()).unwrap_or_default()
    }

    fn is_in_use(self) -> bool {
        self.flow.with_untracked(ChangeKey::is_in_use) == Some(true)
    }

    fn is(self, condition: impl Fn(&Row) -> bool) -> bool {
        self.row.with(|row| row.as_ref().is_some_and(condition))
    }
}

/// A description; nothing in place of an empty one.
fn description(text: String) -> AnyView {
    let line = |text| el("p").attr("class", "description").attr("translate", "yes").child(text);
    (!text.is_empty()).then(|| line(text)).into_any()
}

/// The status that the row's button sets, if it has one.
fn next_status(row: &Row) -> Option<Status> {
    let actions = row.actions();
    match (actions.activate, actions.deactivate) {
        (true, _) => Some(Status::Active),
        (_, true) => Some(Status::Inactive),
        _ => None,
    }
}
