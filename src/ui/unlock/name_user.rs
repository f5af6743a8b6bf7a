//! For callers without keys of their own: whose keys to manage.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::aws::KeyOwner;
use crate::ui::parts::field::{Field, Typed};

/// Asks an assumed role or a federated user for an IAM user's name.
#[component]
pub fn NameUser(
    /// Who is calling.
    arn: String,
    /// A user was named.
    on_named: Callback<KeyOwner>,
    /// Back to the form.
    on_back: Callback<()>,
) -> impl IntoView {
    let name = Typed::new("");
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        match name.read(KeyOwner::parse_user) {
            Some(owner) => on_named.run(owner),
            None => {
                name.mark(Some(
                    "Enter an IAM user's name: letters, digits and _ + = , . @ - only.",
                ));
            }
        }
    };
    view! {
        <form class="card fields" on:submit=on_submit>
            <h2 tabindex="-1">"Whose access keys?"</h2>
            <p>
                "You are signed in as " <code class="breakable">{arn}</code>
                ". Temporary credentials like these have no access keys of their own, but they may manage those of an IAM user."
            </p>
            <Field label="IAM user name" id="user-name" typed=name />
            <div class="buttons">
                <button class="button button-main" type="submit">
                    "Show access keys"
                </button>
                <button class="button" type="button" on:click=move |_| on_back.run(())>
                    "Back"
                </button>
            </div>
        </form>
    }
}
