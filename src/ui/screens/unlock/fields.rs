//! The fields of the first screen.

use leptos::prelude::*;

use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::disclosure::disclosure;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, el, on_click};
use crate::ui::widgets::field::{Field, FieldState, field};
use keycutter_core::aws::CredentialField;
use keycutter_core::keys::AccessKeyId;

/// The access key id, the secret access key and the session token.
pub fn credential_fields(form: Form) -> AnyView {
    let field = |label, id, state, of| credential_field(form, label, id, state, of);
    let swap = show_when(
        move || form.may_swap(),
        move || {
            el("p")
                .child(
                    button("button").add_any_attr(on_click(move || form.swap())).child("Swap them"),
                )
                .into_any()
        },
    );
    el("div")
        .attr("class", "fields")
        .child(field(
            "Access key ID",
            "access-key-id",
            form.access_key_id,
            CredentialField::AccessKeyId,
        ))
        .child(inferred_account(form))
        .child(
            field(
                "Secret access key",
                "secret-access-key",
                form.secret_access_key,
                CredentialField::SecretAccessKey,
            )
            .secret(),
        )
        .child(swap)
        .child(
            field(
                "Session token",
                "session-token",
                form.session_token,
                CredentialField::SessionToken,
            )
            .secret()
            .hint("Only for temporary credentials, whose ID begins with ASIA."),
        )
        .into_any()
}

fn credential_field(
    form: Form,
    label: &'static str,
    id: &'static str,
    state: FieldState,
    of: CredentialField,
) -> Field {
    field(label, id, state)
        .problem(move || form.credential_problem(of))
        .on_edit(move || form.note_edited(of))
}

/// The account that the typed id belongs to, where the id tells.
fn inferred_account(form: Form) -> AnyView {
    let account = move || {
        let id = form.access_key_id.value();
        AccessKeyId::parse(&id).ok().and_then(|id| id.account())
    };
    dynamic(move || match account() {
        Some(account) => el("p")
            .attr("class", "field-hint field-after")
            .child("Account ")
            .child(el("span").attr("class", "mono").child(account))
            .child(" (inferred from the ID).")
            .into_any(),
        None => ().into_any(),
    })
}

/// For accounts that require a second factor.
pub fn mfa_fields(form: Form) -> AnyView {
    let device = field("MFA device", "mfa-device", form.mfa_device)
        .hint("Its ARN, or the serial number of a hardware device.")
        .problem(move || form.mfa_device_problem())
        .on_edit(move || form.note_mfa_edited());
    let code = field("MFA code", "mfa-code", form.mfa_code)
        .hint("Six digits.")
        .problem(move || form.mfa_code_problem())
        .on_edit(move || form.note_mfa_edited());
    disclosure(
        "Does the account require MFA?",
        vec![
            el("p")
                .child(
                    "With an MFA code, Keycutter first requests a session of one hour. Leave the code empty if your \
                     account does not require MFA.",
                )
                .into_any(),
            el("div").attr("class", "fields-pair").child(device).child(code).into_any(),
        ],
    )
}
