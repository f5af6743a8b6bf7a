//! Making the session's own key inactive or deleting it: the page asks first, then locks.

use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{see_locked, sign_in};

pub const STORIES: &[Case] = &[
    on_moto("key_in_use::locks_when_made_inactive", locks_when_made_inactive),
    on_moto("key_in_use::locks_when_deleted", locks_when_deleted),
    on_moto("key_in_use::keeps_the_key_when_cancelled", keeps_the_key_when_cancelled),
];

fn locks_when_made_inactive(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);

    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    page.see_text("the tab locks");
    page.button("Make Inactive").click();

    see_locked(&page, "now inactive");
    assert_eq!(user.keys(), [(key.id.clone(), "Inactive".to_owned())]);
    see_no_trace_of(&page, &key);
}

fn locks_when_deleted(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);

    page.button(&format!("Delete {}", key.id)).click();
    page.see_dialog("Delete access key");
    page.heading("Delete access key").see_focus();
    page.see_text("locks the tab");
    page.field("Type the access key ID to confirm").fill(&key.id);
    page.button("Delete").click();

    see_locked(&page, "deleted");
    assert_eq!(user.keys(), []);
    see_no_trace_of(&page, &key);
}

fn keeps_the_key_when_cancelled(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);

    page.button(&format!("Make Inactive {}", key.id)).click();
    page.button("Cancel").click();
    page.see_no_dialog();
    page.button(&format!("Delete {}", key.id)).click();
    page.button("Cancel").click();
    page.see_no_dialog();

    page.table("Access keys").row(&key.id).see("Status", "Active");
    assert_eq!(user.keys(), [(key.id.clone(), "Active".to_owned())]);
}

fn see_no_trace_of(page: &Page, key: &Credentials) {
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
}
