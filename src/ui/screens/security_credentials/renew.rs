//! New credentials in place of those that have run out.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::features::failure::failure;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::screens::security_credentials::model::{KeysModel, Renewal};
use crate::ui::screens::unlock::fields::credential_fields;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::paste::{Pasting, paste_box};
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::element::{button, dynamic_attr, el, listener, on_click};
use keycutter_core::flows::renew::{Event, Renew, State, Trial};

/// Asks for new credentials of the same identity. Whatever is open below stays as it is.
pub fn renew_dialog() -> AnyView {
    let renewal = KeysModel::expect().renewal();
    let (network, signed_in) = (Network::expect(), SignedIn::expect());
    let form = Form::remembered();
    let pasting = Pasting::new(form);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if renewal.with_untracked(Renew::is_trying) != Some(false) {
            return;
        }
        let place = signed_in.session().client().endpoint().clone();
        let credentials = form.validate_credentials(&place);
        if let Some(trial) = credentials.and_then(|credentials| network.client(credentials, place))
        {
            renewal.dispatch(Event::Submit(trial));
        }
    };
    let view = dialog(
        "Credentials expired",
        "renew-title",
        Callback::new(|()| ()),
        vec![
            el("p")
                .child(
                    "The credentials that this tab uses have expired. Paste new ones for the same identity to \
                     continue where you are.",
                )
                .into_any(),
            el("form")
                .attr("class", "fields")
                .add_any_attr(listener("submit", on_submit))
                .child(paste_box(pasting))
                .child(credential_fields(form))
                .child(dynamic(move || renewal.with(outcome)))
                .child(buttons(renewal, form, network))
                .into_any(),
        ],
    );
    // After the dialog is open.
    leptos::task::spawn_local(async { focus::focus_first("dialog:modal textarea") });
    view
}

/// Why the credentials that were tried do not replace the old ones.
fn outcome(renewal: &Renewal) -> AnyView {
    match renewal.state() {
        State::Expired(Trial::Failed(error)) => failure(error.clone()),
        State::Expired(Trial::SomeoneElse(arn)) => el("p")
            .attr("class", "alert")
            .attr("role", "alert")
            .child("These credentials belong to another identity: ")
            .child(el("code").attr("class", "breakable").child(arn.to_string()))
            .child(
                ". Paste credentials of the identity that you are signed in as, or choose Lock and sign in again.",
            )
            .into_any(),
        State::Expired(Trial::Filling | Trial::Trying(_)) | State::Current(_) => ().into_any(),
    }
}

fn buttons(renewal: FlowHandle<Renewal>, form: Form, network: Network) -> AnyView {
    let lock = Lock::expect();
    let demo = network.demo().map(|demo| {
        button("button")
            .add_any_attr(on_click(move || form.fill_demo(&demo.renew(clock::now()))))
            .child("Fill in new demo credentials")
            .into_any()
    });
    let submit = el("button")
        .attr("class", "button button-main")
        .attr("type", "submit")
        .add_any_attr(dynamic_attr("aria-disabled", move || {
            renewal.with(Renew::is_trying).then_some("true")
        }))
        .child("Continue");
    let lock = button("button").add_any_attr(on_click(move || lock.lock())).child("Lock");
    el("div").attr("class", "buttons").child(submit).child(demo).child(lock).into_any()
}
