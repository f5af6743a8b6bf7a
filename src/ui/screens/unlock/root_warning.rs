//! The warning before the root user's keys.

use leptos::prelude::*;

use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::el::{button, el};

/// Warns that root can do everything in the account.
///
/// # Parameters
///
/// - `on_continue`: go on as root.
/// - `on_user`: go back and use an IAM user; Escape means the same.
pub fn root_warning(on_continue: Callback<()>, on_user: Callback<()>) -> AnyView {
    let buttons = el("div")
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
        );
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
            buttons.view(),
        ],
    )
}
