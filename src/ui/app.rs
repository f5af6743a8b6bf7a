//! The page as a whole: the banner, the screen of the moment, and the live region.

use leptos::prelude::*;

use super::credentials::security_credentials;
use super::parts::banner::banner;
use super::parts::branch::branch;
use super::parts::clip::Clip;
use super::session::{Announcer, Lock, Network, Session};
use super::unlock::unlock;
use crate::ui::parts::el::el;

/// The screen of the moment.
pub enum Screen {
    /// Nobody is signed in; the reason is told when the tab locked itself.
    Unlock(Option<&'static str>),
    /// The main screen.
    Credentials(Session),
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let screen = RwSignal::new_local(Screen::Unlock(None));
    let who = RwSignal::new(String::new());
    let announcer = Announcer::provide();
    Network::provide();
    let clip = Clip::new(announcer);
    let lock = move |reason: Option<&'static str>| {
        clip.clear();
        announcer.say(reason.unwrap_or("Locked. This tab has forgotten your credentials."));
        who.set(String::new());
        screen.set(Screen::Unlock(reason));
    };
    Lock::provide(Callback::new(lock), clip);
    let on_unlock = move |session: Session| {
        // A server without an STS tells no ARN.
        let arn = session.caller().arn.clone();
        who.set(if arn.is_empty() { session.client().place().label().to_owned() } else { arn });
        screen.set(Screen::Credentials(session));
    };
    vec![
        banner(who),
        el("div").attr("role", "status").child(branch(move || clip.told_elsewhere())).view(),
        (branch(move || {
            screen.with(|screen| match screen {
                Screen::Unlock(reason) => unlock(*reason, on_unlock),
                Screen::Credentials(session) => security_credentials(session.clone()),
            })
        }))
        .into_any(),
        el("p")
            .class("visually-hidden")
            .attr("role", "status")
            .text_by(move || announcer.text())
            .view(),
    ]
    .into_any()
}
