//! The main screen: the keys of one identity, and what may be done to them.

mod bench;
mod create;
mod delete;
mod inactive;
mod life;
mod row;
mod table;

use leptos::prelude::*;

use super::parts::answer::Answer;
use super::parts::branch::branch;
use super::session::{Session, SignedIn};
use crate::aws::{KeyOwner, Place, Principal, Service};
use crate::browser::page;
use bench::{Bench, Open};
use create::CreateDialog;
use delete::DeleteDialog;
use inactive::InactiveDialog;
use table::KeyTable;

/// The main screen.
#[component]
pub fn SecurityCredentials(
    /// Who is signed in.
    session: Session,
) -> impl IntoView {
    let signed_in = SignedIn::provide(session.clone());
    let bench = Bench::provide(signed_in);
    let transport = StoredValue::new_local(session.clone());
    on_cleanup(move || {
        if let Some(session) = transport.try_get_value() {
            session.client().transport().abort();
        }
    });
    bench.refresh();
    // After the view is there.
    leptos::task::spawn_local(async { page::focus_first("h1") });

    view! {
        <main class="page">
            <h1 tabindex="-1">"Security Credentials"</h1>
            <Identity session=session.clone() />
            <KeyTable />
            <Notes />
            {branch(move || match bench.open() {
                Open::Nothing => ().into_any(),
                Open::Create => view! { <CreateDialog /> }.into_any(),
                Open::Delete(id) => view! { <DeleteDialog id=id /> }.into_any(),
                Open::Inactive(id) => view! { <InactiveDialog id=id /> }.into_any(),
            })}
        </main>
        <Footer place=session.client().place().clone() />
    }
}

/// Who is signed in, where, and whose keys these are.
#[component]
fn Identity(
    /// The session.
    session: Session,
) -> impl IntoView {
    let caller = session.caller();
    let who = match &caller.principal {
        Principal::Root => "the root user".to_owned(),
        Principal::User(name) => format!("IAM user {name}"),
        Principal::Session(name) => format!("{name}, with temporary credentials"),
    };
    let whose = match session.owner() {
        KeyOwner::User(name) if caller.principal != Principal::User(name.clone()) => {
            Some(format!("the access keys of IAM user {name}"))
        }
        _ => None,
    };
    view! {
        <dl class="identity">
            <div>
                <dt>"Signed in as"</dt>
                <dd>{who}</dd>
            </div>
            {whose
                .map(|whose| {
                    view! {
                        <div>
                            <dt>"Managing"</dt>
                            <dd>{whose}</dd>
                        </div>
                    }
                        .into_any()
                })}
            <div>
                <dt>"Account"</dt>
                <dd class="mono">{caller.account.clone()}</dd>
            </div>
            <div>
                <dt>"ARN"</dt>
                <dd class="mono">{caller.arn.clone()}</dd>
            </div>
            <div>
                <dt>"Where"</dt>
                <dd>{session.client().place().label().to_owned()}</dd>
            </div>
        </dl>
        {(caller.principal == Principal::Root)
            .then(|| {
                view! {
                    <p class="notice">
                        "You are signed in as root. For day-to-day tools an IAM user with only the rights it needs is safer; AWS advises deleting root keys altogether."
                    </p>
                }
                    .into_any()
            })}
    }
}

/// The console's own truths, for whoever wants them.
#[component]
fn Notes() -> impl IntoView {
    view! {
        <section class="answers" aria-label="About access keys">
            <Answer question="Why two keys at most?">
                <p>
                    "So that a key can be replaced without a gap: make the second, move everything over to it, then retire the first. AWS counts inactive keys too; only deleting one makes room."
                </p>
            </Answer>
            <Answer question="How do I replace a key safely?">
                <ol>
                    <li>"Create the new key while the old one is still active."</li>
                    <li>"Update every place that uses the old key."</li>
                    <li>"Look at Last used until the old key has been still for a while. AWS notes uses with some delay."</li>
                    <li>"Make the old key inactive, and do not delete it yet. If something breaks, make it active again."</li>
                    <li>"When nothing has broken, delete it."</li>
                </ol>
            </Answer>
            <Answer question="Where do I keep the secret?">
                <p>
                    "In a password manager or a secret store, or in the settings of the one tool that uses it. Not in mail, chat, source code or a shared folder. The secret is shown once and cannot be looked up again: if it is lost, delete that key and create another."
                </p>
            </Answer>
        </section>
    }
}

/// Whom the page talks to.
#[component]
fn Footer(
    /// Where requests go.
    place: Place,
) -> impl IntoView {
    let (iam, sts) = (place.url(Service::Iam), place.url(Service::Sts));
    let hosts = if iam == sts { iam } else { format!("{iam} and {sts}") };
    view! {
        <footer class="footer">
            "Keycutter " {env!("CARGO_PKG_VERSION")} ". This tab talks only to " {hosts}
        </footer>
    }
}
