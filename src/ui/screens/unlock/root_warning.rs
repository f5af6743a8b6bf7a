//! The warning before the root user's keys.

use leptos::prelude::*;

use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::element::{button, el, on_click};

/// Warns that root can do everything in the account.
///
/// # Parameters
///
/// - `on_continue`: go on as root.
/// - `on_user`: go back and use an IAM user; Escape means the same.
pub fn root_warning(on_continue: Callback<()>, on_user: Callback<()>) -> AnyView {
    let buttons = el("div")
        .attr("class", "buttons")
        .child(
            button("button button-main")
                .add_any_attr(on_click(move || on_user.run(())))
                .child("Use an IAM user instead"),
        )
        .child(
            button("button")
                .add_any_attr(on_click(move || on_continue.run(())))
                .child("Continue to Security Credentials"),
        );
    dialog(
        "Root credentials",
        "root-title",
        on_user,
        vec![
            el("p")
                .child(
                    "These credentials belong to the root user of the account. They can do anything in it, including \
                     closing it, and no IAM policy limits them. AWS advises against root access keys.",
                )
                .into_any(),
            el("p")
                .attr("class", "soft")
                .child(
                    "For a tool, a plugin or a backup, an IAM user with only the permissions it needs is safer: if \
                     its key leaks, the damage is limited to those permissions. Continue, then choose New key for a \
                     tool, which makes such a user.",
                )
                .into_any(),
            buttons.into_any(),
        ],
    )
}
