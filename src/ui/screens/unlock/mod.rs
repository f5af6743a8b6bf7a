//! The first screen: from credentials to an identity.

pub mod asking;
mod check;
mod destination;
pub mod fields;
pub mod form;
mod handle;
mod kept;
mod name_user;
pub mod paste;
mod place_fields;
mod problems;
mod root_warning;
mod sign_in;
mod where_choice;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{environment, events, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::context::confirmed_server::ConfirmedServer;
use crate::ui::context::mfa_sign_in::MfaSignIn;
use crate::ui::context::network::Network;
use crate::ui::context::session::Session;
use crate::ui::features::idle_lock::{Warning, keeper};
use crate::ui::features::waiting::{clock_note, waiting};
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_attr, el, listener, on_click};
use crate::ui::widgets::template_content::template_content;
use asking::asked;
use destination::{destination, question};
use fields::{folded_fields, key_fields, show_mfa_fields};
use form::Form;
use handle::Handle;
pub use kept::Kept;
use keycutter_core::flows::sign_in::{Event, SignIn};
use paste::{Pasting, paste_box};
use place_fields::place_fields;
use sign_in::SignInPage;

/// The first screen.
///
/// # Parameters
///
/// - `reason`: why the tab was locked, if it was; or why an MFA code is asked for.
/// - `kept`: what was kept of a session that needs an MFA code.
/// - `on_unlock`: called with the session that has begun.
/// - `on_demo`: starts the demo.
pub fn unlock(
    reason: Option<&'static str>,
    kept: Option<Kept>,
    on_unlock: Callback<Session>,
    on_demo: Callback<()>,
) -> AnyView {
    let network = Network::expect();
    let form = Form::remembered();
    let pasting = Pasting::new(form);
    let (check, announcer) = (check::start(), Announcer::expect());
    let confirmed = ConfirmedServer::expect();
    let page = SignInPage { form, pasting, check, network, announcer, confirmed, on_unlock };
    let flow = page.start();
    MfaSignIn::provide(Callback::new(move |()| show_mfa_fields(form)));
    if let Some(demo) = network.demo() {
        form.fill_demo(&demo.credentials());
        page.submit(flow);
    }
    match (kept, reason) {
        (Some(kept), _) => {
            form.restore(&kept);
            show_mfa_fields(form);
        }
        // After the view is there: the button that had the focus is gone.
        (None, Some(_)) => spawn_local(async { focus::focus_first("h1") }),
        (None, None) => spawn_local(async { focus::focus_first("#paste") }),
    }
    let is_naming = LocalMemo::new(move || flow.with(|sign_in| sign_in.naming().is_some()));
    let card = dynamic(move || {
        if is_naming.get() {
            asked(|asking| (asking.name_user)(flow))
        } else {
            sign_in_form(&page, flow, on_demo)
        }
    });
    let holds = move || {
        form.holds()
            || pasting.holds()
            || flow.with_untracked(SignIn::holds_credentials).unwrap_or_default()
    };
    let warning = Warning { lost: "Locking clears what you entered.", keep: "Keep it" };
    let main = el("main")
        .attr("class", "page page-narrow")
        .child(el("h1").attr("tabindex", "-1").child("Create, deactivate and delete AWS access keys"))
        .child(el("p").attr("class", "lead").child(
            "Paste a key you have. Requests are signed in this tab and go only to AWS, or to a server you choose. No \
             credentials are stored.",
        ))
        .child((!environment::is_secure()).then(insecure))
        .child(reason.map(|reason| el("p").attr("class", "notice").child(reason).into_any()))
        .child(card)
        .child(template_content("questions"))
        .child(root(flow))
        .child(show_when(move || flow.with(SignIn::is_confirming), move || question(form, flow)))
        .child(end_failures(form, check, flow))
        .child(keeper(warning, Box::new(holds)));
    vec![main.into_any(), footer()].into_any()
}

/// An alert goes when its reason does: a field was changed, the network is back, or `Check` says
/// what is the matter.
fn end_failures(form: Form, check: check::Handle, flow: Handle) -> AnyView {
    HandleSlot::new(events::listen(
        events::ONLINE,
        Box::new(move |_| flow.dispatch(Event::Online)),
    ));
    dynamic(move || {
        form.follow_all();
        check.with(|_| ());
        if flow.with_untracked(|sign_in| sign_in.failure().is_some()) == Some(true) {
            flow.dispatch(Event::Edited);
        }
        ().into_any()
    })
}

/// The form with the paste box, the fields and the buttons.
fn sign_in_form(page: &SignInPage, flow: Handle, on_demo: Callback<()>) -> AnyView {
    let page = *page;
    let SignInPage { form, pasting, check, network, .. } = page;
    let is_demo = network.demo().is_some();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        page.submit(flow);
    };
    let card_class = move || {
        if pasting.is_dropping() {
            "card fields sign-in card-dropping"
        } else {
            "card fields sign-in"
        }
    };
    let busy = move || flow.with(SignIn::is_asking).then_some("true");
    let on_retry = Callback::new(move |()| page.submit(flow));
    let failure = dynamic(move || {
        focus::recover_focus();
        match flow.with(|it| it.failure().cloned()) {
            Some(error) => asked(|asking| (asking.failure)(error, on_retry)),
            None => ().into_any(),
        }
    });
    let buttons = el("div")
        .attr("class", "buttons sign-in-bar")
        .child(
            el("button")
                .attr("class", "button button-main")
                .attr("type", "submit")
                .attr("aria-describedby", "destination")
                .add_any_attr(dynamic_attr("aria-disabled", busy))
                .child("Continue"),
        )
        .child(destination(form, flow))
        .child((!is_demo).then(|| {
            button("button")
                .add_any_attr(on_click(move || on_demo.run(())))
                .child("Try the demo")
                .into_any()
        }));
    el("form")
        .add_any_attr(dynamic_attr("class", card_class))
        .add_any_attr(listener("submit", on_submit))
        .child(paste_box(pasting))
        .child(key_fields(form))
        .child(folded_fields(form))
        .child((!is_demo).then(|| place_fields(form, check)))
        .child(waiting())
        .child(clock_note())
        .child(failure)
        .child(buttons)
        .into_any()
}

/// The warning, while root is to be warned.
fn root(flow: Handle) -> AnyView {
    show_when(
        move || flow.with(|sign_in| matches!(sign_in, SignIn::RootWarning(_))),
        move || {
            let on_continue = Callback::new(move |()| flow.dispatch(Event::ContinueAsRoot));
            let on_user = Callback::new(move |()| flow.dispatch(Event::UseUserInstead));
            asked(|asking| (asking.root_warning)(on_continue, on_user))
        },
    )
}

/// The page came over plain http.
fn insecure() -> AnyView {
    el("p")
        .attr("class", "alert")
        .attr("role", "alert")
        .child(
            "This page was loaded over plain http, so others on the network may have changed it. Do not paste a key \
             here. Open the page over https, or from a file.",
        )
        .into_any()
}

fn footer() -> AnyView {
    el("footer")
        .attr("class", "footer footer-narrow")
        .child("Keycutter ")
        .child(env!("CARGO_PKG_VERSION"))
        .child(". No server of its own, no cookies, no analytics.")
        .into_any()
}
