//! The tab is locked: it forgets.

use support::{Fault, Page, Story};

use crate::steps::{sign_in, type_credentials};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("lock::leaves_nothing", leaves_nothing),
    on_moto("lock::while_a_key_is_made", while_a_key_is_made),
    on_moto("lock::while_it_waits", while_it_waits),
    on_moto("lock::while_last_uses_are_asked", while_last_uses_are_asked),
];

fn leaves_nothing(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);

    page.button("Lock").click();

    page.see_heading("Cut an AWS access key, in this tab");
    for field in ["Access key ID", "Secret access key", "Session token", "Paste credentials"] {
        page.field(field).see_value("");
    }
    let left = page.source();
    assert!(
        !left.contains(&key.secret) && !left.contains(&key.id),
        "something of the key is still in the document"
    );
    page.button("Lock").see_gone();

    // The place is still there, and the same key signs in again.
    page.field("Endpoint URL").see_value(&story.proxy().url());
    type_credentials(&page, &key);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// An answer that is on its way when the tab locks finds nobody.
fn while_a_key_is_made(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let held = story.proxy().hold("CreateAccessKey");
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");

    leave(story, &page);

    held.release();
    see_forgotten(story, &page);
}

/// Nor does a wait before another try outlive it.
fn while_it_waits(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    story.proxy().always("CreateAccessKey", Fault::Throttle);
    page.button("Create New Access Key").click();
    page.see_status_with("trying again in");

    leave(story, &page);

    let before = story.proxy().record().calls("CreateAccessKey").len();
    see_forgotten(story, &page);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), before, "it asked again");
}

fn while_last_uses_are_asked(story: &Story) {
    let held = story.proxy().hold("GetAccessKeyLastUsed");
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");

    held.release();
    see_forgotten(story, &page);
}

/// The page is told that it is being left, which locks it whatever is open.
fn leave(story: &Story, page: &Page) {
    story.browser().script("dispatchEvent(new Event('pagehide'))", vec![]).expect("an event");
    page.see_heading("Cut an AWS access key, in this tab");
    page.see_no_dialog();
}

/// The program runs on, and goes on to work.
fn see_forgotten(story: &Story, page: &Page) {
    let stopped = "return !document.getElementById('stopped').hidden";
    let stopped = story.browser().script(stopped, vec![]).expect("the page is there");
    assert_eq!(stopped, false, "the program has stopped");
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    page.button("Lock").click();
    page.see_heading("Cut an AWS access key, in this tab");
}
