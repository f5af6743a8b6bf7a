//! Temporary credentials run out: a countdown first, then new ones are asked for.

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::context::session::SignedIn;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::el;

/// The countdown begins this many minutes before the end.
const LAST_MINUTES: i64 = 10;

/// Says how long the credentials last, in their last minutes, and asks for new ones after that.
pub fn expiry() -> AnyView {
    let model = KeysModel::expect();
    let signed_in = SignedIn::expect();
    // Whole minutes left, rounded up; 0 while there are more than anyone needs to know of.
    let left = LocalSignal::new(0_i64);
    let look = move || {
        let Some(session) = signed_in.try_session() else { return };
        // Whether new ones run out is not always known.
        let at = session.client().credentials().expires();
        let now = session.client().now().millis();
        let millis = at.map_or(i64::MAX, |at| at.millis().saturating_sub(now));
        let minutes = millis.saturating_add(59_999).div_euclid(60_000);
        let minutes = if minutes > LAST_MINUTES { 0 } else { minutes.max(0) };
        if left.try_get_untracked().is_some_and(|before| before != minutes) {
            left.set(minutes);
        }
        if millis <= 0 {
            model.set_expired(true);
        }
    };
    look();
    HandleSlot::new(clock::every_second(look));
    let note = dynamic(move || match left.get() {
        minutes @ 1.. => {
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            let text = format!(
                "These credentials expire in {minutes} {unit}. Keycutter will then ask \
                 for new ones and go on where you are."
            );
            el("p").class("notice").child(text).view()
        }
        _ => ().into_any(),
    });
    el("div").attr("role", "status").child(note).view()
}
