//! A browser sends a POST again by itself when a reused connection closes without a response (RFC
//! 9110, section 9.2.2, allows that only for idempotent methods; engines do it for all). No page can
//! prevent it, so the page lists the keys after every create and names the one it cannot account for.
//!
//! Chromium and Firefox do so. WebKitGTK sends every POST on a new connection.

use support::{Engine, Fault, Page, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{see_last_uses, see_locked, show_key, sign_in, try_to_sign_in};

pub const STORIES: &[Case] = &[
    on_moto("resend::names_the_first_key_after_a_refusal", names_the_first_key_after_a_refusal),
    on_moto("resend::names_the_first_key_beside_the_second", names_the_first_key_beside_the_second),
    on_ministack("resend::names_the_first_key_on_ministack", names_the_first_key_beside_the_second),
    on_moto("resend::a_deletion_sent_twice_succeeds", a_deletion_sent_twice_succeeds),
    on_ministack("resend::own_key_deactivated_twice_locks", own_key_deactivated_twice_locks),
    on_ministack("resend::own_key_deleted_twice_locks", own_key_deleted_twice_locks),
];

/// There is room for one key: the first request takes it, and the second one is refused.
fn names_the_first_key_after_a_refusal(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    see_last_uses(&page);
    let before = user.keys();
    story.proxy().once("CreateAccessKey", Fault::CloseReused);

    page.button("Create New Access Key").click();

    if !resends(story) {
        let _ = story.watch(show_key(&page));
        assert_eq!(story.proxy().record().calls("CreateAccessKey").len(), 1);
        return;
    }
    page.see_alert_with("LimitExceeded");
    let keys = user.keys();
    let [resent] = &keys.iter().filter(|key| !before.contains(key)).collect::<Vec<_>>()[..] else {
        panic!("there are {keys:?}")
    };
    see_named(&page, &resent.0);
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").row(&resent.0).see("Status", "Active");
}

/// There is room for both keys: the page gets the secret of the second one.
fn names_the_first_key_beside_the_second(story: &Story) {
    let user = story.peer().user("grace");
    let manager = story.watch(story.peer().assume_role("key-manager"));
    let page = try_to_sign_in(story, &manager);
    page.field("IAM user name").fill(user.name());
    page.button("Show access keys").click();
    page.see_text("No access keys yet");
    story.proxy().once("CreateAccessKey", Fault::CloseReused);

    page.button("Create New Access Key").click();

    let new = story.watch(show_key(&page));
    let keys = user.keys();
    let others: Vec<_> = keys.iter().filter(|(id, _)| *id != new.id).collect();
    if !resends(story) {
        assert_eq!(others, Vec::<&(String, String)>::new());
        return;
    }
    let [resent] = others[..] else { panic!("there are {keys:?}") };
    see_named(&page, &resent.0);
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    page.table("Access keys").row(&resent.0).see("Last used", "Never");
}

/// The key that the second request does not find is the one that the first request deleted.
fn a_deletion_sent_twice_succeeds(story: &Story) {
    let user = story.peer().user("ada");
    let old = user.create_key();
    user.set_status(&old.id, "Inactive");
    let page = sign_in(story, &story.watch(user.create_key()));
    see_last_uses(&page);
    story.proxy().once("DeleteAccessKey", Fault::CloseReused);

    page.button(&format!("Delete {}", old.id)).click();
    page.field("Type the access key ID to confirm").fill(&old.id);
    page.button("Delete").click();

    page.see_no_dialog();
    page.table("Access keys").row(&old.id).see("Status", "Deleted");
    let calls = story.proxy().record().calls("DeleteAccessKey").len();
    assert_eq!(calls, if resends(story) { 2 } else { 1 });
}

/// The second request is signed with a key that the first one made inactive.
fn own_key_deactivated_twice_locks(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    see_last_uses(&page);
    story.proxy().once("UpdateAccessKey", Fault::CloseReused);

    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    page.button("Make Inactive").click();

    see_locked(&page, if resends(story) { "no longer works" } else { "now inactive" });
    assert_eq!(user.keys(), [(key.id, "Inactive".to_owned())]);
}

/// The same, where it was deleted.
fn own_key_deleted_twice_locks(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);
    see_last_uses(&page);
    story.proxy().once("DeleteAccessKey", Fault::CloseReused);

    page.button(&format!("Delete {}", key.id)).click();
    page.field("Type the access key ID to confirm").fill(&key.id);
    page.button("Delete").click();

    see_locked(&page, if resends(story) { "no longer works" } else { "deleted" });
    assert_eq!(user.keys(), []);
}

/// Whether the engine sends a POST again whose reused connection closed.
fn resends(story: &Story) -> bool {
    story.engine() != Engine::Webkit
}

fn see_named(page: &Page, id: &str) {
    page.see_status_with("Keys that this tab did not list before:");
    page.see_status_with(id);
}
