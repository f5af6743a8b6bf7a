//! A key is made, shown this once, and taken home.

use leptos::prelude::*;

use super::bench::{Bench, Open};
use crate::Secret;
use crate::aws::{Error, KeyOwner};
use crate::browser::{clipboard, file};
use crate::formats::key_file;
use crate::keys::NewAccessKey;
use crate::ui::parts::branch::{branch, when};
use crate::ui::parts::cut::{Cut, named_cut};
use crate::ui::parts::dialog::Dialog;
use crate::ui::parts::failure::Failure;
use crate::ui::parts::task::Task;
use crate::ui::session::{Announcer, SignedIn};

/// How far the cutting has come.
enum Cutting {
    /// AWS is being asked for a key.
    Asked,
    /// There is none.
    Failed(Error),
    /// Here it is.
    Done(NewAccessKey),
}

/// The dialog that makes a key as it opens.
#[component]
pub fn CreateDialog() -> impl IntoView {
    let bench = Bench::expect();
    let cutting = RwSignal::new_local(Cutting::Asked);
    // Whether the secret has been shown, copied or saved.
    let handed = RwSignal::new(false);
    let doubting = RwSignal::new(false);
    Task::new().start(async move {
        let outcome = bench.create().await;
        cutting.try_set(match outcome {
            Ok(new) => Cutting::Done(new),
            Err(error) => Cutting::Failed(error),
        });
    });

    let close = Callback::new(move |()| {
        cutting.with_untracked(|cutting| match cutting {
            // The request cannot be called back: leaving now could lose a secret for good.
            Cutting::Asked => {}
            Cutting::Done(_) if !handed.get_untracked() => doubting.set(true),
            Cutting::Done(_) | Cutting::Failed(_) => bench.show(Open::Nothing),
        });
    });
    let doubt = when(
        move || doubting.get(),
        move || {
            view! {
                <CloseWithoutSaving
                    on_back=Callback::new(move |()| doubting.set(false))
                    on_discard=Callback::new(move |()| bench.show(Open::Nothing))
                />
            }
            .into_any()
        },
    );
    let state = branch(move || {
        cutting.with(|state| match state {
            Cutting::Asked => view! { <Asked /> }.into_any(),
            Cutting::Failed(error) => {
                view! { <Failed error=error.clone() on_close=close /> }.into_any()
            }
            Cutting::Done(new) => view! {
                {named_cut(&new.key.id)}
                <Done cutting=cutting handed=handed on_close=close />
            }
            .into_any(),
        })
    });
    view! {
        <Dialog title="Create Access Key" id="create-title" on_escape=close>
            {state}
        </Dialog>
        {doubt}
    }
}

/// While AWS is being asked.
#[component]
fn Asked() -> impl IntoView {
    view! {
        <p class="key-name">
            <Cut class="cut-large cut-asked" />
        </p>
        <p role="status">"Asking for a new key. Keep this open: its secret comes only once."</p>
    }
}

/// There is no key.
#[component]
fn Failed(
    /// Why.
    error: Error,
    /// The person wants to leave.
    on_close: Callback<()>,
) -> impl IntoView {
    // Without an answer nobody can tell whether the key was made.
    let doubtful = matches!(error, Error::Transport(_) | Error::Unreadable { .. });
    view! {
        <Failure error=error />
        {doubtful
            .then(|| {
                view! {
                    <p>
                        "A key may have been made all the same, and its secret is lost with the answer. Look at the table: if there is a key you do not know, delete it and create another."
                    </p>
                }
                    .into_any()
            })}
        <div class="buttons">
            <button class="button" type="button" on:click=move |_| on_close.run(())>
                "Close"
            </button>
        </div>
    }
}

/// The key, to be shown, copied and saved.
#[component]
fn Done(
    /// Holds the key.
    cutting: RwSignal<Cutting, LocalStorage>,
    /// Whether the secret has been shown, copied or saved.
    handed: RwSignal<bool>,
    /// The person wants to leave.
    on_close: Callback<()>,
) -> impl IntoView {
    let owner = SignedIn::expect().session().owner().clone();
    let announcer = Announcer::expect();
    let shown = RwSignal::new(false);
    let is_saved = RwSignal::new(false);
    let trouble = RwSignal::new(None::<&'static str>);
    // The blob of the last download lives as long as this view.
    let saved = StoredValue::new_local(None);
    let file_name = key_file::name(&owner);
    let on_download = {
        let file_name = file_name.clone();
        move |_| {
            let text = cutting.with_untracked(|cutting| match cutting {
                Cutting::Done(new) => Some(key_file::write(new)),
                _ => None,
            });
            match text.and_then(|text| file::save(&file_name, text.expose()).ok()) {
                Some(file) => {
                    saved.set_value(Some(file));
                    handed.set(true);
                    is_saved.set(true);
                    trouble.set(None);
                    announcer.say(format!("{file_name} is saved."));
                }
                None => trouble.set(Some(
                    "The browser did not let the page save a file. Show the key and copy both halves instead.",
                )),
            }
        }
    };
    let on_show = move |_| {
        shown.update(|shown| *shown = !*shown);
        handed.set(true);
    };
    let halves = branch(move || {
        if !shown.get() {
            return ().into_any();
        }
        let (id, secret) = cutting.with(|cutting| match cutting {
            Cutting::Done(new) => (Secret::from(new.key.id.to_string()), new.secret.duplicate()),
            _ => Default::default(),
        });
        let on_copied = Callback::new(move |()| handed.set(true));
        view! {
            <Half label="Access Key ID" id="new-id" text=id on_copied=Callback::new(|()| ()) />
            <Half label="Secret Access Key" id="new-secret" text=secret on_copied=on_copied />
        }
        .into_any()
    });
    let store_advice = match owner {
        KeyOwner::Root => {
            "This is a root key: keep it where only you can reach it, and delete it when its work is done."
        }
        KeyOwner::User(_) => {
            "Keep it in a password manager or in the one tool that uses it, and replace it from time to time."
        }
    };
    view! {
        <p class="soft">"Your key is cut. AWS made it and sent it to this tab."</p>
        <p class="notice">
            <strong>"Save it now. "</strong>
            "The secret is shown this once and cannot be looked up again: not here, and not at AWS. "
            {store_advice}
        </p>
        <div>
            <button
                class="button"
                type="button"
                aria-expanded=move || shown.get().to_string()
                aria-controls="new-key"
                on:click=on_show
            >
                "Show Access Key"
            </button>
        </div>
        <div id="new-key" class="fields" hidden=move || !shown.get()>
            {halves}
        </div>
        {branch(move || match trouble.get() {
            Some(text) => view! { <p class="alert" role="alert">{text}</p> }.into_any(),
            None => ().into_any(),
        })}
        <p class="field-found" role="status">
            {move || is_saved.get().then(|| format!("Saved as {file_name} in your downloads."))}
        </p>
        <div class="buttons buttons-divided">
            <button class="button button-main" type="button" on:click=on_download>
                "Download Key File"
            </button>
            <button class="button buttons-end" type="button" on:click=move |_| on_close.run(())>
                "Close"
            </button>
        </div>
    }
}

/// One half of the key, readable and ready to be copied.
#[component]
fn Half(
    /// The label, which is the accessible name.
    label: &'static str,
    /// The element id.
    id: &'static str,
    /// What it says.
    text: Secret,
    /// It was copied.
    on_copied: Callback<()>,
) -> impl IntoView {
    let text = StoredValue::new(text);
    let outcome = RwSignal::new("");
    let copy = Task::new();
    let on_copy = move |_| {
        let writing = text.with_value(|text| clipboard::write(text.expose()));
        copy.start(async move {
            let done = writing.await.is_ok();
            outcome.try_set(if done {
                "Copied. It stays on the clipboard until you copy something else."
            } else {
                "The browser did not let the page copy. Select the text and copy it yourself."
            });
            if done {
                on_copied.run(());
            }
        });
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
            </label>
            <div class="field-row">
                <input
                    class="input input-mono"
                    id=id
                    type="text"
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    translate="no"
                    prop:value=text.with_value(|text| text.expose().to_owned())
                    aria-describedby=format!("{id}-copied")
                />
                <button
                    class="button"
                    type="button"
                    aria-describedby=format!("{id}-of")
                    on:click=on_copy
                >
                    "Copy"
                </button>
                <span class="visually-hidden" id=format!("{id}-of")>
                    {label}
                </span>
            </div>
            <p class="field-hint" role="status" id=format!("{id}-copied")>
                {move || outcome.get()}
            </p>
        </div>
    }
}

/// Nothing has been done with the secret yet: better to ask.
#[component]
fn CloseWithoutSaving(
    /// Back to the key.
    on_back: Callback<()>,
    /// Let it go.
    on_discard: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title="Close without saving?" id="unsaved-title" on_escape=on_back>
            <p>
                "The secret has not been shown, copied or downloaded. Once this closes nobody can see it again, and the key is of no use to anyone: you would have to delete it and create another."
            </p>
            <div class="buttons">
                <button class="button button-main" type="button" on:click=move |_| on_back.run(())>
                    "Go back"
                </button>
                <button class="button button-danger" type="button" on:click=move |_| on_discard.run(())>
                    "Discard secret"
                </button>
            </div>
        </Dialog>
    }
}
