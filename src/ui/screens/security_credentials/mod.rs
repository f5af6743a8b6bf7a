//! The main screen: the keys of one identity, and what may be done to them.

mod cells;
mod change_key;
mod create;
mod deactivate;
mod delete;
mod describe;
mod expiry;
mod identity;
mod model;
mod renew;
mod row;
mod table;
mod tool_key;

use leptos::prelude::*;

use crate::browser::part::part;
use crate::browser::{events, focus};
use crate::ui::context::session::{Session, SignedIn};
use crate::ui::features::idle_lock::{Warning, keeper};
use crate::ui::features::waiting::clock_note;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::el;
use crate::ui::widgets::template_content::template_content;
use create::create_dialog;
use deactivate::deactivate_dialog;
use delete::delete_dialog;
use expiry::expiry;
use identity::{footer, identity};
use model::{Dialog, KeysModel};
use renew::renew_dialog;
use table::key_table;
use tool_key::tool_key_dialog;

part! {
    /// The main screen.
    pub static SECURITY_CREDENTIALS: Part<fn(Session) -> AnyView> = account(view);
}

/// The main screen of a session.
fn view(session: Session) -> AnyView {
    let signed_in = SignedIn::provide(session.clone());
    let model = KeysModel::provide(signed_in);
    model.refresh();
    HandleSlot::new(events::listen(events::ONLINE, Box::new(move |_| model.note_online())));
    // After the view is there.
    leptos::task::spawn_local(async { focus::focus_screen_heading() });

    vec![
        el("main")
            .attr("class", "page")
            .child(el("h1").attr("tabindex", "-1").child("Security Credentials"))
            .child(identity(&session))
            .child(clock_note())
            .child(expiry())
            .child(key_table())
            .child(template_content("notes"))
            .child(dynamic(move || open_dialog(model.dialog())))
            .child(show_when(move || model.asks_for_credentials(), renew_dialog))
            .child(keeper(
                Warning { lost: "Locking clears your credentials.", keep: "Stay signed in" },
                Box::new(|| true),
            ))
            .into_any(),
        footer(&session),
    ]
    .into_any()
}

/// The dialog that is open.
fn open_dialog(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::None => ().into_any(),
        Dialog::Create(flow) => create_dialog(flow.keep()),
        Dialog::Delete(flow) => delete_dialog(flow.keep()),
        Dialog::Deactivate(flow) => deactivate_dialog(flow.keep()),
        Dialog::ToolKey(flow) => tool_key_dialog(flow.keep()),
    }
}
