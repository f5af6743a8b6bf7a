//! The quota of two keys.

use support::Story;
use support::page::Key;

use crate::case::{Case, on_moto};
use crate::steps::sign_in;

pub const STORIES: &[Case] = &[
    on_moto("quota::create_is_disabled_and_says_why", create_is_disabled_and_says_why),
    on_moto("quota::reached_elsewhere", reached_elsewhere),
];

fn create_is_disabled_and_says_why(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let other = user.create_key();
    user.set_status(&other.id, "Inactive");

    let page = sign_in(story, &key);

    let create = page.button("Create New Access Key");
    create.see_disabled();
    let why = create.description();
    assert!(why.contains("Two keys") && why.contains("inactive"), "the description is {why:?}");

    // Deleting a key makes room.
    page.button(&format!("Delete {}", other.id)).click();
    page.field("Type the access key ID to confirm").fill(&other.id);
    page.button("Delete").click();
    page.see_no_dialog();
    create.see_enabled();
}

/// Another administrator creates the second key meanwhile: AWS refuses, and the page says so.
fn reached_elsewhere(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let other = user.create_key();

    page.button("Create New Access Key").click();

    page.see_alert_with("LimitExceeded");
    page.press(Key::Escape);
    page.see_no_dialog();
    page.table("Access keys").row(&other.id).see("Status", "Active");
    page.button("Create New Access Key").see_disabled();
}
