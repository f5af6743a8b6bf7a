//! For callers without keys of their own: whose keys to manage.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::focus;
use crate::ui::features::waiting::waiting;
use crate::ui::screens::unlock::handle::{AppClient, Handle};
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, el, listener, on_click};
use crate::ui::widgets::field::{Field, FieldState, field};
use keycutter_core::aws::KeyOwner;
use keycutter_core::flows::sign_in::{Event, NameProblem, NamingUser};
use keycutter_core::messages::credentials::{NO_SUCH_USER, user_name_problem};

/// Asks an assumed role or a federated user for the name of an IAM user, and suggests the names
/// that the server lists.
pub fn name_user(flow: Handle) -> AnyView {
    let name = FieldState::new("");
    // After the view is there: the button that had the focus is gone.
    spawn_local(async { focus::focus_first("h2") });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.dispatch(Event::SubmitUser(name.read(KeyOwner::parse_user)));
    };
    let busy = move || naming(flow, NamingUser::is_checking).unwrap_or_default().then_some("true");
    let suggestions = dynamic(move || {
        let users = naming(flow, |naming| naming.users().to_vec()).unwrap_or_default();
        let option = |name: String| el("option").attr("value", name).into_any();
        users.into_iter().map(option).collect_view().into_any()
    });
    el("form")
        .attr("class", "card fields")
        .add_any_attr(listener("submit", on_submit))
        .child(el("h2").attr("tabindex", "-1").child("Whose access keys?"))
        .child(introduction(flow))
        .child(user_name(flow, name))
        .child(el("datalist").attr("id", "users").child(suggestions))
        .child(waiting())
        .child(
            el("div")
                .attr("class", "buttons")
                .child(
                    el("button")
                        .attr("class", "button button-main")
                        .attr("type", "submit")
                        .add_any_attr(dynamic_attr("aria-disabled", busy))
                        .child("Show access keys"),
                )
                .child(
                    button("button")
                        .add_any_attr(on_click(move || flow.dispatch(Event::Back)))
                        .child("Back"),
                ),
        )
        .into_any()
}

fn introduction(flow: Handle) -> AnyView {
    // Not followed: the whole form would be rendered again at every event, with what is typed lost.
    let arn = flow
        .with_untracked(|it| it.naming().map(|naming| naming.authenticated().caller.arn.clone()))
        .flatten();
    el("p")
        .child("You are signed in as ")
        .child(el("code").attr("class", "breakable").child(String::from(arn.unwrap_or_default())))
        .child(
            ". Temporary credentials have no access keys of their own, but they can manage those of an IAM user.",
        )
        .into_any()
}

fn user_name(flow: Handle, name: FieldState) -> Field {
    let problem = move || {
        naming(flow, NamingUser::problem).flatten().map(|problem| match problem {
            NameProblem::Invalid(problem) => user_name_problem(problem),
            NameProblem::NoSuchUser => NO_SUCH_USER,
        })
    };
    field("IAM user name", "user-name", name)
        .list("users")
        .problem(problem)
        .on_edit(move || flow.dispatch(Event::UserEdited))
}

/// Reads the state of naming, while there is one.
fn naming<T>(flow: Handle, read: impl FnOnce(&NamingUser<AppClient>) -> T) -> Option<T> {
    flow.with(|sign_in| sign_in.naming().map(read))
}
