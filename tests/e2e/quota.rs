//! The quota of two keys.

use support::Story;
use support::page::Key;

use crate::case::{Case, on_moto};
use crate::steps::sign_in;

pub const STORIES: &[Case] = &[
    on_moto(
        "quota::create_is_disabled_on_aws_and_says_why",
        create_is_disabled_on_aws_and_says_why,
    ),
    on_moto(
        "quota::limits_of_other_servers_are_not_assumed",
        limits_of_other_servers_are_not_assumed,
    ),
    on_moto("quota::reached_elsewhere", reached_elsewhere),
];

/// AWS's limit is known, so the page says that there is no room before it asks.
fn create_is_disabled_on_aws_and_says_why(story: &Story) {
    let page = story.open();
    page.button("Try the demo").click();
    page.combobox("Scene").select("At the quota");
    page.button("Start").click();
    let table = page.table("Access keys");
    table.see_rows(2);

    let create = page.button("Create New Access Key");
    create.see_disabled();
    let why = create.description();
    assert!(why.contains("Two keys") && why.contains("inactive"), "the description is {why:?}");

    // Deleting a key makes room.
    let statuses = table.column("Status");
    let inactive =
        statuses.iter().position(|status| status == "Inactive").expect("one is inactive");
    let id = table.column("Access Key ID").remove(inactive);
    page.button(&format!("Delete {id}")).click();
    page.field("Type the access key ID to confirm").fill(&id);
    page.button("Delete").click();
    page.see_no_dialog();
    create.see_enabled();
}

/// Other servers have other limits, which only their own refusal tells.
fn limits_of_other_servers_are_not_assumed(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let other = user.create_key();

    let page = sign_in(story, &key);

    page.table("Access keys").row(&other.id).see("Status", "Active");
    page.button("Create New Access Key").see_enabled();
    page.button("Create New Access Key").click();
    page.see_alert_with("LimitExceeded");
    page.see_alert_with("2");
}

/// Another administrator creates the second key meanwhile: the server refuses, and the page says so.
fn reached_elsewhere(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let other = user.create_key();

    page.button("Create New Access Key").click();

    page.see_alert_with("LimitExceeded");
    page.press(Key::Escape);
    page.see_no_dialog();
    page.table("Access keys").row(&other.id).see("Status", "Active");
    page.button("Create New Access Key").see_enabled();
}
