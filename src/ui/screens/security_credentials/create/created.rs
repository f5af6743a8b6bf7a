//! The new key, to be shown, copied and saved.

use leptos::prelude::*;

use super::copy_fields::copy_fields;
use super::formats::formats;
use super::test_key::test_key;
use super::unaccounted::unaccounted;
use crate::browser::{document, file};
use crate::ui::context::lock::Lock;
use crate::ui::context::network::Network;
use crate::ui::context::session::SignedIn;
use crate::ui::features::key_glyph::named_key_glyph;
use crate::ui::reactive::flow::FlowHandle;
use crate::ui::reactive::handle_slot::HandleSlot;
use crate::ui::reactive::local_memo::LocalMemo;
use crate::ui::reactive::local_signal::LocalSignal;
use crate::ui::screens::security_credentials::describe::new_description;
use crate::ui::screens::security_credentials::model::KeysModel;
use crate::ui::widgets::dynamic::{dynamic, show_when};
use crate::ui::widgets::element::{button, dynamic_attr, dynamic_text, el, on_click};
use crate::ui::widgets::private::hide_when_away;
use keycutter_core::aws::KeyOwner;
use keycutter_core::flows::create::{Create, Created, Custody, Event};
use keycutter_core::formats::key_file;
use keycutter_core::keys::NewAccessKey;
use keycutter_core::tools::Plan;

/// The new key and what can be done with it.
pub fn created(flow: FlowHandle<Create>, new: &NewAccessKey) -> AnyView {
    let user_of_tool = |create: &Create| Some(KeyOwner::User(create.plan()?.user_name.clone()));
    let owner = flow.with_untracked(user_of_tool).flatten();
    let owner = owner.unwrap_or_else(|| SignedIn::expect().session().owner().clone());
    let is_demo = Network::expect().demo().is_some();
    hide_when_away(
        move || flow.with_untracked(is_visible) == Some(true),
        move || flow.dispatch(Event::Hide),
    );
    Lock::expect().clip().note_new_key();
    let origin = if is_demo {
        "Your access key is ready. The simulated account created it in this tab."
    } else {
        "Your access key is ready."
    };
    // Its id and secret say that a key is the demo's, but a file is found by its name.
    let prefix = if is_demo { "demo_" } else { "" };
    let file_name = format!("{prefix}{}", key_file::name(&owner));
    let saved_name = LocalSignal::new(String::new());
    let fields = show_when(move || flow.with(is_visible), move || copy_fields(flow));
    vec![
        named_key_glyph(&new.key.id),
        el("p").attr("class", "soft").child(origin).into_any(),
        notice(flow, formula_warning(new), storage_advice(&owner, is_demo), saved_name),
        unaccounted(flow),
        el("div").child(show_button(flow)).into_any(),
        el("div")
            .attr("id", "new-key")
            .attr("class", "fields")
            .add_any_attr(dynamic_attr("hidden", move || (!flow.with(is_visible)).then_some("")))
            .child(fields)
            .into_any(),
        show_when(move || flow.with(is_save_refused), save_refused),
        test_key(flow),
        flow.with_untracked(|create| create.plan().map(try_it)).into_any(),
        buttons(flow, file_name, saved_name),
        // Below the buttons, which would cover the fields where they stay in view.
        description(flow, new),
        formats(flow, prefix, saved_name),
    ]
    .into_any()
}

/// What to do now: to save the key, or once its file was handed over, to close. The browser does not
/// tell whether it saved the file.
fn notice(
    flow: FlowHandle<Create>,
    warning: &'static str,
    advice: &'static str,
    saved_name: LocalSignal<String>,
) -> AnyView {
    let is_saved = LocalMemo::new(move || flow.with(is_saved));
    let text = dynamic(move || {
        let (title, text) = if is_saved.get() {
            (
                format!("{} was handed to the browser. ", saved_name.get()),
                "Check that it is in your downloads, then close this dialog. ",
            )
        } else {
            (
                "Save it now. ".to_owned(),
                "The secret is shown only once and cannot be retrieved later. ",
            )
        };
        vec![
            el("strong").child(title).into_any(),
            text.into_any(),
            warning.into_any(),
            advice.into_any(),
        ]
        .into_any()
    });
    el("p").attr("class", "notice").attr("role", "status").child(text).into_any()
}

/// The key of a tool has its description already.
fn description(flow: FlowHandle<Create>, new: &NewAccessKey) -> AnyView {
    let is_of_tool = flow.with_untracked(|create| create.plan().is_some()) == Some(true);
    (!is_of_tool).then(|| new_description(KeysModel::expect(), &new.key.id)).into_any()
}

/// A command of the tool that tries the key.
fn try_it(plan: &Plan) -> AnyView {
    if plan.tool.try_it.is_empty() {
        return ().into_any();
    }
    el("p")
        .attr("class", "field-hint")
        .child("Once the tool has the key, try: ")
        .child(el("code").child(plan.tool.try_it.replace("{}", &plan.bucket)))
        .into_any()
}

fn formula_warning(new: &NewAccessKey) -> &'static str {
    if new.looks_like_a_formula() {
        "Open the file in a text editor: a spreadsheet would take this secret for a formula. "
    } else {
        ""
    }
}

fn is_saved(flow: &Create) -> bool {
    flow.created().is_some_and(|created| created.custody() == Custody::Saved)
}

fn is_visible(flow: &Create) -> bool {
    flow.created().is_some_and(Created::is_visible)
}

fn is_save_refused(flow: &Create) -> bool {
    flow.created().is_some_and(Created::is_save_refused)
}

fn storage_advice(owner: &KeyOwner, is_demo: bool) -> &'static str {
    match owner {
        _ if is_demo => "This is a demo key. It is not real and gives access to nothing.",
        KeyOwner::Root => {
            "This is a root key. Keep it where only you can reach it, and delete it as soon as you no longer need it."
        }
        KeyOwner::User(_) => {
            "Keep the key in a password manager or in the one tool that uses it, and rotate it regularly."
        }
    }
}

/// Shows and hides the key.
fn show_button(flow: FlowHandle<Create>) -> AnyView {
    let on_toggle = move || {
        let is_visible = flow.with_untracked(is_visible) == Some(true);
        flow.dispatch(if is_visible { Event::Hide } else { Event::Show });
        document::scroll_into_view("#new-copied");
    };
    button("button")
        .add_any_attr(dynamic_attr("aria-expanded", move || {
            if flow.with(is_visible) { "true" } else { "false" }
        }))
        .attr("aria-controls", "new-key")
        .add_any_attr(on_click(on_toggle))
        .child("Show Access Key")
        .into_any()
}

fn save_refused() -> AnyView {
    el("p")
        .attr("class", "alert")
        .attr("role", "alert")
        .child(
            "The browser blocked the download. Choose Show Access Key, and copy the ID and the secret instead.",
        )
        .into_any()
}

/// Saves the key file and closes the dialog, below a line that says whether the secret is safe. The
/// main button is what is to be done next.
fn buttons(
    flow: FlowHandle<Create>,
    file_name: String,
    saved_name: LocalSignal<String>,
) -> AnyView {
    let is_saved = LocalMemo::new(move || flow.with(is_saved));
    let status = move || {
        if flow.with(|create| create.created().map(Created::custody)) == Some(Custody::Shown) {
            "Not copied or saved yet. If you close this dialog now, the secret is lost."
        } else {
            ""
        }
    };
    let close_class = move || if is_saved.get() { "button button-main" } else { "button" };
    let close = button("button")
        .add_any_attr(dynamic_attr("class", close_class))
        .add_any_attr(on_click(move || flow.dispatch(Event::Close)))
        .child("Close");
    el("div")
        .attr("class", "buttons buttons-divided")
        .child(el("p").attr("class", "small").attr("role", "status").child(dynamic_text(status)))
        .child(download_button(flow, is_saved, file_name, saved_name))
        .child(close)
        .into_any()
}

/// Saves the key file.
fn download_button(
    flow: FlowHandle<Create>,
    is_saved: LocalMemo<bool>,
    file_name: String,
    saved_name: LocalSignal<String>,
) -> AnyView {
    // The blob of the last download lives as long as this view.
    let saved = HandleSlot::empty();
    let save = move |name: &str| {
        let text = flow.with_untracked(|create| {
            create.created().map(|created| key_file::write(created.new_key()))
        });
        file::save(name, text.flatten()?.expose()).ok()
    };
    let on_download = move || match save(&file_name) {
        Some(file) => {
            saved.set(Some(Box::new(file)));
            saved_name.set(file_name.clone());
            flow.dispatch(Event::Saved);
        }
        None => flow.dispatch(Event::SaveRefused),
    };
    let class = move || if is_saved.get() { "button" } else { "button button-main" };
    button("button")
        .add_any_attr(dynamic_attr("class", class))
        .add_any_attr(on_click(on_download))
        .child("Download Key File")
        .into_any()
}
