//! The network is slow, or breaks, or something else answers.

use support::page::Press;
use support::{Credentials, Fault, Page, Story};

use crate::steps::{choose_endpoint, show, sign_in, try_to_sign_in, type_credentials};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("trouble::slow_listing", slow_listing),
    on_moto("trouble::slow_sign_in", slow_sign_in),
    on_moto("trouble::a_browser_of_2023", a_browser_of_2023),
    on_moto("trouble::no_answer_to_sign_in", no_answer_to_sign_in),
    on_moto("trouble::another_server_answers", another_server_answers),
    on_moto("trouble::listing_fails", listing_fails),
    on_moto("trouble::slow_creation_is_waited_for", slow_creation_is_waited_for),
    on_moto("trouble::a_lost_secret_is_started_over", a_lost_secret_is_started_over),
    on_moto("trouble::nobody_can_tell_until_looked_again", nobody_can_tell_until_looked_again),
    on_moto("trouble::given_up_while_waiting", given_up_while_waiting),
    on_moto("trouble::two_waits_are_given_up_as_one", two_waits_are_given_up_as_one),
    on_moto("trouble::two_waits_end_with_the_lock", two_waits_end_with_the_lock),
    on_moto("trouble::too_long_to_wait_for", too_long_to_wait_for),
    on_moto("trouble::creation_not_allowed", creation_not_allowed),
    on_moto("trouble::listing_not_allowed", listing_not_allowed),
    on_moto("trouble::last_use_not_allowed", last_use_not_allowed),
    // No other driver takes the network away.
    on_moto("trouble::offline", offline).in_chromium(),
    on_moto("trouble::offline_beside_the_server", offline_beside_the_server).in_chromium(),
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

/// Safari before 17.4 and Firefox before 124 cannot join the signals that abort a request.
fn a_browser_of_2023(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    let gone = story.browser().script("return delete AbortSignal.any", vec![]);
    assert_eq!(gone.expect("an answer"), true);
    type_credentials(&page, &key);
    choose_endpoint(story, &page);

    page.button("Continue").click();

    page.table("Access keys").row(&key.id).see("Status", "Active");
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

/// The server made the key, its answer was lost: the page never asks for another by itself, but it
/// looks, says what it found, and deletes the useless key for whoever wants that.
fn a_lost_secret_is_started_over(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let page = sign_in(story, &key);
    story.proxy().once("CreateAccessKey", Fault::DropAfter);

    page.button("Create New Access Key").click();

    page.see_text("A key was made, and its secret is lost.");
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1, "the page asked again");
    let lost = others(&user.keys(), &key);
    assert_eq!(lost.len(), 1, "{lost:?}");
    page.see_text(&lost[0]);

    page.button("Delete it and start over").click();
    // That button is gone, and the keyboard with it; it stays in the dialog.
    page.heading("Create Access Key").see_focus();

    let new = story.watch(show(&page));
    assert_eq!(others(&user.keys(), &key), std::slice::from_ref(&new.id));
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").row(&new.id).see("Status", "Active");
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 2);
    story.peer().sign_in(&new).expect("the new key signs in");
}

/// The server goes away just then, and comes back later.
fn nobody_can_tell_until_looked_again(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let page = sign_in(story, &key);
    story.proxy().refuse();

    page.button("Create New Access Key").click();
    page.see_text("Nobody can tell whether a key was made.");
    page.button("Look again").click();
    page.see_text("Nobody can tell whether a key was made.");

    story.proxy().behave();
    page.button("Look again").click();
    page.see_text("Nothing was made.");
    page.button("Try again").click();

    let new = story.watch(show(&page));
    assert_eq!(others(&user.keys(), &key), [new.id]);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1);
}

/// Whoever does not want to wait gives up, and is told what there was to tell.
fn given_up_while_waiting(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    story.proxy().always("GetCallerIdentity", Fault::Later(429, 30));

    let page = try_to_sign_in(story, &key);
    page.see_status_with("The server is limiting requests; trying again in");
    page.button("Cancel").click();

    page.see_alert_with("429");
    page.button("Cancel").see_gone();
    page.field("Secret access key").see_value(&key.secret);
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

/// While the list waits to be asked for again, a key is changed, and that waits too: the strip tells
/// of whatever takes longest, and `Cancel` is about all of it.
fn two_waits_are_given_up_as_one(story: &Story) {
    let (page, old) = wait_for_two(story);

    page.button("Cancel").click();

    page.see_alert_with("429");
    page.button("Refresh").see_enabled();
    page.button(&format!("Make Inactive {old}")).see_enabled();
    page.button("Cancel").see_gone();
    // The list was asked for at first, and last to see whether the key is as it was.
    for (call, count) in [("ListAccessKeys", 3), ("UpdateAccessKey", 1)] {
        assert_eq!(story.proxy().record().calls(call).len(), count, "{call}");
    }

    // The wait that is over first leaves the other one to be told.
    story.proxy().behave();
    story.proxy().once("ListAccessKeys", Fault::Later(429, 5));
    story.proxy().always("UpdateAccessKey", Fault::Later(429, 40));
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

/// What waits has the credentials. Locked, it does not wait any more: every story ends by locking the
/// tab, and looks for them then.
fn two_waits_end_with_the_lock(story: &Story) {
    let (page, _) = wait_for_two(story);
    page.button("Cancel").see();
}

/// A tab that waits for half a minute to list its keys, and a little longer to change one of them;
/// and the id of that.
fn wait_for_two<'s>(story: &'s Story) -> (Page<'s>, String) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let old = user.cut_key().id;
    let page = sign_in(story, &key);
    page.table("Access keys").see_rows(2);
    page.button("Refresh").see_enabled();
    story.proxy().once("ListAccessKeys", Fault::Later(429, 30));
    story.proxy().always("UpdateAccessKey", Fault::Later(429, 40));
    page.button("Refresh").click();
    page.see_status_with("trying again in 30 s");
    page.button(&format!("Make Inactive {old}")).click();
    page.see_status_with("trying again in 40 s");
    (page, old)
}

/// A server that wants to be left alone for an hour is not waited for.
fn too_long_to_wait_for(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    story.proxy().always("GetCallerIdentity", Fault::Later(503, 3600));

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("503");
    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
}

/// The policy stands in the way: nothing is repeated, nothing was made, and the action is named.
fn creation_not_allowed(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    user.forbid("iam:CreateAccessKey");
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

fn listing_not_allowed(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    user.forbid("iam:ListAccessKeys");

    let page = try_to_sign_in(story, &key);

    page.see_heading("Security Credentials");
    let alert = page.see_alert_with("AccessDenied");
    assert!(alert.contains("not have permission to call ListAccessKeys"), "{alert}");
    page.table("Access keys").see_gone();
    assert_eq!(story.proxy().record().calls("ListAccessKeys").len(), 1);
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

/// What the page says without a network.
const OFFLINE: &str = "This device is offline. Keycutter continues when the network is back.";

/// Without a network nothing fails: the page waits for it, for as long as whoever sits before it.
fn offline(story: &Story) {
    const STS: &str = "sts.us-east-1.amazonaws.com";
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").choose("AWS");
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
    // It goes on by itself: to AWS, which is out of reach during a test.
    page.see_alert_with("NoAnswer");
    page.button("Cancel").see_gone();
    story.expect_finding(STS);
    assert!(story.trapped().iter().all(|asked| asked.starts_with(STS)), "{:?}", story.trapped());
}

/// A server on this very machine needs no network, so none is waited for.
fn offline_beside_the_server(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let page = sign_in(story, &key);
    story.browser().set_offline(true);

    page.button("Refresh").click();
    page.see_alert_with("NoAnswer");
    page.table("Access keys").see_rows(1);
    page.button("Create New Access Key").click();
    page.see_text("Nobody can tell whether a key was made.");

    story.browser().set_offline(false);
    page.button("Look again").click();
    page.see_text("Nothing was made.");
    page.button("Try again").click();
    let new = story.watch(show(&page));
    assert_eq!(others(&user.keys(), &key), [new.id]);
    assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1);
}

/// The ids of all keys but the one that signs in.
fn others(keys: &[(String, String)], key: &Credentials) -> Vec<String> {
    keys.iter().map(|(id, _)| id.clone()).filter(|id| *id != key.id).collect()
}
