//! The account's root user: the page warns, and names the key file differently.

use support::page::Key;
use support::{Credentials, PeerKind, Story};

use crate::case::{Case, on_ministack};
use crate::steps::{create_and_show, deactivate_and_delete, try_to_sign_in};

pub const STORIES: &[Case] = &[
    on_ministack("root::continues_as_root", continues_as_root),
    on_ministack("root::goes_back_to_sign_in_as_a_user", goes_back_to_sign_in_as_a_user),
];

/// The peer recognizes its root user by the id, and does not check the secret.
fn root(story: &Story) -> Credentials {
    story.watch(Credentials::key(PeerKind::ROOT, "root/root+root/root+root/root+root/root+"))
}

fn continues_as_root(story: &Story) {
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");
    page.button("Continue to Security Credentials").click();
    page.see_heading("Security Credentials");
    page.see_text(":root");

    let new = story.watch(create_and_show(&page));
    page.button("Download Key File").click();
    page.see_status_with("rootkey.csv");
    let file = story.browser().downloaded("rootkey.csv").expect("the key file is downloaded");
    let expected = format!("Access key ID,Secret access key\r\n{},{}\r\n", new.id, new.secret);
    assert!(file == expected.as_bytes(), "the key file differs");
    page.button("Close").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");

    // Root's own requests name no user: an empty name would be an error.
    for action in ["ListAccessKeys", "CreateAccessKey"] {
        for call in story.proxy().record().calls(action) {
            assert_eq!(call.parameter("UserName"), None, "{action} names a user");
        }
    }
    // All stories share the peer's root user: delete the key again.
    deactivate_and_delete(&page, &new.id);
}

fn goes_back_to_sign_in_as_a_user(story: &Story) {
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");

    page.button("Use an IAM user instead").click();

    page.see_no_dialog();
    page.disclosure("How do I use an IAM user instead of root?").see_focus();
    page.see_text("iam:GetAccessKeyLastUsed");
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    assert!(story.proxy().record().calls("ListAccessKeys").is_empty(), "root's keys were listed");

    // Escape means the same.
    let page = try_to_sign_in(story, &root(story));
    page.see_dialog("Root credentials");
    page.press(Key::Escape);
    page.see_no_dialog();
    page.field("Secret access key").see_value("");
}
