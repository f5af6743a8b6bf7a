//! Where `Continue` signs in, and the question before AWS's credentials go to another server.

use leptos::prelude::*;

use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::context::network::Network;
use crate::ui::screens::unlock::form::Form;
use crate::ui::screens::unlock::handle::Handle;
use crate::ui::screens::unlock::where_choice::Where;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::element::{button, dynamic_text, el, on_click};
use keycutter_core::aws::CustomEndpoint;
use keycutter_core::flows::sign_in::{Event, SignIn};
use keycutter_core::messages;

impl Form {
    /// The person has chosen the server in this visit.
    pub fn note_chosen(self) {
        self.trust.update(|trust| trust.is_remembered = false);
    }

    /// The person means this server.
    fn confirm(self, confirmed: ConfirmedServer) {
        if let Some(endpoint) = self.validate_place() {
            confirmed.confirm(&endpoint);
            self.trust.update(|trust| trust.confirmed = confirmed.url());
        }
    }

    /// The name of the server that is chosen: of a partition, or host and port; and whether it was
    /// chosen in an earlier visit. Both are followed.
    fn server(self) -> (String, bool) {
        let server = match self.place.get() {
            Where::Partition(partition) => {
                return (messages::endpoint::partition(partition).to_owned(), false);
            }
            Where::Custom => self.endpoint.follow(|url| CustomEndpoint::parse(url, "")),
        };
        match server {
            Ok(server) => {
                let is_remembered = self.trust.with(|trust| !trust.covers(&server));
                (server.authority().to_owned(), is_remembered)
            }
            Err(_) => ("a custom endpoint".to_owned(), false),
        }
    }
}

/// The line beside `Continue`.
pub fn destination(form: Form, flow: Handle) -> AnyView {
    let is_demo = Network::expect().demo().is_some();
    let text = move || {
        let (name, is_remembered) =
            if is_demo { ("the demo".to_owned(), false) } else { form.server() };
        messages::endpoint::destination(&name, is_remembered, flow.with(SignIn::is_asking))
    };
    el("p")
        .attr("class", "destination")
        .attr("id", "destination")
        .child(dynamic_text(text))
        .into_any()
}

/// The dialog `Send these credentials?`.
pub fn question(form: Form, flow: Handle) -> AnyView {
    let on_cancel = Callback::new(move |()| flow.dispatch(Event::Decline));
    let confirmed = ConfirmedServer::expect();
    let on_confirm = move || {
        form.confirm(confirmed);
        flow.dispatch(Event::Confirm);
    };
    let buttons = el("div")
        .attr("class", "buttons")
        .child(
            button("button button-main")
                .add_any_attr(on_click(move || on_cancel.run(())))
                .child("Cancel"),
        )
        .child(button("button").add_any_attr(on_click(on_confirm)).child("Sign in to this server"));
    dialog(
        "Send these credentials?",
        "question-title",
        on_cancel,
        vec![
            el("p").child(messages::endpoint::question(&form.server().0)).into_any(),
            buttons.into_any(),
        ],
    )
}
