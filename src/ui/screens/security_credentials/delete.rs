//! Deleting a key, for good.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::features::failure::failure_if_any;
use crate::ui::features::key_glyph::copied_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::screens::security_credentials::cells;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_attr, el, listener, on_click};
use crate::ui::widgets::field::{FieldState, field};
use keycutter_core::Secret;
use keycutter_core::flows::change_key::{ChangeKey, Event};
use keycutter_core::keys::{Row, Status};

/// The dialog `Delete access key`. It asks for deactivation first, as the AWS console does, and then
/// for the key id to be typed.
///
/// The key in use is the exception: once inactive it could not delete itself, so it may be deleted
/// at once.
pub fn delete_dialog(flow: FlowHandle<ChangeKey>) -> AnyView {
    let row = key_row(flow);
    let status =
        LocalMemo::new(move || row.with(|row| row.as_ref().map(|row| row.key.status.clone())));
    // What is not listed yet may be active.
    let is_active = move || matches!(status.get(), None | Some(Status::Active));
    let offers_delete = move || {
        flow.with(|change| status.get().is_some_and(|status| change.offers_delete(&status)))
    };
    let is_in_use = flow.with_untracked(ChangeKey::is_in_use) == Some(true);
    let glyph = flow.with_untracked(|change| copied_key_glyph(change.id()));
    let view = dialog(
        "Delete access key",
        "delete-title",
        Callback::new(move |()| flow.dispatch(Event::Leave)),
        vec![
            glyph.into_any(),
            cells::last_use_line(move || row.get()),
            is_in_use.then(in_use_notice).into_any(),
            show_when(is_active, move || deactivate_first(flow, is_in_use)),
            dynamic(move || failure_if_any(flow.with(|change| change.failure().cloned()))),
            show_when(offers_delete, move || confirm(flow)),
        ],
    );
    // Once it is open: clicked twice, `Delete` would make the key inactive.
    if matches!(status.try_get_untracked().flatten(), None | Some(Status::Active)) {
        focus::focus_dialog_heading();
    } else {
        // After the dialog is open, which focuses the button that copies the ID.
        leptos::task::spawn_local(async { focus::focus_first("#confirm-id") });
    }
    view
}

/// The key's row, as far as it is listed.
fn key_row(flow: FlowHandle<ChangeKey>) -> LocalMemo<Option<Row>> {
    let model = KeysModel::expect();
    LocalMemo::new(move || flow.with(|change| model.row(change.id())))
}

fn in_use_notice() -> AnyView {
    el("p")
        .attr("class", "notice")
        .child(el("strong").child("This tab is signed in with this key."))
        .child(
            " Deleting it or making it inactive locks the tab at once and clears a copied secret from the clipboard. \
             To make it active again, you need another key or the console.",
        )
        .into_any()
}

/// What an active key needs first. The dialog of the key in use has `Cancel` further below.
fn deactivate_first(flow: FlowHandle<ChangeKey>, is_in_use: bool) -> AnyView {
    let cancel = (!is_in_use).then(|| {
        button("button")
            .add_any_attr(on_click(move || flow.dispatch(Event::Leave)))
            .child("Cancel")
            .into_any()
    });
    let deactivate = button("button button-main")
        .add_any_attr(dynamic_attr("aria-disabled", move || {
            flow.with(ChangeKey::is_busy).then_some("true")
        }))
        .add_any_attr(on_click(move || flow.dispatch(Event::SetStatus(Status::Inactive))))
        .child("Make Inactive");
    vec![
        el("p")
            .child(
                "This key is active, so something may be using it. Make it inactive first and check that nothing \
                 breaks. You can make an inactive key active again, but you cannot restore a deleted one.",
            )
            .into_any(),
        el("div").attr("class", "buttons").child(deactivate).child(cancel).into_any(),
    ]
    .into_any()
}

/// The key id to be typed, and the button that it enables.
fn confirm(flow: FlowHandle<ChangeKey>) -> AnyView {
    let typed = FieldState::new("");
    let is_confirmed =
        LocalMemo::new(move || flow.with(|change| change.is_confirmed_by(&typed.value())));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.dispatch(Event::Delete(typed.read(|text| Secret::from(text.to_owned()))));
    };
    let delete = el("button")
        .attr("class", "button button-danger")
        .attr("type", "submit")
        .add_any_attr(dynamic_attr("disabled", move || (!is_confirmed.get()).then_some("")))
        .add_any_attr(dynamic_attr("aria-disabled", move || {
            flow.with(ChangeKey::is_busy).then_some("true")
        }))
        .child("Delete");
    let cancel = button("button")
        .add_any_attr(on_click(move || flow.dispatch(Event::Leave)))
        .child("Cancel");
    el("form")
        .attr("class", "fields")
        .add_any_attr(listener("submit", on_submit))
        .child(
            el("p").child(
                "Deleting cannot be undone. Anything that still uses this key stops working.",
            ),
        )
        .child(field("Type the access key ID to confirm", "confirm-id", typed).problem(move || {
            let is_wrong = !typed.value().is_empty() && !is_confirmed.get();
            is_wrong.then_some("This does not match the ID above yet.")
        }))
        .child(el("div").attr("class", "buttons").child(cancel).child(delete))
        .into_any()
}
