//! The warning before the root user's keys.

use leptos::prelude::*;

use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;

/// Root can do everything in the account: better to know it first.
pub fn root_warning(
    // Go on all the same.
    on_continue: Callback<()>,
    // Go back and take an IAM user.
    on_user: Callback<()>,
) -> AnyView {
    dialog(
        "Root credentials",
        "root-title",
        on_user,
        vec![
            el("p")
                .text(
                    "These are credentials of the account's root user. They can do everything \
                     in the account, billing and closing it included, and no IAM policy limits \
                     them. AWS advises against access keys for root.",
                )
                .view(),
            el("p")
                .class("soft")
                .text(
                    "For a tool, a plugin or a backup, an IAM user with only the rights it \
                     needs is safer: if its key leaks, the damage ends where its rights do.",
                )
                .view(),
            el("div")
                .class("buttons")
                .child(
                    button("button button-main")
                        .on_click(move || on_user.run(()))
                        .text("Use an IAM user instead"),
                )
                .child(
                    button("button")
                        .on_click(move || on_continue.run(()))
                        .text("Continue to Security Credentials"),
                )
                .view(),
        ],
    )
}
