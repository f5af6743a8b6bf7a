//! The fields of the first screen.

use leptos::prelude::*;

use super::form::{Form, Where};
use crate::ui::parts::branch::when;
use crate::ui::parts::field::Field;

/// The key's two halves and the token.
#[component]
pub fn CredentialFields(
    /// What they hold.
    form: Form,
) -> impl IntoView {
    view! {
        <Field label="Access key ID" id="access-key-id" typed=form.access_key_id />
        <Field label="Secret access key" id="secret-access-key" typed=form.secret_access_key secret=true />
        <Field
            label="Session token"
            id="session-token"
            typed=form.session_token
            secret=true
            hint="Only for temporary credentials, whose ID begins with ASIA."
        />
    }
}

/// Where to sign in.
#[component]
pub fn PlaceFields(
    /// What they hold.
    form: Form,
) -> impl IntoView {
    let options = Where::all()
        .map(|choice| {
            let selected = choice == form.place.get_untracked();
            view! {
                <option value=choice.id() selected=selected>
                    {choice.label()}
                </option>
            }
        })
        .collect_view();
    let custom = when(
        move || form.place.get() == Where::Custom,
        move || {
            view! {
                <div class="fields-pair">
                    <Field label="Endpoint URL" id="endpoint-url" typed=form.endpoint hint="One server for both IAM and STS." />
                    <Field label="Region" id="region" typed=form.region />
                </div>
            }
            .into_any()
        },
    );
    view! {
        <div class="field">
            <label class="field-label" for="where">
                "Where"
            </label>
            <select
                class="input"
                id="where"
                on:change=move |event| form.place.set(Where::from_id(&event_target_value(&event)))
            >
                {options}
            </select>
        </div>
        {custom}
    }
}
