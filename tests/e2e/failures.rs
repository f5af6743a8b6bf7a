//! Slow responses, lost ones, refusals, and other servers in the place of IAM.

use support::page::Key;
use support::peers::User;
use support::{Credentials, Fault, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{
    choose_endpoint, create_and_show, show_key, sign_in, try_to_sign_in, type_credentials,
};

pub const STORIES: &[Case] = &[
    on_moto("failures::a_slow_list_shows_that_it_loads", a_slow_list_shows_that_it_loads),
    on_moto(
        "failures::a_second_press_sends_no_second_request",
        a_second_press_sends_no_second_request,
    ),
    on_moto("failures::works_without_abort_signal_any", works_without_abort_signal_any),
    on_moto("failures::no_answer_to_sign_in_keeps_the_form", no_answer_to_sign_in_keeps_the_form),
    on_moto("failures::reports_responses_that_are_not_iams", reports_responses_that_are_not_iams),
    on_moto("failures::a_failed_list_can_be_refreshed", a_failed_list_can_be_refreshed),
    on_moto(
        "failures::the_dialog_stays_open_during_a_create",
        the_dialog_stays_open_during_a_create,
    ),
    on_moto("failures::a_key_with_a_lost_secret_is_replaced", a_key_with_a_lost_secret_is_replaced),
    on_moto("failures::an_uncertain_create_is_checked_again", an_uncertain_create_is_checked_again),
    on_moto("failures::create_denied_by_policy", create_denied_by_policy),
    on_moto("failures::list_denied_by_policy", list_denied_by_policy),
    on_moto("failures::last_use_denied_by_policy", last_use_denied_by_policy),
    on_moto(
        "failures::does_not_wait_for_a_network_to_this_machine",
        does_not_wait_for_a_network_to_this_machine,
    )
    .in_chromium(),
    on_moto(
        "failures::an_alert_goes_when_the_network_is_back",
        an_alert_goes_when_the_network_is_back,
    )
    .in_chromium(),
];

fn a_slow_list_shows_that_it_loads(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let held = story.proxy().hold("ListAccessKeys");

    let page = try_to_sign_in(story, &key);
    page.see_heading("Security Credentials");
    page.see_text("Loading access keys");
    page.button("Create New Access Key").see_disabled();

    held.release();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.button("Create New Access Key").see_enabled();
}

/// A second press sends no second request.
fn a_second_press_sends_no_second_request(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let held = story.proxy().hold("GetCallerIdentity");

    let page = try_to_sign_in(story, &key);
    page.see_status_with("Signing in");
    page.button("Continue").see_disabled();
    page.press(Key::Enter);

    held.release();
    page.see_heading("Security Credentials");
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

/// Safari before 17.4 and Firefox before 124 have no `AbortSignal.any`.
fn works_without_abort_signal_any(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    let deleted = story.browser().script("return delete AbortSignal.any", vec![]);
    assert_eq!(deleted.expect("a result"), true);
    type_credentials(&page, &key);
    choose_endpoint(story, &page);

    page.button("Continue").click();

    page.table("Access keys").row(&key.id).see("Status", "Active");
}

fn no_answer_to_sign_in_keeps_the_form(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("GetCallerIdentity", Fault::CloseBefore);

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("NoResponse");
    page.field("Secret access key").see_value(&key.secret);
    story.proxy().reset();
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

fn reports_responses_that_are_not_iams(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let sign_in_with = |fault| {
        story.proxy().reset();
        story.proxy().always("GetCallerIdentity", fault);
        try_to_sign_in(story, &key)
    };

    sign_in_with(Fault::Html(502)).see_alert_with("502");
    sign_in_with(Fault::Garbage).see_alert_with("UnreadableResponse");
    sign_in_with(Fault::WithoutCors).see_alert_with("NoResponse");
}

fn a_failed_list_can_be_refreshed(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("ListAccessKeys", Fault::Html(500));

    let page = try_to_sign_in(story, &key);
    page.see_heading("Security Credentials");
    page.see_alert_with("500");

    story.proxy().reset();
    page.button("Try again").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));

    // Now there is a list, which stays on screen.
    story.proxy().always("ListAccessKeys", Fault::CloseBefore);
    page.button("Refresh").click();
    page.see_alert_with("NoResponse");
    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// Nothing closes the dialog during a create: the secret comes only once.
fn the_dialog_stays_open_during_a_create(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    let held = story.proxy().hold("CreateAccessKey");

    page.button("Create New Access Key").click();
    page.see_status_with("Creating an access key");
    page.press(Key::Escape);
    page.see_status_with("cannot be closed until the response arrives");
    page.press(Key::Escape);
    page.see_dialog("Create Access Key");

    held.release();
    page.button("Download Key File").see();
}

/// The server created the key and its response was lost: the page does not retry, but lists the keys,
/// says what it found, and leads to the dialog that deletes a key. The key may be a colleague's, so it
/// is deleted as every other.
fn a_key_with_a_lost_secret_is_replaced(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    story.proxy().once("CreateAccessKey", Fault::CloseAfter);

    page.button("Create New Access Key").click();

    page.see_text("A key was created, and it may be yours.");
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1, "the page retried");
    let lost = others(&user.keys(), &key);
    assert_eq!(lost.len(), 1, "{lost:?}");
    page.see_text(&lost[0]);

    page.see_text("Last used: Never");
    page.button("Delete this key…").click();
    page.see_dialog("Delete access key");
    page.heading("Delete access key").see_focus();
    page.see_text("Last used: Never");
    page.button("Delete").see_gone();
    page.button("Make Inactive").click();
    page.field("Type the access key ID to confirm").fill(&lost[0]);
    page.button("Delete").click();
    page.see_no_dialog();
    page.table("Access keys").row(&lost[0]).see("Status", "Deleted");

    let new = story.watch(create_and_show(&page));
    assert_eq!(others(&user.keys(), &key), std::slice::from_ref(&new.id));
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").row(&new.id).see("Status", "Active");
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 2);
    story.peer().sign_in(&new).expect("the new key signs in");
}

/// The server goes down during the create, and comes up later.
fn an_uncertain_create_is_checked_again(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    story.proxy().refuse();

    page.button("Create New Access Key").click();
    page.see_text("We could not confirm whether a key was created.");
    page.button("Look again").click();
    page.see_text("We could not confirm whether a key was created.");

    story.proxy().reset();
    check_again_and_create(story, &page, &user, &key);
}

/// A refusal by policy is not retried, creates nothing, and names the action.
fn create_denied_by_policy(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    user.deny("iam:CreateAccessKey");
    let page = sign_in(story, &key);

    page.button("Create New Access Key").click();

    let alert = page.see_alert_with("AccessDenied");
    assert!(alert.contains("not have permission to call CreateAccessKey"), "{alert}");
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(1);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1);
    assert_eq!(others(&user.keys(), &key), Vec::<String>::new());
}

fn list_denied_by_policy(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    user.deny("iam:ListAccessKeys");

    let page = try_to_sign_in(story, &key);

    page.see_heading("Security Credentials");
    let alert = page.see_alert_with("AccessDenied");
    assert!(alert.contains("not have permission to call ListAccessKeys"), "{alert}");
    page.table("Access keys").see_gone();
    assert_eq!(story.proxy().record().calls("ListAccessKeys").len(), 1);
}

/// Many policies allow to list keys but not to read their last use.
fn last_use_denied_by_policy(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    user.deny("iam:GetAccessKeyLastUsed");

    let page = sign_in(story, &key);

    page.table("Access keys").row(&key.id).see("Last used", "Needs iam:GetAccessKeyLastUsed");
    assert_eq!(page.alerts(), Vec::<String>::new());
}

/// A server on this machine needs no network, so the page does not wait for one.
fn does_not_wait_for_a_network_to_this_machine(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    story.browser().set_offline(true);

    page.button("Refresh").click();
    page.see_alert_with("NoResponse");
    page.table("Access keys").see_rows(1);
    page.button("Create New Access Key").click();
    page.see_text("We could not confirm whether a key was created.");

    story.browser().set_offline(false);
    check_again_and_create(story, &page, &user, &key);
}

fn an_alert_goes_when_the_network_is_back(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").create_key()));
    story.browser().set_offline(true);
    page.button("Refresh").click();
    page.see_alert_with("NoResponse");

    story.browser().set_offline(false);

    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));
}

/// Checks again after an uncertain create, which created no key, and creates one.
fn check_again_and_create(story: &Story, page: &Page, user: &User, key: &Credentials) {
    page.button("Look again").click();
    page.see_text("No key was created.");
    page.button("Try again").click();

    let new = story.watch(show_key(page));
    assert_eq!(others(&user.keys(), key), [new.id]);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1);
}

/// The ids of all keys but the one that signs in.
fn others(keys: &[(String, String)], key: &Credentials) -> Vec<String> {
    keys.iter().map(|(id, _)| id.clone()).filter(|id| *id != key.id).collect()
}
