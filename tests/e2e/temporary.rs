//! Temporary credentials: roles and sessions.

use support::{Credentials, Fault, Page, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{
    FOLD, choose_endpoint, create_and_show, sign_in, try_to_sign_in, type_credentials,
};

pub const STORIES: &[Case] = &[
    on_moto("temporary::role_names_a_user", role_names_a_user),
    on_moto("temporary::token_of_another_session_is_refused", token_of_another_session_is_refused),
    on_moto("temporary::role_is_offered_users", role_is_offered_users),
    on_moto("temporary::locked_while_users_are_listed", locked_while_users_are_listed),
    on_moto(
        "temporary::another_sign_in_while_users_are_listed",
        another_sign_in_while_users_are_listed,
    ),
    on_ministack("temporary::session_of_a_user", session_of_a_user),
    on_ministack("temporary::mfa_code_starts_a_session", mfa_code_starts_a_session),
    on_moto("temporary::invalid_mfa_code_is_marked", invalid_mfa_code_is_marked),
];

/// A role has no keys of its own: the user says whose keys to manage.
fn role_names_a_user(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.create_key();
    let role = story.watch(story.peer().assume_role("key-manager"));

    let page = try_to_sign_in(story, &role);

    page.see_heading("Whose access keys?");
    page.see_text("assumed-role");
    page.field("IAM user name").fill("not a user name!");
    page.button("Show access keys").click();
    page.field("IAM user name").see_error("IAM user");
    page.field("IAM user name").fill("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x");
    page.button("Show access keys").click();
    page.field("IAM user name").see_error("looks like a secret access key");
    page.field("IAM user name").fill("nobody");
    page.button("Show access keys").click();
    page.field("IAM user name").see_error("The account has no IAM user of this name");
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

/// The token of another session, which the server refuses.
fn token_of_another_session_is_refused(story: &Story) {
    let role = story.watch(story.peer().assume_role("key-manager"));
    let other = story.peer().assume_role("other-role");
    let mixed = story.watch(Credentials { token: other.token, ..role.clone() });

    let page = try_to_sign_in(story, &mixed);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Session token").see_value(mixed.token.as_deref().unwrap_or_default());
    page.field("Session token").fill(role.token.as_deref().unwrap_or_default());
    page.button("Continue").click();
    page.see_heading("Whose access keys?");
}

/// A user's own session manages the user's keys.
fn session_of_a_user(story: &Story) {
    let ada = story.peer().user("ada");
    let key = ada.create_key();
    let session = story.watch(story.peer().session_of(&key));

    let page = try_to_sign_in(story, &session);

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    let listed = story.proxy().record().calls("ListAccessKeys");
    assert_eq!(listed[0].header("x-amz-security-token"), session.token.as_deref());

    // The session does not use this key: none is marked as in use.
    assert!(!page.table("Access keys").column("Status").join(" ").contains("In use here"));
    let page = sign_in(story, &story.watch(key.clone()));
    page.table("Access keys").row(&key.id).see("Status", "In use here");
}

/// Where the role may list users, the field offers their names.
fn role_is_offered_users(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.create_key();
    let role = story.peer().role("key-manager");
    role.allow(&["iam:ListUsers"]);
    let role = story.watch(role.session());

    let page = try_to_sign_in(story, &role);

    page.see_heading("Whose access keys?");
    page.field("IAM user name").see_option(ada.name());
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.table("Access keys").row(&old.id).see("Status", "Active");
}

/// A pending list of users is cancelled by the lock.
fn locked_while_users_are_listed(story: &Story) {
    let page = wait_for_users(story);

    page.shift_clock(15);

    page.see_text("Locked after a period of inactivity");
}

/// A pending list of users is cancelled when another user signs in.
fn another_sign_in_while_users_are_listed(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = wait_for_users(story);
    page.button("Back").click();
    type_credentials(&page, &key);

    page.button("Continue").click();

    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// A role that is asked whose keys to manage, while the list of users waits for a retry.
fn wait_for_users<'s>(story: &'s Story) -> Page<'s> {
    let role = story.watch(story.peer().role("key-manager").session());
    story.proxy().always("ListUsers", Fault::RetryAfter(429, 40));
    let page = try_to_sign_in(story, &role);
    page.see_heading("Whose access keys?");
    page.eventually("the request for users", |_| {
        (!story.proxy().record().calls("ListUsers").is_empty()).then_some(())
    });
    page
}

/// An MFA code starts a session first, which signs everything else.
fn mfa_code_starts_a_session(story: &Story) {
    let ada = story.peer().user("ada");
    let key = story.watch(ada.create_key());
    let page = story.open();
    type_credentials(&page, &key);
    choose_endpoint(story, &page);
    let device = format!("arn:aws:iam::000000000000:mfa/{}", ada.name());
    type_code(&page, &device, "123456");

    page.button("Continue").click();

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    let calls: Vec<_> =
        story.proxy().record().all().into_iter().filter(|call| call.method == "POST").collect();
    let [session, identity, ..] = &calls[..] else { panic!("{} calls", calls.len()) };
    assert_eq!(session.action().as_deref(), Some("GetSessionToken"));
    assert_eq!(session.parameter("SerialNumber"), Some(device));
    assert_eq!(session.parameter("TokenCode").as_deref(), Some("123456"));
    assert_eq!(session.header("x-amz-security-token"), None);
    assert_eq!(identity.action().as_deref(), Some("GetCallerIdentity"));
    let token = identity.header("x-amz-security-token").expect("the session's token");
    assert!(session.response.contains(token), "a token of another session");
    assert!(
        calls[1..].iter().all(|call| call.header("x-amz-security-token") == Some(token)),
        "a request was not signed with the session"
    );
}

fn invalid_mfa_code_is_marked(story: &Story) {
    let page = story.open();
    type_credentials(&page, &story.watch(story.peer().user("ada").create_key()));
    choose_endpoint(story, &page);
    type_code(&page, "phone", "12345");

    page.button("Continue").click();

    page.field("MFA code").see_error("Enter the six digits");
    page.field("MFA device").see_error("Enter the device's ARN");
    assert!(story.proxy().record().all().is_empty(), "a request was sent");
}

fn type_code(page: &Page, device: &str, code: &str) {
    page.disclosure(FOLD).click();
    page.field("MFA device").fill(device);
    page.field("MFA code").fill(code);
}
