//! How long a secret stays in a tab, and what ends it.

use std::path::PathBuf;
use std::slice;
use std::time::Duration;

use serde_json::Value;
use support::secrets::Secret;
use support::{Engine, Story};

use crate::case::{Case, on_moto};
use crate::steps::{
    create_and_show, see_locked, show_key, sign_in, try_to_sign_in, type_credentials,
};

pub const STORIES: &[Case] = &[
    on_moto("lifetime::hidden_while_away", hidden_while_away),
    on_moto(
        "lifetime::fields_disable_autofill_and_prediction",
        fields_disable_autofill_and_prediction,
    ),
    on_moto("lifetime::not_saved_to_disk", not_saved_to_disk),
    on_moto("lifetime::forgotten_after_navigating_back", forgotten_after_navigating_back),
    on_moto("lifetime::leaving_asks_before_a_secret_is_lost", leaving_asks_before_a_secret_is_lost),
    on_moto(
        "lifetime::leaving_asks_while_a_secret_is_on_the_clipboard",
        leaving_asks_while_a_secret_is_on_the_clipboard,
    ),
    on_moto("lifetime::not_on_the_javascript_heap", not_on_the_javascript_heap).in_chromium(),
];

const HIDDEN: &str = "The secret was hidden while you were away.";

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

    // If the secret was not shown, the page says nothing.
    let page = story.open();
    type_credentials(&page, &key);
    story.copy("something else");
    page.field("Secret access key").fill(&key.secret);
    assert!(!page.source().contains(HIDDEN), "the page says that it hid a secret");

    let page = sign_in(story, &key);
    let new = story.watch(create_and_show(&page));
    story.copy("something else");
    page.field("Secret Access Key").see_gone();
    assert_eq!(page.button("Show Access Key").state()["expanded"], "false");
    assert!(!page.source().contains(&new.secret), "the hidden secret is still in the document");
    page.button("Show Access Key").click();
    page.field("Secret Access Key").see_value(&new.secret);
}

/// No password field, no autocomplete, no spell check, no prediction: the fields ask for it.
/// [`not_saved_to_disk`] shows what browsers do.
fn fields_disable_autofill_and_prediction(story: &Story) {
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
        let attributes =
            story.browser().script(script, vec![Value::from(*id)]).expect("the field is there");
        let attributes: Vec<_> =
            attributes.as_array().into_iter().flatten().map(Value::to_string).collect();
        assert_ne!(
            attributes[0], "\"password\"",
            "{id} is a password field, which password managers save"
        );
        assert_eq!(
            attributes[1..],
            ["\"off\"", "false", "\"false\"", "\"off\"", "\"true\""],
            "{id}"
        );
    }
}

/// Browsers save the fields of their sessions to disk, but not these. Any other field of the same page
/// is saved.
fn not_saved_to_disk(story: &Story) {
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

    // MiniBrowser saves no sessions.
    if story.engine() != Engine::Webkit {
        // Firefox saves four times a minute.
        page.with_timeout(Duration::from_mins(1)).eventually("the session to be saved", |_| {
            (!story.browser().files_with(slice::from_ref(&other)).is_empty()).then_some(())
        });
    }

    assert_eq!(story.browser().files_with(&story.secrets()), Vec::<PathBuf>::new());
}

/// After navigating back, reloaded or restored from the back/forward cache, the page is empty.
fn forgotten_after_navigating_back(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);
    let mark = "window.testMark = true";
    story.browser().script(mark, vec![]).expect("a mark");

    // Of the same host: WebKit's driver loses the page on a navigation to another one.
    story.browser().goto(&story.site().plain_url());
    story.browser().back();

    page.see_heading("Create, deactivate and delete AWS access keys");
    page.field("Secret access key").see_value("");
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
    let restored = story.browser().script("return window.testMark === true", vec![]);
    if restored.expect("the page is there") == true {
        page.see_text("You left this page, so it has been cleared.");
    } else {
        // Under automation, Firefox has no back/forward cache.
        assert_eq!(story.engine(), Engine::Firefox, "the page was reloaded");
    }

    // The same event without a navigation, so that it is tested in every engine.
    let page = sign_in(story, &key);
    story.browser().script("dispatchEvent(new Event('pagehide'))", vec![]).expect("an event");
    see_locked(&page, "You left this page");
}

fn leaving_asks_before_a_secret_is_lost(story: &Story) {
    let page = story.open();
    page.field("Access key ID").see();
    assert!(!asks(story), "an empty page asks");
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    assert!(!asks(story), "it asks although nothing would be lost");

    page.button("Create New Access Key").click();
    page.button("Show Access Key").see();
    assert!(asks(story), "a secret that was not shown would be lost");
    let _ = story.watch(show_key(&page));
    assert!(asks(story), "a secret that was not saved would be lost");
    page.button("Download Key File").click();
    page.see_status_with("was handed to the browser");
    assert!(asks(story), "the browser may not have saved the file");

    page.button("Close").click();
    page.see_no_dialog();
    assert!(!asks(story), "it asks although the secret is forgotten");
}

/// Only this page clears the clipboard.
fn leaving_asks_while_a_secret_is_on_the_clipboard(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let _ = story.watch(create_and_show(&page));
    page.button("Copy both").click();
    page.see_status_with("Copied");
    page.button("Close").click();
    page.see_no_dialog();
    assert!(asks(story), "the secret would stay on the clipboard");

    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.eventually("the clipboard to be cleared", |page| {
        if page.names("button").iter().any(|name| name == "Clear clipboard") {
            page.button("Clear clipboard").click();
        }
        (!asks(story)).then_some(())
    });
}

/// Whether the browser would ask before it leaves the page. Drivers dismiss that question themselves.
fn asks(story: &Story) -> bool {
    let leave = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    story.browser().script(leave, vec![]).expect("an event") == true
}

/// What the JavaScript heap holds after garbage collection. The credentials are temporary, because
/// their token is sent in a header, and a header is a JavaScript string.
fn not_on_the_javascript_heap(story: &Story) {
    let ada = story.peer().user("ada");
    let role = story.watch(story.peer().assume_role("key-manager"));
    let page = try_to_sign_in(story, &role);
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.button("Create New Access Key").click();
    page.button("Show Access Key").click();
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Download Key File").click();
    page.see_status_with("was handed to the browser");
    let on_heap = || story.browser().heap_paths_to(&story.secrets());
    let on_screen = on_heap();
    assert_eq!(on_screen.len(), 1, "the secret on screen is on the heap once: {on_screen:?}");

    page.button("Close").click();
    page.see_no_dialog();
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");

    assert_eq!(on_heap(), Vec::<String>::new());
}
