//! The account's root comes: it is warned, and its key file has another name.

use support::page::Key;
use support::{Credentials, PeerKind, Story};

use crate::steps::{create_and_show, retire_and_delete, try_to_sign_in};
use crate::{Told, on_ministack};

pub const STORIES: &[Told] = &[
    on_ministack("root::goes_on", goes_on),
    on_ministack("root::takes_a_user_instead", takes_a_user_instead),
];

/// The peer knows its root by the id and does not check the secret.
fn root(story: &Story) -> Credentials {
    story.watch(Credentials::key(PeerKind::ROOT, "root/root+root/root+root/root+root/root+"))
}

fn goes_on(story: &Story) {
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");
    page.button("Continue to Security Credentials").click();
    page.see_heading("Security Credentials");
    page.see_text(":root");

    let new = story.watch(create_and_show(&page));
    page.button("Download Key File").click();
    page.see_status_with("rootkey.csv");
    let file = story.browser().downloaded("rootkey.csv").expect("the key file is saved");
    let expected = format!("Access key ID,Secret access key\r\n{},{}\r\n", new.id, new.secret);
    assert!(file == expected.as_bytes(), "the key file is not as it should be");
    page.button("Close").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");

    // Root's own requests name no user: an empty name would be an error.
    for action in ["ListAccessKeys", "CreateAccessKey"] {
        for call in story.proxy().record().calls(action) {
            assert_eq!(call.parameter("UserName"), None, "{action} names a user");
        }
    }
    // What the peer keeps for root is shared by all stories: leave it as it was.
    retire_and_delete(&page, &new.id);
}

fn takes_a_user_instead(story: &Story) {
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");

    page.button("Use an IAM user instead").click();

    page.see_no_dialog();
    page.see_heading("Cut an AWS access key, in this tab");
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    assert!(
        story.proxy().record().calls("ListAccessKeys").is_empty(),
        "root's keys were listed all the same"
    );

    // Escape means the same.
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");
    page.press(Key::Escape);
    page.see_no_dialog();
    page.field("Secret access key").see_value("");
}
