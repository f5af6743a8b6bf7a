//! The same page at another server, which words its errors otherwise and refuses inactive keys.

use support::{Credentials, Story};

use crate::steps::{sign_in, try_to_sign_in};
use crate::{Told, on_ministack};

pub const STORIES: &[Told] = &[
    on_ministack("ministack::wrong_secret", wrong_secret),
    on_ministack("ministack::unknown_key", unknown_key),
    on_ministack("ministack::inactive_key_is_refused", inactive_key_is_refused),
    on_ministack("ministack::made_inactive_while_in_use", made_inactive_while_in_use),
];

fn wrong_secret(story: &Story) {
    let key = story.peer().user("ada").cut_key();
    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));

    let page = try_to_sign_in(story, &wrong);

    page.see_alert_with("SignatureDoesNotMatch");
    page.field("Secret access key").see_value(&wrong.secret);
}

fn unknown_key(story: &Story) {
    let unknown = story.watch(Credentials::key(
        "AKIAUNKNOWNUNKNOWN12",
        "unknown/unknown+unknown/unknown+unknown+",
    ));

    let page = try_to_sign_in(story, &unknown);

    page.see_alert_with("InvalidClientTokenId");
}

fn inactive_key_is_refused(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    user.set_status(&key.id, "Inactive");

    let page = try_to_sign_in(story, &key);

    page.see_alert_with("InvalidClientTokenId");
    page.field("Access key ID").see_value(&key.id);
}

/// Somebody else makes the key inactive under the tab: what the tab knew stays in sight.
fn made_inactive_while_in_use(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.cut_key());
    let page = sign_in(story, &key);
    user.set_status(&key.id, "Inactive");

    page.button("Refresh").click();

    page.see_alert_with("InvalidClientTokenId");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    user.set_status(&key.id, "Active");
    page.button("Refresh").click();
    page.eventually("the alert to go", |page| page.alerts().is_empty().then_some(()));
}
