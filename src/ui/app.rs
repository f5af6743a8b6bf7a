//! The page as a whole: the banner, the screen of the moment, and the live region.

use leptos::prelude::*;

use crate::ui::context::announcer::Announcer;
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::Session;
use crate::ui::features::banner::banner;
use crate::ui::features::clipboard_guard::ClipboardGuard;
use crate::ui::features::demo_bar::demo_bar;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::security_credentials;
use crate::ui::screens::unlock::unlock;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::el;
use keycutter_core::simulator::Scene;

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
    let screen = LocalSignal::new(Screen::Unlock(None));
    let who = LocalSignal::new(String::new());
    let announcer = Announcer::provide();
    let network = Network::provide();
    let clip = ClipboardGuard::new(announcer);
    // Whatever screen it is, what was begun on it ends with it.
    let unlock_anew = move |reason| {
        network.abort();
        who.set(String::new());
        screen.set(Screen::Unlock(reason));
    };
    let lock = move |reason: Option<&'static str>| {
        let reason = reason.unwrap_or(if network.demo().is_some() {
            "Locked. The demo is over."
        } else {
            "Locked. This tab has forgotten your credentials."
        });
        clip.clear();
        announcer.say(reason);
        network.end_demo();
        unlock_anew(Some(reason));
    };
    Lock::provide(Callback::new(lock), clip);
    let on_unlock = move |session: Session| {
        // A server without an STS tells no ARN.
        let arn = session.caller().arn.clone();
        who.set(if arn.is_empty() {
            keycutter_core::messages::endpoint::name(session.client().endpoint()).to_owned()
        } else {
            arn
        });
        screen.set(Screen::Credentials(session));
    };
    let on_scene = Callback::new(move |scene| {
        network.begin_demo(scene);
        unlock_anew(None);
    });
    let on_demo = Callback::new(move |()| on_scene.run(Scene::default()));
    vec![
        banner(who),
        demo_bar(on_scene),
        el("div").attr("role", "status").child(dynamic(move || clip.told_elsewhere())).view(),
        (dynamic(move || {
            screen.with(|screen| match screen {
                Screen::Unlock(reason) => unlock(*reason, on_unlock, on_demo),
                Screen::Credentials(session) => security_credentials(session.clone()),
            })
        }))
        .into_any(),
        announcer.region(),
    ]
    .into_any()
}
