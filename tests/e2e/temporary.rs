//! Someone comes with temporary credentials.

use std::time::{Duration, SystemTime};

use keycutter_core::Timestamp;
use support::{Credentials, Fault, Page, Story};

use crate::steps::{
    choose_endpoint, create_and_show, export_block, paste, see_last_uses, sign_in, try_to_sign_in,
    type_credentials,
};
use crate::{Told, on_ministack, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("temporary::role_names_a_user", role_names_a_user),
    on_moto("temporary::wrong_session_token", wrong_session_token),
    on_moto("temporary::role_is_offered_users", role_is_offered_users),
    on_moto("temporary::role_runs_out", role_runs_out),
    on_moto("temporary::locked_while_new_ones_are_tried", locked_while_new_ones_are_tried),
    on_moto("temporary::locked_while_new_ones_wait", locked_while_new_ones_wait),
    on_moto("temporary::locked_while_users_are_listed", locked_while_users_are_listed),
    on_moto("temporary::locked_after_users_were_listed", locked_after_users_were_listed),
    on_ministack("temporary::session_of_a_user", session_of_a_user),
    on_ministack("temporary::session_made_with_mfa", session_made_with_mfa),
    on_moto("temporary::mfa_code_that_is_none", mfa_code_that_is_none),
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
    page.field("IAM user name").fill("NvlE3LaruSrjLnonWKTn9UGKzEesg61SHEqaQQ0x");
    page.button("Show access keys").click();
    page.field("IAM user name").see_problem("looks like a secret access key");
    page.field("IAM user name").fill("nobody");
    page.button("Show access keys").click();
    page.field("IAM user name").see_problem("There is no IAM user of this name");
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

/// The token of another session, with the right key: the server knows better, and says so.
fn wrong_session_token(story: &Story) {
    let role = story.watch(story.peer().assume_role("locksmith"));
    let other = story.peer().assume_role("guard");
    let mixed = story.watch(Credentials { token: other.token, ..role.clone() });

    let page = try_to_sign_in(story, &mixed);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Session token").see_value(mixed.token.as_deref().unwrap_or_default());
    page.field("Session token").fill(role.token.as_deref().unwrap_or_default());
    page.button("Continue").click();
    page.see_heading("Whose access keys?");
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

/// Where the role may list users, their names are there to choose from.
fn role_is_offered_users(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.cut_key();
    let locksmith = story.peer().role("locksmith");
    locksmith.allow(&["iam:ListUsers"]);
    let role = story.watch(locksmith.session());

    let page = try_to_sign_in(story, &role);

    page.see_heading("Whose access keys?");
    page.field("IAM user name").see_offered(ada.name());
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.table("Access keys").row(&old.id).see("Status", "Active");
}

/// Temporary credentials run out under the tab: it counts down, asks for new ones of the same
/// identity, and goes on where it was.
fn role_runs_out(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.cut_key();
    let locksmith = story.peer().role("locksmith");
    let [first, second] = [(); 2].map(|()| story.watch(locksmith.session()));
    let other = story.watch(story.peer().assume_role("guard"));

    let page = story.open();
    paste(story, &page, &[export_block(&first), expiration(5)].concat());
    page.see_status_with("Temporary credentials from an environment block; they expire in");
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.table("Access keys").row(&old.id).see("Status", "Active");
    see_last_uses(&page);

    let left = minutes_left(&page);
    assert!((1..=5).contains(&left), "{left} minutes");
    page.shift_clock(left);
    page.see_dialog("Credentials expired");
    let before = story.proxy().record().all().len();

    // Someone else's will not do.
    paste(story, &page, &[export_block(&other), expiration(65)].concat());
    page.field("Access key ID").see_value(&other.id);
    page.button("Continue").click();
    page.see_alert_with("These belong to someone else");
    page.see_dialog("Credentials expired");

    paste(story, &page, &[export_block(&second), expiration(65)].concat());
    page.field("Access key ID").see_value(&second.id);
    page.button("Continue").click();
    page.see_no_dialog();
    page.table("Access keys").row(&old.id).see("Status", "Active");
    page.eventually("the countdown to go", |page| {
        (!page.everything().contains("These credentials expire")).then_some(())
    });
    let new = story.watch(create_and_show(&page));
    page.button("Close").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");
    assert_eq!(page.alerts(), Vec::<String>::new());

    let after = &story.proxy().record().all()[before..];
    let by = |credentials: &Credentials, action: &str| {
        after
            .iter()
            .filter(|call| call.action().as_deref() == Some(action))
            .filter(|call| call.header("x-amz-security-token") == credentials.token.as_deref())
            .count()
    };
    assert_eq!(by(&first, "GetCallerIdentity"), 0, "what has run out is used still");
    assert_eq!(by(&other, "ListAccessKeys") + by(&other, "CreateAccessKey"), 0);
    assert_eq!(by(&second, "ListAccessKeys"), 1);
    assert_eq!(by(&second, "CreateAccessKey"), 1);
}

/// Credentials that are being tried are forgotten like any others.
fn locked_while_new_ones_are_tried(story: &Story) {
    let page = run_out_and_paste_others(story);
    let held = story.proxy().hold("GetCallerIdentity");
    page.button("Continue").click();

    page.button("Lock").click();

    page.see_heading("Cut an AWS access key, in this tab");
    held.release();
    // The program runs on.
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    page.button("Leave the demo").click();
    page.see_heading("Cut an AWS access key, in this tab");
}

/// New credentials are kept no longer than those they were to replace: as every story, this one ends
/// by locking the tab and looking for both.
fn locked_while_new_ones_wait(story: &Story) {
    let page = run_out_and_paste_others(story);
    story.proxy().always("GetCallerIdentity", Fault::Later(429, 40));

    page.button("Continue").click();

    page.see_status_with("trying again in 40 s");
}

/// A role's credentials have run out, and others of the same role are filled in to go on with.
fn run_out_and_paste_others<'s>(story: &'s Story) -> Page<'s> {
    let ada = story.peer().user("ada");
    let locksmith = story.peer().role("locksmith");
    let [first, second] = [(); 2].map(|()| story.watch(locksmith.session()));
    let page = story.open();
    paste(story, &page, &[export_block(&first), expiration(5)].concat());
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.field("IAM user name").fill(ada.name());
    page.button("Show access keys").click();
    page.see_heading("Security Credentials");
    page.shift_clock(minutes_left(&page));
    page.see_dialog("Credentials expired");
    paste(story, &page, &[export_block(&second), expiration(65)].concat());
    page.field("Access key ID").see_value(&second.id);
    page
}

/// Nor is anything kept for a list of users that nobody will choose from.
fn locked_while_users_are_listed(story: &Story) {
    let page = wait_for_users(story);

    page.shift_clock(15);

    page.see_text("Nobody used this tab for a while");
}

/// Nor if someone else has signed in meanwhile.
fn locked_after_users_were_listed(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = wait_for_users(story);
    page.button("Back").click();
    type_credentials(&page, &key);
    page.field("Session token").fill("");

    page.button("Continue").click();

    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// A role that is asked whose keys to manage, while the list to choose from waits.
fn wait_for_users<'s>(story: &'s Story) -> Page<'s> {
    let role = story.watch(story.peer().role("locksmith").session());
    story.proxy().always("ListUsers", Fault::Later(429, 40));
    let page = try_to_sign_in(story, &role);
    page.see_heading("Whose access keys?");
    page.eventually("the users to be asked for", |_| {
        (!story.proxy().record().calls("ListUsers").is_empty()).then_some(())
    });
    page
}

/// The minutes the countdown tells.
fn minutes_left(page: &Page) -> i64 {
    let told = page.see_status_with("These credentials expire in ");
    let number = told.split(' ').nth(4).and_then(|word| word.parse().ok());
    number.unwrap_or_else(|| panic!("no minutes in: {told}"))
}

/// The line that says when credentials run out: so many minutes from now.
fn expiration(minutes: u64) -> String {
    let since = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970");
    let at = since + Duration::from_mins(minutes);
    let millis = i64::try_from(at.as_millis()).expect("a clock before the year 292 million");
    format!("export AWS_CREDENTIAL_EXPIRATION={}\n", Timestamp::from_millis(millis))
}

/// A code makes a session first, and everything else is signed with that.
fn session_made_with_mfa(story: &Story) {
    let ada = story.peer().user("ada");
    let key = story.watch(ada.cut_key());
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
    assert!(session.answer.contains(token), "a token of another session");
    assert!(
        calls[1..].iter().all(|call| call.header("x-amz-security-token") == Some(token)),
        "something was asked without the session"
    );
}

fn mfa_code_that_is_none(story: &Story) {
    let page = story.open();
    type_credentials(&page, &story.watch(story.peer().user("ada").cut_key()));
    choose_endpoint(story, &page);
    type_code(&page, "phone", "12345");

    page.button("Continue").click();

    page.field("MFA code").see_problem("Enter the six digits");
    page.field("MFA device").see_problem("Enter the device's ARN");
    assert!(story.proxy().record().all().is_empty(), "a request was made all the same");
}

fn type_code(page: &Page, device: &str, code: &str) {
    page.disclosure("Does the account require MFA?").click();
    page.field("MFA device").fill(device);
    page.field("MFA code").fill(code);
}
