//! New credentials in place of those that have run out.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::features::failure::failure_if_any;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::screens::unlock::fields::credential_fields;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::paste::Pasting;
use crate::ui::screens::unlock::paste::paste_box;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, el, listener, on_click};

/// Asks for new credentials of the same identity. Whatever is open below stays as it is.
pub fn renew_dialog() -> AnyView {
    let model = KeysModel::expect();
    let lock = Lock::expect();
    let network = Network::expect();
    let signed_in = SignedIn::expect();
    let form = Form::remembered();
    let pasting = Pasting::new(form);
    let failure = LocalSignal::new(None);
    let other = LocalSignal::new(String::new());
    let asking = SingleFlight::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let session = signed_in.session();
        let place = session.client().endpoint().clone();
        let credentials = form.validate_credentials(&place);
        let trial = credentials.and_then(|credentials| network.client(credentials, place));
        let Some(trial) = trial else { return };
        asking.start(async move {
            failure.set(None);
            other.set(String::new());
            match trial.caller().await {
                Err(error) => {
                    failure.set(Some(error));
                }
                Ok(caller) if !caller.is_same(session.caller()) => {
                    other.set(caller.arn);
                }
                Ok(_) => {
                    session.client().renew(trial.credentials());
                    network.follow(session.client());
                    form.wipe();
                    pasting.wipe();
                    model.set_expired(false);
                    model.refresh();
                }
            }
        });
    };
    let wrong = dynamic(move || {
        let arn = other.get();
        if arn.is_empty() {
            return ().into_any();
        }
        el("p")
            .attr("class", "alert")
            .attr("role", "alert")
            .child("These belong to someone else: ")
            .child(el("code").attr("class", "breakable").child(arn))
            .child(
                ". Paste credentials of the identity you were signed in with, or lock \
                 and sign in anew.",
            )
            .into_any()
    });
    let view = dialog(
        "Credentials expired",
        "renew-title",
        Callback::new(|()| ()),
        vec![
            el("p")
                .child(
                    "The credentials this tab was signed in with have run out. Paste new \
                     ones of the same identity to go on where you are.",
                )
                .into_any(),
            el("form")
                .attr("class", "fields")
                .add_any_attr(listener("submit", on_submit))
                .child(paste_box(pasting))
                .child(credential_fields(form))
                .child(dynamic(move || failure_if_any(failure.get())))
                .child(wrong)
                .child(
                    el("div")
                        .attr("class", "buttons")
                        .child(
                            el("button")
                                .attr("class", "button button-main")
                                .attr("type", "submit")
                                .add_any_attr(dynamic_attr("aria-disabled", move || asking.busy()))
                                .child("Continue"),
                        )
                        .child(network.demo().map(|demo| {
                            button("button")
                                .add_any_attr(on_click(move || {
                                    form.fill_demo(&demo.borrow_mut().renew(clock::now()))
                                }))
                                .child("Fill in new demo credentials")
                                .into_any()
                        }))
                        .child(
                            button("button")
                                .add_any_attr(on_click(move || lock.lock()))
                                .child("Lock"),
                        ),
                )
                .into_any(),
        ],
    );
    // After the dialog is open.
    leptos::task::spawn_local(async { focus::focus_first("dialog:modal textarea") });
    view
}
