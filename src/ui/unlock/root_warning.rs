//! The warning before the root user's keys.

use leptos::prelude::*;

use crate::ui::parts::dialog::Dialog;

/// Root keys can do everything and be limited by nothing: better to know it first.
#[component]
pub fn RootWarning(
    /// Go on all the same.
    on_continue: Callback<()>,
    /// Go back and take an IAM user.
    on_user: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title="Root credentials" id="root-title" on_escape=on_user>
            <p>
                "These are the keys of the account's root user. They can do everything in the account, billing and closing it included, and no policy can limit them. AWS advises against having any."
            </p>
            <p class="soft">
                "For a tool, a plugin or a backup, an IAM user with only the rights it needs is safer: if its key leaks, the damage ends where its rights do."
            </p>
            <div class="buttons">
                <button class="button button-main" type="button" on:click=move |_| on_user.run(())>
                    "Use an IAM user instead"
                </button>
                <button class="button" type="button" on:click=move |_| on_continue.run(())>
                    "Continue to Security Credentials"
                </button>
            </div>
        </Dialog>
    }
}
