//! A key is made, shown this once, and taken home.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{clipboard, document, file, focus};
use crate::ui::context::announcer::Announcer;
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::features::failure::failure;
use crate::ui::features::failure::past_failure;
use crate::ui::features::key_glyph::key_glyph;
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::reactive::single_flight::SingleFlight;
use crate::ui::screens::security_credentials::model::Dialog;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::dynamic::dynamic;
use crate::ui::widgets::dynamic::show_when;
use crate::ui::widgets::el::button;
use crate::ui::widgets::el::el;
use crate::ui::widgets::field::hide_when_away;
use crate::ui::widgets::field::private;
use keycutter_core::aws::{Error, KeyOwner, NotCreated};
use keycutter_core::formats::key_file;
use keycutter_core::keys::key_glyph::BLANK;
use keycutter_core::keys::{AccessKeyId, NewAccessKey};

/// How far the creation has come.
enum Creation {
    /// AWS is being asked for a key.
    Asked,
    /// There is none to show.
    NotCreated(NotCreated),
    /// The one whose secret is lost could not be deleted.
    NotDeleted(AccessKeyId, Error),
    /// Here it is.
    Done(NewAccessKey),
}

impl Creation {
    /// What came of asking.
    fn of(outcome: Result<NewAccessKey, NotCreated>) -> Self {
        match outcome {
            Ok(new) => Self::Done(new),
            Err(not_created) => Self::NotCreated(not_created),
        }
    }

    /// The key, if it is here.
    fn key(&self) -> Option<&NewAccessKey> {
        match self {
            Self::Done(new) => Some(new),
            Self::Asked | Self::NotCreated(_) | Self::NotDeleted(..) => None,
        }
    }
}

/// What to do when there is no key to show.
#[derive(Clone)]
enum Next {
    /// Ask for one.
    Create,
    /// Delete the one whose secret is lost, then ask for another.
    StartOver(AccessKeyId),
    /// Look once more what came of the request that ended like this.
    Look(Error),
}

/// The dialog that makes a key as it opens.
pub fn create_dialog() -> AnyView {
    let model = KeysModel::expect();
    let creation = LocalSignal::new(Creation::Asked);
    // Whether the secret has been shown, copied or saved.
    let handed = LocalSignal::new(false);
    // Whether it has been copied or saved, so that it outlives this page.
    let is_taken = LocalSignal::new(false);
    let doubting = LocalSignal::new(false);
    let known = LocalSignal::new(model.ids());
    let task = SingleFlight::new();
    let lock = Lock::expect();
    on_cleanup(move || {
        lock.set_unsaved(false);
        model.set_holding(false);
    });
    let go = Callback::new(move |next: Next| {
        task.start(async move {
            creation.set(Creation::Asked);
            // An answer that nobody waits for takes its secret along.
            lock.set_unsaved(true);
            if let Next::StartOver(lost) = &next {
                // A list that lags behind must not name it once more.
                known.update(|known| known.push(lost.clone()));
            }
            let Some(known) = known.try_get_untracked() else { return };
            let outcome = match next {
                Next::Create => Creation::of(model.create(&known).await),
                Next::StartOver(lost) => match model.delete(&lost).await {
                    Ok(()) => Creation::of(model.create(&known).await),
                    Err(error) => Creation::NotDeleted(lost, error),
                },
                Next::Look(error) => Creation::NotCreated(model.look(&known, error).await),
            };
            model.set_holding(outcome.key().is_some());
            if outcome.key().is_none() {
                lock.set_unsaved(false);
            }
            creation.set(outcome);
        });
    });
    go.run(Next::Create);

    let close = Callback::new(move |()| {
        creation.with_untracked(|creation| match creation {
            // The request cannot be called back: leaving now could lose a secret for good.
            Creation::Asked => {}
            Creation::Done(_) if !handed.get_untracked() => doubting.set(true),
            _ => model.show(Dialog::Nothing),
        });
    });
    // A key that is pressed by accident decides less than a button does.
    let escape = Callback::new(move |()| {
        let is_here = creation.with_untracked(|creation| creation.key().is_some());
        if is_here && !is_taken.get_untracked() {
            doubting.set(true);
        } else {
            close.run(());
        }
    });
    let doubt = show_when(
        move || doubting.get(),
        move || {
            close_without_saving(
                Callback::new(move |()| doubting.set(false)),
                Callback::new(move |()| model.show(Dialog::Nothing)),
            )
        },
    );
    let state = dynamic(move || {
        focus::recover_focus();
        creation.with(|state| match state {
            Creation::Asked => asked(),
            Creation::NotCreated(not_created) => failed(not_created.clone(), go, close),
            Creation::NotDeleted(id, error) => lost(id, failure(error.clone()), go, close),
            Creation::Done(new) => {
                vec![named_key_glyph(&new.key.id), done(creation, [handed, is_taken], close)]
                    .into_any()
            }
        })
    });
    vec![dialog("Create Access Key", "create-title", escape, vec![state]), doubt].into_any()
}

/// While AWS is being asked.
fn asked() -> AnyView {
    vec![
        el("p").class("key-name").child(key_glyph(BLANK, "key-glyph-large")).view(),
        el("p")
            .attr("role", "status")
            .text("Asking for a new key. Keep this open: its secret comes only once.")
            .view(),
    ]
    .into_any()
}

/// There is no key to show: what is known, and what can be done about it.
fn failed(
    // Why.
    not_created: NotCreated,
    // Go on with this.
    on_next: Callback<Next>,
    // The person wants to leave.
    on_close: Callback<()>,
) -> AnyView {
    let (title, about, told, next) = match not_created {
        NotCreated::Refused(error) => ("", "", failure(error), None),
        NotCreated::Nothing(error) => (
            "Nothing was made.",
            "The answer did not arrive, and no key was made at that time.",
            past_failure(error),
            Some(("Try again", Next::Create)),
        ),
        NotCreated::Lost(id, error) => return lost(&id, past_failure(error), on_next, on_close),
        NotCreated::Unknown(error) => (
            "Nobody can tell whether a key was made.",
            "The answer did not arrive, and the list of keys does not settle it. Look \
             again before you create another.",
            failure(error.clone()),
            Some(("Look again", Next::Look(error))),
        ),
    };
    vec![verdict(title, about), told, buttons(next, on_next, on_close)].into_any()
}

/// There is a key that nobody can use.
fn lost(
    // Which.
    id: &AccessKeyId,
    // What went wrong.
    told: AnyView,
    // Go on with this.
    on_next: Callback<Next>,
    // The person wants to leave.
    on_close: Callback<()>,
) -> AnyView {
    let about = "The answer that carried its secret did not arrive, and nobody can look it up. \
                 This key is of no use.";
    let next = Some(("Delete it and start over", Next::StartOver(id.clone())));
    vec![
        named_key_glyph(id),
        verdict("A key was made, and its secret is lost.", about),
        told,
        buttons(next, on_next, on_close),
    ]
    .into_any()
}

/// What is known after an answer that did not arrive.
fn verdict(title: &'static str, about: &'static str) -> AnyView {
    if title.is_empty() {
        return ().into_any();
    }
    el("p").child(el("strong").child(title)).text(" ").child(about).view()
}

fn buttons(
    next: Option<(&'static str, Next)>,
    on_next: Callback<Next>,
    on_close: Callback<()>,
) -> AnyView {
    el("div")
        .class("buttons")
        .child(next.map(|(label, next)| {
            button("button button-main")
                .on_click(move || on_next.run(next.clone()))
                .child(label)
                .view()
        }))
        .child(button("button").on_click(move || on_close.run(())).text("Close"))
        .view()
}

/// The key, to be shown, copied and saved.
fn done(
    // Holds the key.
    creation: LocalSignal<Creation>,
    // Whether the secret has been shown, copied or saved; and whether one of the latter two.
    [handed, is_taken]: [LocalSignal<bool>; 2],
    // The person wants to leave.
    on_close: Callback<()>,
) -> AnyView {
    let owner = SignedIn::expect().session().owner().clone();
    let is_demo = Network::expect().demo().is_some();
    let announcer = Announcer::expect();
    let lock = Lock::expect();
    let shown = LocalSignal::new(false);
    hide_when_away(shown);
    let is_saved = LocalSignal::new(false);
    let trouble = LocalSignal::new(None::<&'static str>);
    // The blob of the last download lives as long as this view.
    let saved = HandleSlot::nothing();
    let file_name = key_file::name(&owner);
    // Its ids and secrets say so too, but a file is found by its name.
    let file_name = if is_demo { format!("demo_{file_name}") } else { file_name };
    let taken = Callback::new(move |()| {
        handed.set(true);
        is_taken.set(true);
        lock.set_unsaved(false);
    });
    let on_download = {
        let file_name = file_name.clone();
        move || {
            let text = creation.with_untracked(|creation| creation.key().map(key_file::write));
            match text.and_then(|text| file::save(&file_name, text.expose()).ok()) {
                Some(file) => {
                    saved.set(Some(Box::new(file)));
                    taken.run(());
                    is_saved.set(true);
                    trouble.set(None);
                    announcer.say(format!("{file_name} is saved."));
                }
                None => trouble.set(Some(
                    "The browser did not let the page save a file. Show the key and copy \
                     both halves instead.",
                )),
            }
        }
    };
    let on_show = move || {
        shown.update(|shown| *shown = !*shown);
        handed.set(true);
        document::scroll_into_view("#new-secret-copied");
    };
    lock.clip().begin_anew();
    let halves = dynamic(move || {
        if !shown.get() {
            return ().into_any();
        }
        vec![
            half(creation, CopyField { label: "Access Key ID", id: "new-id", secret: None }),
            half(
                creation,
                CopyField { label: "Secret Access Key", id: "new-secret", secret: Some(taken) },
            ),
        ]
        .into_any()
    });
    let store_advice = match owner {
        _ if is_demo => "This one is a demo key: it is not real, and opens nothing.",
        KeyOwner::Root => {
            "This is a root key: keep it where only you can reach it, and delete it \
             when its work is done."
        }
        KeyOwner::User(_) => {
            "Keep it in a password manager or in the one tool that uses it, and \
             replace it from time to time."
        }
    };
    vec![
        el("p")
            .class("soft")
            .text(if is_demo {
                "Your key is cut. The simulated account made it, here in this tab."
            } else {
                "Your key is cut. AWS made it and sent it to this tab."
            })
            .view(),
        el("p")
            .class("notice")
            .child(el("strong").text("Save it now. "))
            .text("The secret is shown this once, and cannot be looked up again even at AWS. ")
            .child(store_advice)
            .view(),
        el("div")
            .child(
                button("button")
                    .dynamic_attr("aria-expanded", move || shown.get().to_string())
                    .attr("aria-controls", "new-key")
                    .on_click(on_show)
                    .text("Show Access Key"),
            )
            .view(),
        el("div")
            .attr("id", "new-key")
            .class("fields")
            .dynamic_attr("hidden", move || !shown.get())
            .child(halves)
            .view(),
        (dynamic(move || match trouble.get() {
            Some(text) => el("p").class("alert").attr("role", "alert").child(text).view(),
            None => ().into_any(),
        }))
        .into_any(),
        el("div")
            .class("buttons buttons-divided")
            .child(
                el("p")
                    .dynamic_attr(
                        "class",
                        move || if is_saved.get() { "field-found" } else { "small" },
                    )
                    .attr("role", "status")
                    .dynamic_text(move || {
                        if is_saved.get() {
                            Some(format!("Saved as {file_name} in your downloads."))
                        } else if handed.get() && !is_taken.get() {
                            Some("Not copied or saved yet. Closing forgets the secret.".to_owned())
                        } else {
                            None
                        }
                    }),
            )
            .child(button("button button-main").on_click(on_download).text("Download Key File"))
            .child(button("button buttons-end").on_click(move || on_close.run(())).text("Close"))
            .view(),
    ]
    .into_any()
}

/// One half of the key.
#[derive(Clone, Copy)]
struct CopyField {
    /// The label, which is the accessible name.
    label: &'static str,
    /// The element id.
    id: &'static str,
    /// For the secret half: hears that it was copied.
    secret: Option<Callback<()>>,
}

impl CopyField {
    /// Its text. The one copy of the secret stays where it is.
    fn of(self, new: &NewAccessKey) -> &str {
        if self.secret.is_some() { new.secret.expose() } else { new.key.id.as_str() }
    }
}

/// One half of the key, readable and ready to be copied.
fn half(
    // Holds the key.
    creation: LocalSignal<Creation>,
    // Which half.
    half: CopyField,
) -> AnyView {
    let CopyField { label, id, secret } = half;
    let clip = Lock::expect().clip();
    let outcome = LocalSignal::new("");
    let copy = SingleFlight::new();
    let on_copied = move || {
        if let Some(taken) = secret {
            outcome.set("");
            clip.holds_secret();
            // The key may have been put away before the browser had written it down.
            let _ = taken.try_run(());
        } else {
            outcome.set("Copied.");
            clip.holds_other();
        }
    };
    let on_copy = move || {
        let writing = creation
            .with_untracked(|creation| creation.key().map(|new| clipboard::write(half.of(new))));
        let Some(writing) = writing else { return };
        copy.start(async move {
            if writing.await.is_ok() {
                on_copied();
            } else {
                outcome.set(
                    "The browser did not let the page copy. Select the text and copy it \
                     yourself.",
                );
            }
        });
    };
    let text = creation.with_untracked(|it| it.key().map(|new| half.of(new).to_owned()));
    let told = dynamic(move || match outcome.get() {
        "" if secret.is_some() => clip.told(),
        text => text.into_any(),
    });
    el("div")
        .class("field")
        .child(el("label").class("field-label").attr("for", id).child(label))
        .child(
            el("div")
                .class("field-row")
                .child(
                    private("input")
                        .class("input input-mono")
                        .attr("id", id)
                        .attr("type", "text")
                        .attr("readonly", "")
                        .value(text.unwrap_or_default())
                        // Selected and copied by hand is copied as well.
                        .on("copy", move |event: Event| {
                            if focus::is_all_selected(&event) {
                                on_copied();
                            }
                        })
                        .attr("aria-describedby", format!("{id}-copied")),
                )
                .child(
                    button("button")
                        .attr("aria-describedby", format!("{id}-of"))
                        .on_click(on_copy)
                        .text("Copy"),
                )
                .child(
                    el("span").class("visually-hidden").attr("id", format!("{id}-of")).child(label),
                ),
        )
        .child(
            el("div")
                .class("field-hint")
                .attr("role", "status")
                .attr("id", format!("{id}-copied"))
                .child(told),
        )
        .view()
}

/// Nothing has been done with the secret yet: better to ask.
fn close_without_saving(
    // Back to the key.
    on_back: Callback<()>,
    // Let it go.
    on_discard: Callback<()>,
) -> AnyView {
    dialog(
        "Close without saving?",
        "unsaved-title",
        on_back,
        vec![
            el("p")
                .text(
                    "The secret has not been copied or downloaded. Once this closes \
                     nobody can see it again, and the key is of no use to anyone: you would \
                     have to delete it and create another.",
                )
                .view(),
            el("div")
                .class("buttons")
                .child(
                    button("button button-main").on_click(move || on_back.run(())).text("Go back"),
                )
                .child(
                    button("button button-danger")
                        .on_click(move || on_discard.run(()))
                        .text("Discard secret"),
                )
                .view(),
        ],
    )
}
