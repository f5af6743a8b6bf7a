//! The fields of the first screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{document, focus};
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_attr, el, on_click};
use crate::ui::widgets::field::{Field, FieldState, field};
use keycutter_core::aws::CredentialField;
use keycutter_core::keys::AccessKeyId;

/// The part that is folded away until it is needed.
const FOLD: &str = "fold";

/// The access key id, the secret access key and the session token.
pub fn credential_fields(form: Form) -> AnyView {
    vec![key_fields(form), session_token(form)].into_any()
}

/// The access key id and the secret access key.
pub fn key_fields(form: Form) -> AnyView {
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
    let (id, secret) = (CredentialField::AccessKeyId, CredentialField::SecretAccessKey);
    let id = credential_field(form, "Access key ID", "access-key-id", form.access_key_id, id);
    let secret = credential_field(
        form,
        "Secret access key",
        "secret-access-key",
        form.secret_access_key,
        secret,
    );
    let fields = el("div")
        .attr("class", "fields-pair")
        .child(el("div").child(id).child(inferred_account(form)))
        .child(secret.secret());
    vec![fields.into_any(), swap].into_any()
}

fn session_token(form: Form) -> AnyView {
    let of = CredentialField::SessionToken;
    credential_field(form, "Session token", "session-token", form.session_token, of)
        .secret()
        .into_render()
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
        form.access_key_id.follow(|id| AccessKeyId::parse(id).ok().and_then(|id| id.account()))
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

/// The session token and the MFA fields, folded away until they are needed.
pub fn folded_fields(form: Form) -> AnyView {
    let device = field("MFA device", "mfa-device", form.mfa_device)
        .hint("Its ARN, or the serial number of a hardware device.")
        .problem(move || form.mfa_device_problem())
        .on_edit(move || form.note_mfa_edited());
    let code = field("MFA code", "mfa-code", form.mfa_code)
        .hint("Six digits, if your account requires MFA.")
        .problem(move || form.mfa_code_problem())
        .on_edit(move || form.note_mfa_edited());
    // Once it is open, only the person closes it.
    let was_needed = LocalSignal::new(false);
    let is_needed = LocalMemo::new(move || {
        if form.needs_folded_fields() {
            was_needed.set(true);
        }
        was_needed.get_untracked()
    });
    let body = el("div")
        .attr("class", "disclosure-body")
        .child(session_token(form))
        .child(el("div").attr("class", "fields-pair").child(device).child(code));
    el("details")
        .attr("class", "disclosure")
        .attr("id", FOLD)
        .add_any_attr(dynamic_attr("open", move || is_needed.get().then_some("")))
        .child(el("summary").child("Temporary credentials or MFA"))
        .child(body)
        .into_any()
}

/// Unfolds the MFA fields, and focuses the first that is empty: the code where the device is known.
pub fn show_mfa_fields(form: Form) {
    let is_known = form.mfa_device.read(|device| !device.is_empty());
    // After the view is there.
    spawn_local(async move {
        document::open_details(FOLD);
        focus::focus_first(if is_known { "#mfa-code" } else { "#mfa-device" });
    });
}
