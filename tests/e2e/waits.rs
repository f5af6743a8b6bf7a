//! The page waits: for `Retry-After`, and for a network.

use support::{Fault, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{sign_in, try_to_sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("waits::a_wait_can_be_cancelled", a_wait_can_be_cancelled),
    on_moto("waits::two_waits_are_cancelled_together", two_waits_are_cancelled_together),
    on_moto("waits::two_waits_end_with_the_lock", two_waits_end_with_the_lock),
    on_moto("waits::a_long_wait_is_an_error", a_long_wait_is_an_error),
    // Only Chromium's driver can disconnect the network.
    on_moto("waits::waits_for_the_network", waits_for_the_network).in_chromium(),
];

/// `Cancel` ends the wait, and the page reports the error.
fn a_wait_can_be_cancelled(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("GetCallerIdentity", Fault::RetryAfter(429, 30));

    let page = try_to_sign_in(story, &key);
    page.see_status_with("The server is limiting requests; trying again in");
    page.button("Cancel").click();

    page.see_alert_with("429");
    page.button("Cancel").see_gone();
    page.field("Secret access key").see_value(&key.secret);
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

/// While the list waits for a retry, a change waits too: the status counts down the longer wait, and
/// `Cancel` ends both.
fn two_waits_are_cancelled_together(story: &Story) {
    let (page, old) = two_waits(story);

    page.button("Cancel").click();

    page.see_alert_with("429");
    page.button("Refresh").see_enabled();
    page.button(&format!("Make Inactive {old}")).see_enabled();
    page.button("Cancel").see_gone();
    // The list was requested at first, and in the end to see whether the key changed.
    for (call, count) in [("ListAccessKeys", 3), ("UpdateAccessKey", 1)] {
        assert_eq!(story.proxy().record().calls(call).len(), count, "{call}");
    }

    // When one wait ends, the status counts down the other.
    story.proxy().reset();
    story.proxy().once("ListAccessKeys", Fault::RetryAfter(429, 5));
    story.proxy().always("UpdateAccessKey", Fault::RetryAfter(429, 40));
    page.button("Refresh").click();
    page.see_status_with("trying again in 5 s");
    page.button(&format!("Make Inactive {old}")).click();
    page.see_status_with("trying again in 40 s");
    page.button("Refresh").see_enabled();
    page.see_status_with("trying again in 40 s");
    page.button("Cancel").click();
    page.button("Cancel").see_gone();
    page.button(&format!("Make Inactive {old}")).see_enabled();
}

/// A pending retry holds the credentials. The lock cancels it: every story ends by locking the tab and
/// searching for them.
fn two_waits_end_with_the_lock(story: &Story) {
    let (page, _) = two_waits(story);
    page.button("Cancel").see();
}

/// A tab that waits half a minute to list its keys and a little longer to change one of them, and the
/// id of that one.
fn two_waits<'s>(story: &'s Story) -> (Page<'s>, String) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let old = user.create_key().id;
    let page = sign_in(story, &key);
    page.table("Access keys").see_rows(2);
    page.button("Refresh").see_enabled();
    story.proxy().once("ListAccessKeys", Fault::RetryAfter(429, 30));
    story.proxy().always("UpdateAccessKey", Fault::RetryAfter(429, 40));
    page.button("Refresh").click();
    page.see_status_with("trying again in 30 s");
    page.button(&format!("Make Inactive {old}")).click();
    page.see_status_with("trying again in 40 s");
    (page, old)
}

/// The page does not wait for an hour.
fn a_long_wait_is_an_error(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().always("GetCallerIdentity", Fault::RetryAfter(503, 3600));

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("503");
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

/// The status without a network.
const OFFLINE: &str = "This device is offline. Keycutter continues when the network is back.";

/// Without a network the page waits for it, for as long as the user does.
fn waits_for_the_network(story: &Story) {
    const HOSTS: [&str; 2] = ["sts.us-east-1.amazonaws.com", "iam.amazonaws.com"];
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").select("AWS");
    story.browser().set_offline(true);

    page.button("Continue").click();
    page.see_status_with(OFFLINE);
    assert_eq!(page.alerts(), Vec::<String>::new());
    page.button("Cancel").click();
    page.see_alert_with("Offline");
    page.field("Secret access key").see_value(&key.secret);

    page.button("Continue").click();
    page.see_status_with(OFFLINE);
    story.browser().set_offline(false);
    // It continues by itself: with AWS, which is not reachable during a test.
    page.see_alert_with("NoResponse");
    page.button("Cancel").see_gone();
    for host in HOSTS {
        story.expect_finding(host);
    }
    let is_expected = |url: &String| HOSTS.iter().any(|host| url.starts_with(host));
    assert!(story.blocked().iter().all(is_expected), "{:?}", story.blocked());
}
