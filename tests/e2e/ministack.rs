//! The page with another server, which words its errors differently, refuses inactive keys and
//! unsigned requests, and checks the clock.

use support::{Credentials, Fault, Story};

use crate::case::{Case, on_ministack};
use crate::steps::{choose_endpoint, create_and_show, sign_in, try_to_sign_in, type_credentials};
use crate::unlock;

pub const STORIES: &[Case] = &[
    on_ministack("ministack::wrong_secret_is_refused", wrong_secret_is_refused),
    on_ministack("ministack::unknown_key_is_refused", unlock::unknown_key_is_refused),
    on_ministack("ministack::inactive_key_is_refused", inactive_key_is_refused),
    on_ministack(
        "ministack::key_made_inactive_during_the_session",
        key_made_inactive_during_the_session,
    ),
    on_ministack("ministack::missing_signature_is_refused", missing_signature_is_refused),
    on_ministack("ministack::fast_clock_is_corrected", fast_clock_is_corrected),
    on_ministack("ministack::slow_clock_is_corrected", slow_clock_is_corrected),
    on_ministack(
        "ministack::clock_within_the_window_is_not_mentioned",
        clock_within_the_window_is_not_mentioned,
    ),
];

fn wrong_secret_is_refused(story: &Story) {
    let key = story.peer().user("ada").create_key();
    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));

    let page = try_to_sign_in(story, &wrong);

    page.see_alert_with("SignatureDoesNotMatch");
    page.field("Secret access key").see_value(&wrong.secret);
}

fn inactive_key_is_refused(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    user.set_status(&key.id, "Inactive");

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Access key ID").see_value(&key.id);
}

/// Another administrator makes the session's key inactive: what was listed stays on screen.
fn key_made_inactive_during_the_session(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    user.set_status(&key.id, "Inactive");

    page.button("Refresh").click();

    page.see_alert_with("InvalidClientTokenId");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    user.set_status(&key.id, "Active");
    page.button("Refresh").click();
    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));
}

/// A proxy on the way removes the signature.
fn missing_signature_is_refused(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("GetCallerIdentity", Fault::Unsigned);

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("MissingAuthenticationToken");
    page.field("Secret access key").see_value(&key.secret);
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

fn fast_clock_is_corrected(story: &Story) {
    clock_is_corrected(story, 60, "This device's clock is 60 minutes fast.");
}

fn slow_clock_is_corrected(story: &Story) {
    clock_is_corrected(story, -3 * 60, "This device's clock is 3 hours slow.");
}

/// This server checks the clock itself. The page learns the time from one refusal and signs every
/// later request with it.
fn clock_is_corrected(story: &Story, minutes: i64, note: &str) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = story.open();
    page.shift_clock(minutes);
    type_credentials(&page, &key);
    choose_endpoint(story, &page);
    page.button("Continue").click();

    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.see_status_with(note);
    page.see_status_with("Keycutter corrects for it");
    assert_eq!(page.alerts(), Vec::<String>::new());

    let new = story.watch(create_and_show(&page));
    page.button("Close").click();
    page.table("Access keys").row(&new.id).see("Status", "Active");
    let record = story.proxy().record();
    assert_eq!(record.calls("GetCallerIdentity").len(), 2);
    // Before and after the create.
    assert_eq!(record.calls("ListAccessKeys").len(), 2);
    assert_eq!(record.calls("CreateAccessKey").len(), 1);
    story.peer().sign_in(&new).expect("the new key signs in");
}

/// Ten minutes are within the window.
fn clock_within_the_window_is_not_mentioned(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    page.shift_clock(10);
    type_credentials(&page, &key);
    choose_endpoint(story, &page);
    page.button("Continue").click();

    page.table("Access keys").row(&key.id).see("Status", "Active");
    assert!(!page.source().contains("device's clock"), "the clock is mentioned");
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}
