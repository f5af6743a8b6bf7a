//! Someone comes with temporary credentials.

use support::Story;

use crate::steps::{create_and_show, sign_in, try_to_sign_in};
use crate::{Told, on_ministack, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("temporary::role_names_a_user", role_names_a_user),
    on_ministack("temporary::session_of_a_user", session_of_a_user),
];

/// A role has no keys of its own: it says whose it wants to manage.
fn role_names_a_user(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.cut_key();
    let role = story.watch(story.peer().assume_role("locksmith"));

    let page = try_to_sign_in(story, &role);

    page.see_heading("Whose access keys?");
    page.see_text("assumed-role");
    page.field("IAM user name").fill("not a user name!");
    page.button("Show access keys").click();
    page.field("IAM user name").see_problem("IAM user");
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();

    page.see_heading("Security Credentials");
    page.see_text(ada.name());
    page.table("Access keys").row(&old.id).see("Status", "Active");
    let new = story.watch(create_and_show(&page));
    page.button("Close").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");

    let arn = story.peer().sign_in(&new).expect("the new key signs in");
    assert!(arn.ends_with(&format!("user/{}", ada.name())), "{arn}");
    let created = story.proxy().record().calls("CreateAccessKey");
    assert_eq!(created[0].parameter("UserName").as_deref(), Some(ada.name()));
    assert_eq!(created[0].header("x-amz-security-token"), role.token.as_deref());
}

/// A user's own session knows whose keys to manage.
fn session_of_a_user(story: &Story) {
    let ada = story.peer().user("ada");
    let key = ada.cut_key();
    let session = story.watch(story.peer().session_of(&key));

    let page = try_to_sign_in(story, &session);

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    let listed = story.proxy().record().calls("ListAccessKeys");
    assert_eq!(listed[0].header("x-amz-security-token"), session.token.as_deref());

    // Not a key of the session's: nothing is marked as in use here.
    assert!(!page.table("Access keys").column("Status").join(" ").contains("In use here"));
    let page = sign_in(story, &story.watch(key.clone()));
    page.table("Access keys").row(&key.id).see("Status", "In use here");
}
