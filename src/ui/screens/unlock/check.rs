//! Whether an endpoint is there, lets this page call it, and speaks IAM.

use leptos::prelude::*;

use crate::browser::fetch::is_reachable;
use crate::browser::{environment, focus};
use crate::ui::context::network::Network;
use crate::ui::context::transport::AppTransport;
use crate::ui::features::failure::told;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::unlock::form::Form;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::said;
use keycutter_core::Secret;
use keycutter_core::aws::sts::GetCallerIdentity;
use keycutter_core::aws::{Client, Credentials, Error, Service, TransportError};
use keycutter_core::keys::AccessKeyId;
use keycutter_core::messages::check;

/// The button and what it found.
pub fn check_endpoint(
    // Holds the endpoint.
    form: Form,
) -> AnyView {
    let network = Network::expect();
    let fine = LocalSignal::new(false);
    let trouble = LocalSignal::new(None);
    let checking = SingleFlight::new();
    let on_check = move || {
        fine.set(false);
        trouble.set(None);
        let Some(place) = form.check_place() else {
            // After the view has marked what is wrong.
            leptos::task::spawn_local(async {
                focus::focus_first("#endpoint-url[aria-invalid], #region[aria-invalid]");
            });
            return;
        };
        checking.start(async move {
            // With a key that does not exist: no secret is needed to hear it refused.
            let id = AccessKeyId::from_answer("AKIAKEYCUTTERCHECK00");
            let nobody = Credentials::new(id, Secret::from("none".to_owned()), None);
            let Some(client) = network.client(nobody, place) else { return };
            let error = look(&client).await;
            fine.set(error.is_none());
            trouble.set(error);
        });
    };
    let outcome = dynamic(move || match (checking.running(), fine.get()) {
        (true, _) => said("field-hint", check::CHECKING),
        (_, true) => said("field-found", check::USABLE),
        _ => ().into_any(),
    });
    let trouble = dynamic(move || {
        let error = trouble.get();
        let is_kept_out = matches!(error, Some(Error::Transport(TransportError::NoCors)));
        vec![told(error), if is_kept_out { settings() } else { ().into_any() }].into_any()
    });
    vec![
        el("div")
            .class("buttons")
            .child(
                button("button")
                    .dynamic_attr("aria-disabled", move || checking.busy())
                    .on_click(on_check)
                    .text("Check"),
            )
            .child(el("div").class("check-outcome").attr("role", "status").child(outcome))
            .view(),
        trouble,
    ]
    .into_any()
}

/// What is wrong with an endpoint, if anything. Where nothing comes back, looks closer.
async fn look(client: &Client<AppTransport>) -> Option<Error> {
    match client.call(&GetCallerIdentity).await {
        // A refusal in IAM's own words will do.
        Ok(_) | Err(Error::Service(_)) => None,
        Err(Error::Transport(TransportError::NoAnswer)) => {
            let url = client.endpoint().url(Service::Iam);
            Some(Error::Transport(if is_reachable(&url).await {
                TransportError::NoCors
            } else {
                TransportError::NoServer
            }))
        }
        Err(error) => Some(error),
    }
}

/// What lets this page in, by server.
fn settings() -> AnyView {
    let item = |setting: check::Setting| {
        el("li")
            .child(setting.place)
            .text(" ")
            .child(el("code").class("breakable").child(setting.text))
            .view()
    };
    let settings =
        check::cors_settings(&environment::origin()).into_iter().map(item).collect_view();
    el("ul").class("field-hint").child(settings).view()
}
