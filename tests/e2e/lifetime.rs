//! How long a secret lives in a tab, and what ends it.

use std::path::PathBuf;
use std::slice;
use std::time::Duration;

use serde_json::Value;
use support::secrets::Secret;
use support::{Credentials, Engine, Page, Story};

use crate::steps::{
    create_and_show, paste, see_last_uses, show, sign_in, try_to_sign_in, type_credentials,
};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("lifetime::hidden_while_away", hidden_while_away),
    on_moto("lifetime::fields_ask_to_be_left_alone", fields_ask_to_be_left_alone),
    on_moto("lifetime::kept_from_the_disk", kept_from_the_disk),
    on_moto("lifetime::idle_warns_and_locks", idle_warns_and_locks),
    on_moto("lifetime::idle_for_as_long_as_chosen", idle_for_as_long_as_chosen),
    on_moto("lifetime::asleep", asleep),
    on_moto("lifetime::idle_over_a_form", idle_over_a_form),
    on_moto("lifetime::idle_over_a_new_key", idle_over_a_new_key),
    on_moto("lifetime::left_and_come_back_to", left_and_come_back_to),
    on_moto("lifetime::asks_before_a_secret_is_lost", asks_before_a_secret_is_lost),
    on_moto("lifetime::clipboard_cleared", clipboard_cleared),
    on_moto("lifetime::clipboard_cleared_once_closed", clipboard_cleared_once_closed),
    on_moto("lifetime::clipboard_not_cleared", clipboard_not_cleared),
    on_moto("lifetime::clipboard_cleared_by_lock", clipboard_cleared_by_lock),
    on_moto("lifetime::kept_by_javascript", kept_by_javascript).in_chromium(),
];

const IDLE: &str = "Nobody used this tab for a while";
const HIDDEN: &str = "The secret was hidden meanwhile.";
const WARNING: &str = "This tab locks in a minute";

fn hidden_while_away(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.button("Show").described_by("Secret access key").click();
    page.button("Hide").described_by("Secret access key").see();

    story.copy("something else");

    page.button("Show").described_by("Secret access key").see();
    assert!(page.field("Secret access key").state()["masked"] == true, "it is still readable");
    page.see_status_with(HIDDEN);

    // Where nothing was shown, nothing is said.
    let page = story.open();
    type_credentials(&page, &key);
    story.copy("something else");
    page.field("Secret access key").fill(&key.secret);
    assert!(!page.source().contains(HIDDEN), "it speaks of what was not there");

    let page = sign_in(story, &key);
    let new = story.watch(create_and_show(&page));
    story.copy("something else");
    page.field("Secret Access Key").see_gone();
    assert_eq!(page.button("Show Access Key").state()["expanded"], "false");
    assert!(!page.source().contains(&new.secret), "the secret is only out of sight");
    page.button("Show Access Key").click();
    page.field("Secret Access Key").see_value(&new.secret);
}

/// No password field, no memory of what was typed, no spelling, no prediction: so much the fields
/// ask for. What browsers make of it is seen where it can be, in [`kept_from_the_disk`].
fn fields_ask_to_be_left_alone(story: &Story) {
    let page = story.open();
    page.field("Secret access key").see();
    see_private(story, &["access-key-id", "secret-access-key", "session-token", "paste"]);

    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _ = story.watch(create_and_show(&page));
    see_private(story, &["new-id", "new-secret"]);
}

fn see_private(story: &Story, ids: &[&str]) {
    for id in ids {
        let script = "
            const field = document.getElementById(arguments[0]);
            return [
                field.type, field.autocomplete, field.spellcheck, field.writingSuggestions ?? 'false',
                field.getAttribute('autocorrect'), field.dataset['1pIgnore']];";
        let told =
            story.browser().script(script, vec![Value::from(*id)]).expect("the field is there");
        let told: Vec<_> = told.as_array().into_iter().flatten().map(Value::to_string).collect();
        assert_ne!(told[0], "\"password\"", "{id} is what password managers look for");
        assert_eq!(told[1..], ["\"off\"", "false", "\"false\"", "\"off\"", "\"true\""], "{id}");
    }
}

/// Browsers save their sessions as they go, with what is typed: but for these fields. Any other
/// field in the same page is saved.
fn kept_from_the_disk(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.field("Paste credentials").fill(&key.secret[4..36]);
    let plant = "
        const other = Object.assign(document.createElement('input'), { id: 'other', ariaLabel: 'Other' });
        document.body.append(other);";
    story.browser().script(plant, vec![]).expect("another field");
    let other = Secret::Key("typed-into-another-field".to_owned());
    page.field("Other").fill(other.text());

    // WebKitGTK's own small browser saves no sessions.
    if story.engine() != Engine::Webkit {
        // Firefox saves four times a minute.
        page.with_timeout(Duration::from_mins(1)).eventually("the session to be saved", |_| {
            (!story.browser().files_with(slice::from_ref(&other)).is_empty()).then_some(())
        });
    }

    assert_eq!(story.browser().files_with(&story.secrets()), Vec::<PathBuf>::new());
}

fn idle_warns_and_locks(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("It would forget your credentials.");
    page.see_text("s left");
    page.button("Stay signed in").click();
    page.see_no_dialog();
    page.see_heading("Security Credentials");

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.shift_clock(1);
    see_locked(&page, IDLE);
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
}

fn idle_for_as_long_as_chosen(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.combobox("Locks when idle for").see_selected("15 minutes");
    page.combobox("Locks when idle for").select("60 minutes");
    page.shift_clock(58);
    page.button("Refresh").see_enabled();
    page.button("Refresh").click();
    page.combobox("Locks when idle for").select("5 minutes");

    page.shift_clock(4);

    page.see_dialog(WARNING);
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");
    page.see_no_dialog();
}

/// A device that sleeps is idle all the while, and nobody is warned.
fn asleep(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    see_last_uses(&page);
    let before = story.proxy().record().all().len();

    page.shift_clock(8 * 60);

    see_locked(&page, IDLE);
    assert_eq!(story.proxy().record().all().len(), before, "something was asked meanwhile");
}

fn idle_over_a_form(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIATYPEDTYPED123456",
        "typed/typed+typed/typed+typed/typed+type",
    ));
    let page = story.open();
    page.field("Access key ID").see();
    // With nothing to forget, nothing happens.
    page.shift_clock(60);
    type_credentials(&page, &key);
    page.see_no_dialog();

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("What is filled in here would be forgotten.");
    page.button("Keep it").click();
    page.see_no_dialog();
    page.field("Secret access key").see_value(&key.secret);

    paste(story, &page, &format!("not understood: {}", &key.secret[..30]));
    page.shift_clock(16);
    page.see_text(IDLE);
    for field in ["Access key ID", "Secret access key", "Paste credentials"] {
        page.field(field).see_value("");
    }
}

/// A new secret does not keep a tab open: the warning says what would be lost.
fn idle_over_a_new_key(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _ = story.watch(create_and_show(&page));

    page.shift_clock(14);
    page.see_dialog(WARNING);
    page.see_text("The secret of the new key has not been saved");
    page.button("Stay signed in").click();
    page.see_dialog("Create Access Key");

    page.shift_clock(15);
    see_locked(&page, "the secret of the new key too");
}

/// Back from another page: fetched anew, or brought back as it was, there is nothing in it.
fn left_and_come_back_to(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);
    let mark = "window.markedByTheTest = true";
    story.browser().script(mark, vec![]).expect("a mark");

    // Of the same host: WebKit's driver loses a page that is left for another one.
    story.browser().goto(&story.site().plain_url());
    story.browser().back();

    page.see_heading("Cut an AWS access key, in this tab");
    page.field("Secret access key").see_value("");
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
    let kept = story.browser().script("return window.markedByTheTest === true", vec![]);
    if kept.expect("the page is there") == true {
        page.see_text("This page was left, so it has forgotten what it held.");
    } else {
        // While it is driven, Firefox keeps no page.
        assert_eq!(story.engine(), Engine::Firefox, "the page was fetched anew");
    }

    // The same event without a journey, so that every engine is seen to heed it.
    let page = sign_in(story, &key);
    story.browser().script("dispatchEvent(new Event('pagehide'))", vec![]).expect("an event");
    see_locked(&page, "This page was left");
}

fn asks_before_a_secret_is_lost(story: &Story) {
    let page = story.open();
    page.field("Access key ID").see();
    assert!(!asks(story), "an empty page asks");
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    assert!(!asks(story), "it asks though nothing would be lost");

    page.button("Create New Access Key").click();
    page.button("Show Access Key").see();
    assert!(asks(story), "a secret nobody has seen would be lost");
    let _ = story.watch(show(&page));
    assert!(asks(story), "a secret nobody has saved would be lost");
    page.button("Download Key File").click();
    page.see_status_with("Saved as");
    assert!(!asks(story), "it asks though the secret is saved");

    page.button("Close").click();
    page.see_no_dialog();
    assert!(!asks(story), "it asks though the secret is saved and gone");
}

/// Whether the browser would ask before the page is left. Drivers answer that question unseen.
fn asks(story: &Story) -> bool {
    let leave = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    story.browser().script(leave, vec![]).expect("an event") == true
}

fn clipboard_cleared(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied. In a minute it is cleared");

    page.shift_clock(1);

    see_clipboard_cleared(story, &page, &new);
}

/// The clock runs on when the dialog has gone.
fn clipboard_cleared_once_closed(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Close").click();
    page.see_no_dialog();

    page.shift_clock(1);

    see_clipboard_cleared(story, &page, &new);
}

/// An engine that allows it only at a press, or not while the page is out of sight, has a button
/// pressed: nothing is promised that was not done.
fn clipboard_not_cleared(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('not now'))";
    story.browser().script(refuse, vec![]).expect("the clipboard refuses");

    page.shift_clock(1);
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Clear clipboard").click();
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Close").click();
    page.see_no_dialog();
    page.see_status_with("The secret may still be on the clipboard");
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");
    page.see_status_with("The secret may still be on the clipboard");
    assert_eq!(story.clipboard(), new.secret, "somebody cleared the clipboard");

    story.browser().script("delete navigator.clipboard.writeText", vec![]).expect("it relents");
    page.button("Clear clipboard").click();
    page.button("Clear clipboard").see_gone();
    page.see_status_with("The clipboard is cleared");
    assert_ne!(story.clipboard(), new.secret, "the secret is on the clipboard");
}

/// By itself where the engine allows it, and else at a press.
fn see_clipboard_cleared(story: &Story, page: &Page, new: &Credentials) {
    page.eventually("the clipboard to be cleared", |page| {
        let offered = page.names("button").iter().any(|name| name == "Clear clipboard");
        if offered {
            page.button("Clear clipboard").click();
        }
        page.source().contains("The clipboard is cleared").then_some(())
    });
    assert_ne!(story.clipboard(), new.secret, "the secret is on the clipboard");
}

fn clipboard_cleared_by_lock(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let new = story.watch(create_and_show(&page));
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Close").click();

    page.button("Lock").click();

    page.see_heading("Cut an AWS access key, in this tab");
    page.eventually("the clipboard to be cleared", |_| {
        (story.clipboard() != new.secret).then_some(())
    });
}

/// What JavaScript keeps once garbage is collected: the engine's own business otherwise, and so
/// measured rather than ruled. The credentials are temporary, since their token travels in a header,
/// and a header has to be a string of JavaScript.
fn kept_by_javascript(story: &Story) {
    let ada = story.peer().user("ada");
    let role = story.watch(story.peer().assume_role("locksmith"));
    let page = try_to_sign_in(story, &role);
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.button("Create New Access Key").click();
    page.button("Show Access Key").click();
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Download Key File").click();
    page.see_status_with("Saved as");
    let kept = || story.browser().heap_paths_to(&story.secrets());
    let on_screen = kept();
    assert_eq!(on_screen.len(), 1, "the one secret on screen is held once: {on_screen:?}");

    page.button("Close").click();
    page.see_no_dialog();
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");

    assert_eq!(kept(), Vec::<String>::new());
}

fn see_locked(page: &Page, why: &str) {
    page.see_heading("Cut an AWS access key, in this tab");
    page.see_text(why);
    page.see_no_dialog();
    page.button("Lock").see_gone();
    page.field("Secret access key").see_value("");
}
