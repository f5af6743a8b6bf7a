//! Temporary credentials that expire during a session.

use std::time::{Duration, SystemTime};

use keycutter_core::Timestamp;
use support::{Credentials, Fault, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{choose_endpoint, create_and_show, export_block, paste, see_last_uses};

pub const STORIES: &[Case] = &[
    on_moto("renewal::expired_credentials_are_renewed", expired_credentials_are_renewed),
    on_moto(
        "renewal::locked_while_new_credentials_are_verified",
        locked_while_new_credentials_are_verified,
    ),
    on_moto("renewal::locked_while_new_credentials_wait", locked_while_new_credentials_wait),
];

/// Temporary credentials expire during a session: the page counts down, asks for new ones of the same
/// identity, and continues where it was.
fn expired_credentials_are_renewed(story: &Story) {
    let ada = story.peer().user("ada");
    let old = ada.create_key();
    let role = story.peer().role("key-manager");
    let [first, second] = [(); 2].map(|()| story.watch(role.session()));
    let other = story.watch(story.peer().assume_role("other-role"));

    let page = story.open();
    paste(story, &page, &[export_block(&first), expiration(5)].concat());
    page.see_status_with("Temporary credentials from environment variables; they expire in");
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

    // Those of another identity are refused.
    paste(story, &page, &[export_block(&other), expiration(65)].concat());
    page.field("Access key ID").see_value(&other.id);
    page.button("Continue").click();
    page.see_alert_with("These credentials belong to another identity");
    page.see_dialog("Credentials expired");

    paste(story, &page, &[export_block(&second), expiration(65)].concat());
    page.field("Access key ID").see_value(&second.id);
    page.button("Continue").click();
    page.see_no_dialog();
    page.table("Access keys").row(&old.id).see("Status", "Active");
    page.eventually("the countdown to go", |page| {
        (!page.source().contains("These credentials expire")).then_some(())
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
    assert_eq!(by(&first, "GetCallerIdentity"), 0, "expired credentials are still used");
    assert_eq!(by(&other, "ListAccessKeys") + by(&other, "CreateAccessKey"), 0);
    // At once, and after the create.
    assert_eq!(by(&second, "ListAccessKeys"), 2);
    assert_eq!(by(&second, "CreateAccessKey"), 1);
}

/// Credentials that are being verified are forgotten like any others.
fn locked_while_new_credentials_are_verified(story: &Story) {
    let page = expire_and_paste_new(story);
    let held = story.proxy().hold("GetCallerIdentity");
    page.button("Continue").click();

    page.button("Lock").click();

    page.see_heading("Create, deactivate and delete AWS access keys");
    held.release();
    // The program still works.
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    page.button("Leave the demo").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
}

/// A pending retry with new credentials is cancelled: as every story, this one ends by locking the tab
/// and searching for both.
fn locked_while_new_credentials_wait(story: &Story) {
    let page = expire_and_paste_new(story);
    story.proxy().always("GetCallerIdentity", Fault::RetryAfter(429, 40));

    page.button("Continue").click();

    page.see_status_with("trying again in 40 s");
}

/// A role's credentials have expired, and others of the same role are filled in.
fn expire_and_paste_new<'s>(story: &'s Story) -> Page<'s> {
    let ada = story.peer().user("ada");
    let role = story.peer().role("key-manager");
    let [first, second] = [(); 2].map(|()| story.watch(role.session()));
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

/// The minutes that the countdown shows.
fn minutes_left(page: &Page) -> i64 {
    let status = page.see_status_with("These credentials expire in ");
    let number = status.split(' ').nth(4).and_then(|word| word.parse().ok());
    number.unwrap_or_else(|| panic!("no minutes in: {status}"))
}

/// The line of an environment block with the expiration: so many minutes from now.
fn expiration(minutes: u64) -> String {
    let since = SystemTime::UNIX_EPOCH.elapsed().expect("a clock after 1970");
    let at = since + Duration::from_mins(minutes);
    let millis = i64::try_from(at.as_millis()).expect("a clock before the year 292 million");
    format!("export AWS_CREDENTIAL_EXPIRATION={}\n", Timestamp::from_millis(millis))
}
