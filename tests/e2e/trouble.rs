//! The network is slow, or breaks, or something else answers.

use support::page::Press;
use support::{Fault, Story};

use crate::steps::{sign_in, try_to_sign_in};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("trouble::slow_listing", slow_listing),
    on_moto("trouble::slow_sign_in", slow_sign_in),
    on_moto("trouble::no_answer_to_sign_in", no_answer_to_sign_in),
    on_moto("trouble::another_server_answers", another_server_answers),
    on_moto("trouble::listing_fails", listing_fails),
    on_moto("trouble::slow_creation_is_waited_for", slow_creation_is_waited_for),
    on_moto("trouble::creation_without_an_answer", creation_without_an_answer),
    on_moto("trouble::last_use_not_allowed", last_use_not_allowed),
];

fn slow_listing(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let held = story.proxy().hold("ListAccessKeys");

    let page = try_to_sign_in(story, &key);
    page.see_heading("Security Credentials");
    page.see_text("Loading access keys");
    page.button("Create New Access Key").see_disabled();

    held.release();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.button("Create New Access Key").see_enabled();
}

/// Pressing twice asks once.
fn slow_sign_in(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let held = story.proxy().hold("GetCallerIdentity");

    let page = try_to_sign_in(story, &key);
    page.see_status_with("Asking");
    page.button("Continue").see_disabled();
    page.press(Press::Enter);

    held.release();
    page.see_heading("Security Credentials");
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

fn no_answer_to_sign_in(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    story.proxy().always("GetCallerIdentity", Fault::DropBefore);

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("NoAnswer");
    page.field("Secret access key").see_value(&key.secret);
    story.proxy().behave();
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

fn another_server_answers(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page_of = |fault| {
        story.proxy().behave();
        story.proxy().always("GetCallerIdentity", fault);
        try_to_sign_in(story, &key)
    };

    page_of(Fault::Html(502)).see_alert_with("502");
    page_of(Fault::Garbage).see_alert_with("UnreadableAnswer");
    page_of(Fault::Throttle).see_alert_with("Throttling");
    page_of(Fault::WithoutCors).see_alert_with("NoAnswer");
}

fn listing_fails(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    story.proxy().always("ListAccessKeys", Fault::Html(500));

    let page = try_to_sign_in(story, &key);
    page.see_heading("Security Credentials");
    page.see_alert_with("500");

    story.proxy().behave();
    page.button("Refresh").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));

    // From now on there is something to keep in sight.
    story.proxy().always("ListAccessKeys", Fault::DropBefore);
    page.button("Refresh").click();
    page.see_alert_with("NoAnswer");
    page.table("Access keys").row(&key.id).see("Status", "Active");
}

/// While AWS is asked for a key, nothing closes the dialog: its secret comes only once.
fn slow_creation_is_waited_for(story: &Story) {
    let page = sign_in(story, &story.watch(story.peer().user("ada").cut_key()));
    let held = story.proxy().hold("CreateAccessKey");

    page.button("Create New Access Key").click();
    page.see_status_with("Asking for a new key");
    page.press(Press::Escape);
    page.press(Press::Escape);
    page.see_dialog("Create Access Key");

    held.release();
    page.button("Download Key File").see();
}

/// The server made the key, its answer was lost: the page never asks for another by itself.
fn creation_without_an_answer(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.cut_key()));
    story.proxy().once("CreateAccessKey", Fault::DropAfter);

    page.button("Create New Access Key").click();

    page.see_alert_with("NoAnswer");
    page.see_text("A key may have been made all the same");
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1, "the page asked again");
    assert_eq!(user.keys().len(), 2);
}

/// Many policies allow the keys but not their last use.
fn last_use_not_allowed(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    user.forbid("iam:GetAccessKeyLastUsed");

    let page = sign_in(story, &key);

    page.table("Access keys").row(&key.id).see("Last used", "Not told");
    assert_eq!(page.alerts(), Vec::<String>::new());
}
