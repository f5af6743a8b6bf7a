//! Whether an endpoint is there, lets this page call it, and speaks IAM.

use leptos::prelude::*;

use super::form::Form;
use crate::aws::sts::GetCallerIdentity;
use crate::aws::{Client, Credentials, Error, Place, Service};
use crate::browser::fetch::is_reachable;
use crate::browser::page;
use crate::keys::AccessKeyId;
use crate::ui::parts::branch::branch;
use crate::ui::parts::el::{button, el};
use crate::ui::parts::field::said;
use crate::ui::parts::state::State;
use crate::ui::parts::task::Task;
use crate::ui::road::Road;
use crate::{Secret, ui::session::Network};

/// What a check found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Nothing answers.
    Nothing,
    /// Something answers, but its answers are kept from this page.
    NoCors,
    /// Something answers, but not as IAM does.
    NotIam,
    /// All is well.
    Fine,
}

/// The button and what it found.
pub fn check_endpoint(
    // Holds the endpoint.
    form: Form,
) -> AnyView {
    let network = Network::expect();
    let found = State::new(None::<Reach>);
    let checking = Task::new();
    let on_check = move || {
        let Some(place) = form.check_place() else { return };
        found.set(None);
        checking.start(async move {
            found.set(reach(network, place).await);
        });
    };
    let outcome = branch(move || match found.get() {
        _ if checking.running() => said("field-hint", "Asking the server…"),
        None => ().into_any(),
        Some(Reach::Fine) => said(
            "field-found",
            "Fine: the server answers as IAM does, and lets this page read its \
             answers.",
        ),
        Some(Reach::NotIam) => said(
            "field-problem",
            "Something answers, but not as IAM does. Check the URL and its path. \
             MinIO and Garage have APIs of their own and will not do.",
        ),
        Some(Reach::Nothing) => said(
            "field-problem",
            "Nothing answers at this URL. Check the name and the port, that the \
             server runs, and that its certificate is one this browser trusts.",
        ),
        Some(Reach::NoCors) => cors_advice(),
    });
    el("div")
        .class("buttons")
        .child(
            button("button")
                .attr_by("aria-disabled", move || checking.busy())
                .press(on_check)
                .text("Check"),
        )
        .child(el("div").class("check-outcome").attr("role", "status").child(outcome))
        .view()
}

/// Asks with a key that does not exist: no secret is needed to hear it refused.
async fn reach(network: Network, place: Place) -> Option<Reach> {
    let id = AccessKeyId::from_answer("AKIAKEYCUTTERCHECK00");
    let nobody = Credentials::new(id, Secret::from("none".to_owned()), None);
    let url = place.url(Service::Iam);
    let client = network.client(nobody, place)?;
    Some(match asked(&client).await {
        Ok(()) | Err(Error::Service(_)) => Reach::Fine,
        Err(Error::Unreadable { .. } | Error::Unsignable) => Reach::NotIam,
        Err(Error::Transport(_)) if is_reachable(&url).await => Reach::NoCors,
        Err(Error::Transport(_)) => Reach::Nothing,
    })
}

async fn asked(client: &Client<Road>) -> Result<(), Error> {
    client.call(&GetCallerIdentity).await.map(|_| ())
}

/// How to let this page in.
fn cors_advice() -> AnyView {
    let origin = page::origin();
    let setting = |name: &'static str, text: String| {
        el("li").child(name).child(el("code").class("breakable").child(text)).view()
    };
    vec![
        el("p")
            .class("field-problem")
            .text(
                "The server is there, but does not let pages from here read its answers \
                 (CORS). Allow this page's origin:",
            )
            .view(),
        el("ul")
            .class("field-hint")
            .child(setting("SeaweedFS: ", format!("-s3.allowedOrigins={origin}")))
            .child(setting("LocalStack: ", format!("EXTRA_CORS_ALLOWED_ORIGINS={origin}")))
            .child(setting(
                "Ceph RGW has no setting for it. There, and with any other server, let \
                 the proxy in front answer OPTIONS with status 204, and add to every \
                 answer: ",
                format!("Access-Control-Allow-Origin: {origin}"),
            ))
            .child(setting(
                "and to the answers to OPTIONS: ",
                "Access-Control-Allow-Headers: authorization, content-type, x-amz-date, \
                 x-amz-security-token"
                    .to_owned(),
            ))
            .view(),
    ]
    .into_any()
}
