//! What the first screen does and shows once something is submitted: requests, and what comes of
//! them. Its code is loaded with that of the main screen.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::part::part;
use crate::ui::context::announcer::Announcer;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure::{not_loaded, sign_in_failure};
use crate::ui::screens::unlock::handle::{AppClient, Handle};
use crate::ui::screens::unlock::name_user::name_user;
use crate::ui::screens::unlock::root_warning::root_warning;
use keycutter_core::aws::iam::ListUsers;
use keycutter_core::aws::sts::GetSessionToken;
use keycutter_core::aws::{Client, Error, Identified};
use keycutter_core::flows::sign_in::{Effect, Event};

/// What the first screen calls in it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// Performs an effect that sends requests.
    pub ask: fn(Announcer, Handle, Effect<AppClient>),
    /// An alert, with a button that tries again where that may help.
    pub failure: fn(Error, Callback<()>) -> AnyView,
    /// Asks whose keys to manage.
    pub name_user: fn(Handle) -> AnyView,
    /// Warns of root.
    pub root_warning: fn(Callback<()>, Callback<()>) -> AnyView,
}

part! {
    /// Requests, and what comes of them.
    pub static ASKING: Part<Asking> = account(Asking {
        ask,
        failure: sign_in_failure,
        name_user,
        root_warning,
    });
}

/// A view of it. Its code is loaded by the time there is something to show, or could not be.
pub fn asked(view: impl FnOnce(Asking) -> AnyView) -> AnyView {
    ASKING.get().map_or_else(not_loaded, view)
}

fn ask(announcer: Announcer, flow: Handle, effect: Effect<AppClient>) {
    match effect {
        Effect::Identify { client, mfa } => {
            announcer.say("Signing in.");
            spawn_local(async move {
                let caller = identify(&client, mfa).await;
                announcer.say("");
                flow.dispatch(Event::Identified(caller));
            });
        }
        Effect::ListUsers(client) => spawn_local(async move {
            if let Ok(users) = client.call(&ListUsers { path: None }).await {
                flow.dispatch(Event::UsersListed(users));
            }
        }),
        Effect::FindUser(client, owner) => spawn_local(async move {
            let found = client.access_keys(&owner, None).await.map(|_| ());
            flow.dispatch(Event::UserFound(found));
        }),
        _ => {}
    }
}

/// Starts the MFA session, if one is wanted, and asks who is calling.
async fn identify(
    client: &Client<AppTransport>,
    mfa: Option<GetSessionToken>,
) -> Result<Identified, Error> {
    if let Some(mfa) = mfa {
        client.renew(Rc::new(client.call(&mfa).await?));
    }
    client.caller_and_keys().await
}
