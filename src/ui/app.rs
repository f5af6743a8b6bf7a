//! The page as a whole: the banner, the current screen, and the live region.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::document;
use crate::browser::part::NotLoaded;
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
use crate::ui::screens::security_credentials::SECURITY_CREDENTIALS;
use crate::ui::screens::unlock::asking::ASKING;
use crate::ui::screens::unlock::paste::READER;
use crate::ui::screens::unlock::{Kept, unlock};
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::el;
use crate::ui::widgets::live_region::live_region;
use keycutter_core::simulator::Scene;

/// The current screen.
enum Screen {
    /// The first screen; the reason is shown when the tab was locked.
    Unlock(Option<&'static str>),
    /// The main screen.
    Credentials(Session),
}

/// Why there is no demo.
const NO_DEMO: &str = "The demo could not be loaded. Check the connection and try again.";

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
        let reason = reason.unwrap_or_else(|| locked(network));
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
        spawn_local(async move {
            let is_loaded = network.begin_demo(scene).await.is_ok();
            return_to_unlock((!is_loaded).then_some(NO_DEMO));
        });
    });
    let on_demo = Callback::new(move |()| on_scene.run(Scene::default()));
    let on_mfa = Callback::new(move |()| {
        kept.set(screen.with_untracked(|screen| match screen {
            Screen::Credentials(session) => Some(Kept::of(session)),
            Screen::Unlock(_) => None,
        }));
        return_to_unlock(Some("Enter an MFA code, and choose Continue to sign in again."));
    });
    load_parts();
    let current = dynamic(move || {
        screen.with(|screen| match screen {
            Screen::Unlock(reason) => {
                document::set_title("Sign in");
                unlock(*reason, kept.take(), on_unlock, on_demo)
            }
            Screen::Credentials(session) => {
                document::set_title("Security Credentials");
                // In place of the first screen's own, which is not forgotten with its view.
                MfaSignIn::provide(on_mfa);
                credentials(session.clone())
            }
        })
    });
    vec![banner(identity), demo_bar(on_scene), clipboard_strip(clipboard), current, live_region()]
        .into_any()
}

/// The main screen, once its code is loaded.
fn credentials(session: Session) -> AnyView {
    let lock = Lock::expect();
    let (session, view) = (LocalSignal::new(session), LocalSignal::new(SECURITY_CREDENTIALS.get()));
    if view.get_untracked().is_none() {
        spawn_local(async move {
            match SECURITY_CREDENTIALS.load().await {
                Ok(loaded) => view.set(Some(loaded)),
                // Unless the tab was locked meanwhile.
                Err(NotLoaded) if view.try_get_untracked().is_some() => lock.lock_because(
                    "The main screen could not be loaded. Check the connection and sign in again.",
                ),
                Err(NotLoaded) => {}
            }
        });
    }
    dynamic(move || match view.get() {
        Some(view) => view(session.get_untracked()),
        None => el("main")
            .attr("class", "page")
            .child(el("p").attr("role", "status").child("Loading your access keys…"))
            .into_any(),
    })
}

/// Why the tab is locked, where nothing more is to be said.
fn locked(network: Network) -> &'static str {
    if network.demo().is_some() {
        "Locked. The demo has ended."
    } else {
        "Locked. Your credentials have been cleared from this tab."
    }
}

/// What comes next is loaded while the person types. What cannot be loaded now is loaded when it is
/// asked for.
fn load_parts() {
    spawn_local(async {
        let _ = READER.load().await;
        let _ = ASKING.load().await;
        let _ = SECURITY_CREDENTIALS.load().await;
    });
}
