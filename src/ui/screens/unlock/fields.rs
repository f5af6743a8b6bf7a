//! The fields of the first screen.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::screens::unlock::check::check_endpoint;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::form::Where;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::disclosure::disclosure;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::field;
use keycutter_core::keys::AccessKeyId;

/// The key's two halves and the token.
pub fn credential_fields(
    // What they hold.
    form: Form,
) -> AnyView {
    let account = move || {
        let id = form.access_key_id.value();
        AccessKeyId::parse(&id).ok().and_then(|id| id.account())
    };
    let inferred = dynamic(move || match account() {
        Some(account) => el("p")
            .class("field-hint field-after")
            .text("By its ID, this key belongs to account ")
            .child(el("span").class("mono").child(account))
            .text(" (inferred).")
            .view(),
        None => ().into_any(),
    });
    let swap = show_when(
        move || form.swapped.get(),
        move || {
            el("p").child(button("button").on_click(move || form.swap()).text("Swap them")).view()
        },
    );
    el("div")
        .class("fields")
        .child(field("Access key ID", "access-key-id", form.access_key_id))
        .child(inferred)
        .child(field("Secret access key", "secret-access-key", form.secret_access_key).secret())
        .child(swap)
        .child(
            field("Session token", "session-token", form.session_token)
                .secret()
                .hint("Only for temporary credentials, whose ID begins with ASIA."),
        )
        .view()
}

/// For accounts that let keys do nothing without a second factor.
pub fn mfa_fields(
    // What they hold.
    form: Form,
) -> AnyView {
    disclosure(
        "Does the account require MFA?",
        vec![
            el("p")
                .text(
                    "Then Keycutter first exchanges the key for a session of one hour that \
                     counts as made with MFA. Leave the code empty if not.",
                )
                .view(),
            el("div")
                .class("fields-pair")
                .child(
                    field("MFA device", "mfa-device", form.mfa_device)
                        .hint("Its ARN, or the serial number printed on it."),
                )
                .child(field("MFA code", "mfa-code", form.mfa_code).hint("Six digits."))
                .view(),
        ],
    )
}

/// Where to sign in.
pub fn place_fields(
    // What they hold.
    form: Form,
) -> AnyView {
    let options = Where::all()
        .map(|choice| {
            let selected = choice == form.place.get_untracked();
            el("option")
                .attr("value", choice.id())
                .attr("selected", selected)
                .child(choice.label())
                .view()
        })
        .collect_view();
    let custom = show_when(
        move || form.place.get() == Where::Custom,
        move || {
            vec![
                el("div")
                    .class("fields-pair")
                    .child(
                        field("Endpoint URL", "endpoint-url", form.endpoint)
                            .of_pair()
                            .hint("One server for both IAM and STS.")
                            .mend(move || other_copy(form.command.get())),
                    )
                    .child(field("Region", "region", form.region).of_pair())
                    .view(),
                check_endpoint(form),
            ]
            .into_any()
        },
    );
    vec![
        el("div")
            .class("field")
            .child(el("label").class("field-label").attr("for", "where").text("Where"))
            .child(
                el("select")
                    .class("input")
                    .attr("id", "where")
                    .on("change", move |event: Event| {
                        form.place.set(Where::from_id(&event_target_value(&event)));
                    })
                    .child(options),
            )
            .view(),
        custom,
    ]
    .into_any()
}

/// How to get a copy of the page that may call the endpoint.
fn other_copy(
    // The command that makes one; empty where that is not what is wrong.
    command: String,
) -> AnyView {
    if command.is_empty() {
        return ().into_any();
    }
    el("div")
        .class("strip")
        .child(
            el("p")
                .text("From the source, this makes a copy that may: ")
                .child(el("code").class("breakable").child(command.clone())),
        )
        .child(copy_button("Copy command", command))
        .view()
}
