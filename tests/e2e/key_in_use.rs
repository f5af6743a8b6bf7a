//! The key the tab is signed in with is made inactive or deleted: the tab says so first, then locks.

use support::{Credentials, Page, Story};

use crate::steps::sign_in;
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("key_in_use::made_inactive", made_inactive),
    on_moto("key_in_use::deleted", deleted),
    on_moto("key_in_use::thought_better_of", thought_better_of),
];

fn made_inactive(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = sign_in(story, &key);

    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    page.see_text("the tab locks");
    page.button("Make Inactive").click();

    see_locked(&page, "inactive now");
    assert_eq!(user.keys(), [(key.id.clone(), "Inactive".to_owned())]);
    sees_nothing_of(&page, &key);
}

fn deleted(story: &Story) {
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
    sees_nothing_of(&page, &key);
}

fn thought_better_of(story: &Story) {
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

fn see_locked(page: &Page, why: &str) {
    page.see_heading("Cut an AWS access key, in this tab");
    page.see_text(why);
    page.see_no_dialog();
    page.button("Lock").see_gone();
}

fn sees_nothing_of(page: &Page, key: &Credentials) {
    page.field("Access key ID").see_value("");
    page.field("Secret access key").see_value("");
    assert!(!page.source().contains(&key.secret), "the secret is still in the document");
}
