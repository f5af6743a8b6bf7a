//! Temporary credentials run out: a countdown first, then new ones are asked for.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::el;
use keycutter_core::flows::renew::Renew;

/// Says how long the credentials last, in their last minutes, and asks for new ones after that.
pub fn expiry() -> AnyView {
    let model = KeysModel::expect();
    model.check_expiry();
    HandleSlot::new(clock::every_second(move || model.check_expiry()));
    let minutes = LocalMemo::new(move || model.renewal().with(Renew::minutes_left));
    let note = dynamic(move || match minutes.get() {
        Some(minutes) => countdown(minutes),
        None => ().into_any(),
    });
    el("div").attr("role", "status").child(note).into_any()
}

fn countdown(minutes: i64) -> AnyView {
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let text = format!(
        "These credentials expire in {minutes} {unit}. Keycutter will then ask for new ones, and you can continue \
         where you are."
    );
    el("p").attr("class", "notice").child(text).into_any()
}
