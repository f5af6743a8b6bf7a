//! For callers without keys of their own: whose keys to manage.

use std::rc::Rc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::context::session::Authenticated;
use crate::ui::features::waiting::waiting;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::FieldState;
use crate::ui::widgets::field::field;
use keycutter_core::aws::iam::ListUsers;
use keycutter_core::aws::{Error, KeyOwner, TransportError};
use keycutter_core::messages::credentials::{NO_SUCH_USER, user_name_problem};

/// Asks an assumed role or a federated user for an IAM user's name, and offers those there are
/// where the server tells.
pub fn name_user(
    // Who is calling.
    authenticated: Rc<Authenticated>,
    // A user was named.
    on_named: Callback<KeyOwner>,
    // Back to the form.
    on_back: Callback<()>,
) -> AnyView {
    let arn = authenticated.caller.arn.clone();
    let name = FieldState::new("");
    let users = LocalSignal::new(Vec::new());
    let asking = SingleFlight::new();
    let client = Rc::clone(&authenticated.client);
    leptos::task::spawn_local(async move {
        // Only a help: where listing is not allowed, the name is typed.
        if let Ok(names) = authenticated.client.call(&ListUsers).await {
            users.set(names);
        }
    });
    // After the view is there: the button that had the keyboard is gone.
    leptos::task::spawn_local(async { focus::focus_first("h2") });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        match name.read(KeyOwner::parse_user) {
            Ok(owner) => {
                let client = Rc::clone(&client);
                asking.start(async move {
                    match client.access_keys(&owner, None).await {
                        Err(Error::Transport(TransportError::Aborted)) => {}
                        Err(error) if error.is_no_such_entity() => name.mark(Some(NO_SUCH_USER)),
                        // Whatever else is wrong is told where the keys would be, unless the person
                        // has gone back meanwhile.
                        _ => {
                            let _ = on_named.try_run(owner);
                        }
                    }
                });
            }
            Err(problem) => name.mark(Some(user_name_problem(problem))),
        }
    };
    let options = dynamic(move || {
        let names = users.get();
        names
            .into_iter()
            .map(|name| el("option").attr("value", name).view())
            .collect_view()
            .into_any()
    });
    el("form")
        .class("card fields")
        .on("submit", on_submit)
        .child(el("h2").attr("tabindex", "-1").text("Whose access keys?"))
        .child(
            el("p")
                .text("You are signed in as ")
                .child(el("code").class("breakable").child(arn))
                .text(
                    ". Temporary credentials like these have no access keys of their own, \
                     but they may manage those of an IAM user.",
                ),
        )
        .child(field("IAM user name", "user-name", name).list("users"))
        .child(el("datalist").attr("id", "users").child(options))
        .child(waiting())
        .child(
            el("div")
                .class("buttons")
                .child(
                    el("button")
                        .class("button button-main")
                        .attr("type", "submit")
                        .dynamic_attr("aria-disabled", move || asking.busy())
                        .text("Show access keys"),
                )
                .child(button("button").on_click(move || on_back.run(())).text("Back")),
        )
        .view()
}
