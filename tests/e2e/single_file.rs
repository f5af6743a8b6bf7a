//! The whole page in one file, opened from a disk.

use support::{Credentials, Engine, Story};

use crate::csp::{see_no_code_planted, see_no_policy_made};
use crate::steps::{choose_endpoint, show, type_credentials};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("single_file::cuts_a_key", cuts_a_key),
    on_moto("single_file::trusts_no_code", trusts_no_code),
];

fn cuts_a_key(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = story.open_single_file();
    page.see_heading("Cut an AWS access key, in this tab");
    type_credentials(&page, &key);

    // Its own policy is known to it as well.
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill("https://s3.example.com");
    page.button("Check").click();
    page.field("Endpoint URL").see_error("cargo xtask dist --endpoint https://");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    let new = story.watch(show(&page));
    page.button("Download Key File").click();
    let saved = story.browser().downloaded(&format!("{}_accessKeys.csv", user.name()));
    let Credentials { id, secret, .. } = &new;
    let expected = format!("Access key ID,Secret access key\r\n{id},{secret}\r\n");
    assert_eq!(String::from_utf8_lossy(&saved.expect("the key file")), expected);
    assert!(story.site().record().all().is_empty(), "the page in one file loaded another");
}

/// It has no worker to name, and so no policy that lets code pass; nor can anyone else make one.
fn trusts_no_code(story: &Story) {
    story.open_single_file().see_heading("Cut an AWS access key, in this tab");
    see_no_code_planted(story);
    see_no_policy_made(story);
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says");
    }
}
