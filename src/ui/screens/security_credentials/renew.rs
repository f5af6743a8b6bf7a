//! New credentials in place of those that have run out.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::features::failure::told;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::screens::unlock::fields::credential_fields;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::paste::Pasting;
use crate::ui::screens::unlock::paste::paste_box;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use keycutter_core::aws::{Endpoint, Shapes};

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
        let shapes = match place {
            Endpoint::Partition(_) => Shapes::Aws,
            Endpoint::Custom(_) => Shapes::Any,
        };
        let credentials = form.check_credentials(shapes);
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
            .class("alert")
            .attr("role", "alert")
            .text("These belong to someone else: ")
            .child(el("code").class("breakable").child(arn))
            .text(
                ". Paste credentials of the identity you were signed in with, or lock \
                 and sign in anew.",
            )
            .view()
    });
    let view = dialog(
        "Credentials expired",
        "renew-title",
        Callback::new(|()| ()),
        vec![
            el("p")
                .text(
                    "The credentials this tab was signed in with have run out. Paste new \
                     ones of the same identity to go on where you are.",
                )
                .view(),
            el("form")
                .class("fields")
                .on("submit", on_submit)
                .child(paste_box(pasting))
                .child(credential_fields(form))
                .child(dynamic(move || told(failure.get())))
                .child(wrong)
                .child(
                    el("div")
                        .class("buttons")
                        .child(
                            el("button")
                                .class("button button-main")
                                .attr("type", "submit")
                                .dynamic_attr("aria-disabled", move || asking.busy())
                                .text("Continue"),
                        )
                        .child(network.demo().map(|demo| {
                            button("button")
                                .on_click(move || form.hand(&demo.borrow_mut().renew(clock::now())))
                                .text("Fill in new demo credentials")
                        }))
                        .child(button("button").on_click(move || lock.lock()).text("Lock")),
                )
                .view(),
        ],
    );
    // After the dialog is open.
    leptos::task::spawn_local(async { focus::focus_first("dialog:modal textarea") });
    view
}
