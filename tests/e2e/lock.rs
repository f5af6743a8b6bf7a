//! A locked tab forgets its credentials.

use support::{Fault, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{FOLD, sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("lock::leaves_nothing", leaves_nothing),
    on_moto("lock::during_a_create", during_a_create),
    on_moto("lock::during_a_retry_wait", during_a_retry_wait),
    on_moto("lock::while_last_uses_load", while_last_uses_load),
];

fn leaves_nothing(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);

    page.button("Lock").click();

    page.see_heading("Create, deactivate and delete AWS access keys");
    page.disclosure(FOLD).click();
    for field in ["Access key ID", "Secret access key", "Session token", "Paste credentials"] {
        page.field(field).see_value("");
    }
    let left = page.source();
    assert!(
        !left.contains(&key.secret) && !left.contains(&key.id),
        "the document still contains a part of the key"
    );
    page.button("Lock").see_gone();

    // The endpoint is still selected, and the same key signs in again.
    page.field("Endpoint URL").see_value(&story.proxy().url());
    type_credentials(&page, &key);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// A response that arrives after the lock is dropped.
fn during_a_create(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let held = story.proxy().hold("CreateAccessKey");
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");

    send_pagehide(story, &page);

    held.release();
    see_working(story, &page);
}

/// A pending retry is cancelled. The server says how long to wait: of the random waits, all five may
/// be too short for the page to show them.
fn during_a_retry_wait(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    story.proxy().always("CreateAccessKey", Fault::ThrottleFor(40));
    page.button("Create New Access Key").click();
    page.see_status_with("trying again in 40 s");

    send_pagehide(story, &page);

    let before = story.proxy().record().calls("CreateAccessKey").len();
    see_working(story, &page);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), before, "the page retried");
}

fn while_last_uses_load(story: &Story) {
    let held = story.proxy().hold("GetAccessKeyLastUsed");
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");

    held.release();
    see_working(story, &page);
}

/// Sends the page `pagehide`, which locks it whatever is open.
fn send_pagehide(story: &Story, page: &Page) {
    story.browser().script("dispatchEvent(new Event('pagehide'))", vec![]).expect("an event");
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.see_no_dialog();
}

/// The program still runs and works.
fn see_working(story: &Story, page: &Page) {
    let stopped = "return !document.getElementById('stopped').hidden";
    let stopped = story.browser().script(stopped, vec![]).expect("the page is there");
    assert_eq!(stopped, false, "the program has stopped");
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
}
