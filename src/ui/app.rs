//! The page as a whole: the banner, the screen of the moment, and the live region.

use leptos::prelude::*;

use super::credentials::SecurityCredentials;
use super::parts::banner::Banner;
use super::parts::branch::branch;
use super::session::{Announcer, Lock, Session};
use super::unlock::Unlock;

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
    Lock::provide(Callback::new(move |reason: Option<&'static str>| {
        announcer.say(reason.unwrap_or("Locked. This tab has forgotten your credentials."));
        who.set(String::new());
        screen.set(Screen::Unlock(reason));
    }));
    let on_unlock = move |session: Session| {
        who.set(session.caller().arn.clone());
        screen.set(Screen::Credentials(session));
    };
    view! {
        <Banner who=who />
        {branch(move || {
            screen
                .with(|screen| match screen {
                    Screen::Unlock(reason) => {
                        view! { <Unlock reason=*reason on_unlock=on_unlock /> }.into_any()
                    }
                    Screen::Credentials(session) => {
                        view! { <SecurityCredentials session=session.clone() /> }.into_any()
                    }
                })
        })}
        <p class="visually-hidden" role="status">
            {move || announcer.text()}
        </p>
    }
}
