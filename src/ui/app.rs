//! The page as a whole: the banner, the current screen, and the live region.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::context::announcer::Announcer;
use crate::ui::context::clipboard_guard::ClipboardGuard;
use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::context::dialog_frame::DialogFrame;
use crate::ui::context::lock::Lock;
use crate::ui::context::mfa_sign_in::MfaSignIn;
use crate::ui::context::network::Network;
use crate::ui::context::session::Session;
use crate::ui::features::banner::banner;
use crate::ui::features::clipboard_notice::clipboard_strip;
use crate::ui::features::demo_bar::{demo_bar, demo_mark};
use crate::ui::features::waiting::waiting;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::security_credentials;
use crate::ui::screens::unlock::{Kept, unlock};
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::live_region::live_region;
use keycutter_core::simulator::Scene;

/// The current screen.
enum Screen {
    /// The first screen; the reason is shown when the tab was locked.
    Unlock(Option<&'static str>),
    /// The main screen.
    Credentials(Session),
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let screen = LocalSignal::new(Screen::Unlock(None));
    let identity = LocalSignal::new(String::new());
    let announcer = Announcer::provide();
    let network = Network::provide();
    ConfirmedServer::provide();
    let clipboard = ClipboardGuard::new(announcer);
    DialogFrame { before: demo_mark, after: waiting }.provide();
    let kept = LocalSignal::new(None);
    // What was begun on a screen ends with it.
    let return_to_unlock = move |reason| {
        network.abort();
        identity.set(String::new());
        screen.set(Screen::Unlock(reason));
    };
    let on_lock = move |reason: Option<&'static str>| {
        let reason = reason.unwrap_or(if network.demo().is_some() {
            "Locked. The demo has ended."
        } else {
            "Locked. Your credentials have been cleared from this tab."
        });
        clipboard.clear();
        announcer.say(reason);
        network.end_demo();
        return_to_unlock(Some(reason));
    };
    Lock::provide(Callback::new(on_lock), clipboard);
    let on_unlock = Callback::new(move |session: Session| {
        identity.set(session.name());
        screen.set(Screen::Credentials(session));
    });
    let on_scene = Callback::new(move |scene| {
        network.begin_demo(scene);
        return_to_unlock(None);
    });
    let on_demo = Callback::new(move |()| on_scene.run(Scene::default()));
    MfaSignIn::provide(Callback::new(move |()| {
        kept.set(screen.with_untracked(|screen| match screen {
            Screen::Credentials(session) => Some(Kept::of(session)),
            Screen::Unlock(_) => None,
        }));
        return_to_unlock(Some("Enter an MFA code, and choose Continue to sign in again."));
    }));
    let current = dynamic(move || {
        screen.with(|screen| match screen {
            Screen::Unlock(reason) => {
                document::set_title("Sign in");
                unlock(*reason, kept.take(), on_unlock, on_demo)
            }
            Screen::Credentials(session) => {
                document::set_title("Security Credentials");
                security_credentials(session.clone())
            }
        })
    });
    vec![banner(identity), demo_bar(on_scene), clipboard_strip(clipboard), current, live_region()]
        .into_any()
}
