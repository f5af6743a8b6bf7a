//! A new key would be closed without anyone having its secret.

use support::Story;
use support::page::Key;

use crate::steps::sign_in;
use crate::{Told, on_moto};

pub const STORIES: &[Told] =
    &[on_moto("close_unsaved::go_back", go_back), on_moto("close_unsaved::discard", discard)];

fn go_back(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    page.button("Create New Access Key").click();
    page.button("Download Key File").see();

    page.button("Close").click();
    page.see_dialog("Close without saving?");
    page.button("Go back").click();
    page.see_dialog("Create Access Key");

    // Escape asks the same question, and Escape again takes it back.
    page.press(Key::Escape);
    page.see_dialog("Close without saving?");
    page.press(Key::Escape);
    page.see_dialog("Create Access Key");

    page.button("Show Access Key").click();
    assert_eq!(page.field("Secret Access Key").value().len(), 40);
    page.see_status_with("Not copied or saved yet");

    // Looked at is not saved: Escape, which is pressed by accident, asks. The button does not.
    page.press(Key::Escape);
    page.see_dialog("Close without saving?");
    page.button("Go back").click();
    page.see_dialog("Create Access Key");
    page.button("Close").click();
    page.see_no_dialog();
}

fn discard(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    page.button("Create New Access Key").click();
    page.button("Download Key File").see();

    page.button("Close").click();
    page.see_dialog("Close without saving?");
    page.button("Discard secret").click();

    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    assert_eq!(user.keys().len(), 2, "the key itself stays: only its secret is gone");
    assert!(
        story.browser().downloads().iter().all(|name| !name.ends_with(".csv")),
        "a file was saved"
    );
}
