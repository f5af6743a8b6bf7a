//! Closing a new key whose secret was not saved.

use support::Story;
use support::page::Key;

use crate::case::{Case, on_moto};
use crate::steps::sign_in;

pub const STORIES: &[Case] = &[
    on_moto("close_unsaved::goes_back_to_the_key", goes_back_to_the_key),
    on_moto("close_unsaved::discards_the_secret", discards_the_secret),
];

fn goes_back_to_the_key(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Create New Access Key").click();
    page.button("Download Key File").see();

    page.button("Close").click();
    page.see_dialog("Close without saving?");
    page.button("Go back").click();
    page.see_dialog("Create Access Key");

    // Escape asks the same question, and Escape again answers it with `Go back`.
    page.press(Key::Escape);
    page.see_dialog("Close without saving?");
    page.press(Key::Escape);
    page.see_dialog("Create Access Key");

    page.button("Show Access Key").click();
    assert_eq!(page.field("Secret Access Key").value().len(), 40);
    page.see_status_with("Not copied or saved yet");

    // Shown is not saved: Escape, which is easily pressed by accident, asks. The button does not.
    page.press(Key::Escape);
    page.see_dialog("Close without saving?");
    page.button("Go back").click();
    page.see_dialog("Create Access Key");
    page.button("Close").click();
    page.see_no_dialog();
}

fn discards_the_secret(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    page.button("Create New Access Key").click();
    page.button("Download Key File").see();

    page.button("Close").click();
    page.see_dialog("Close without saving?");
    page.button("Discard secret").click();

    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    assert_eq!(user.keys().len(), 2, "the key still exists: only its secret is gone");
    assert!(
        story.browser().downloads().iter().all(|name| name.rsplit('.').next() != Some("csv")),
        "a file was downloaded"
    );
}
