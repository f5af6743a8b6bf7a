//! The single-file build, opened from a file.

use support::{Credentials, Engine, Story};

use crate::case::{Case, on_moto};
use crate::csp::{see_no_code_injected, see_no_policy_created};
use crate::steps::{choose_endpoint, show_key, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("single_file::creates_a_key", creates_a_key),
    on_moto("single_file::trusts_no_injected_code", trusts_no_injected_code),
];

fn creates_a_key(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = story.open_single_file();
    page.see_heading("Create, deactivate and delete AWS access keys");
    type_credentials(&page, &key);

    // It knows its own policy as well.
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill("https://s3.example.com");
    page.button("Check").click();
    page.field("Endpoint URL").see_error("cargo xtask dist --endpoint https://");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    let new = story.watch(show_key(&page));
    page.button("Download Key File").click();
    let saved = story.browser().downloaded(&format!("{}_accessKeys.csv", user.name()));
    let Credentials { id, secret, .. } = &new;
    let expected = format!("Access key ID,Secret access key\r\n{id},{secret}\r\n");
    assert_eq!(String::from_utf8_lossy(&saved.expect("the key file")), expected);
    assert!(story.site().record().all().is_empty(), "the single file loaded another one");
}

/// It needs no service worker, and so has no Trusted Types policy; and no other script can create one.
fn trusts_no_injected_code(story: &Story) {
    story.open_single_file().see_heading("Create, deactivate and delete AWS access keys");
    see_no_code_injected(story);
    see_no_policy_created(story);
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says");
    }
}
