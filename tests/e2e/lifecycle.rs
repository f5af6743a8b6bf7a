//! A key is made inactive, active again, and at last deleted.

use support::Story;
use support::page::Key;

use crate::steps::sign_in;
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("lifecycle::inactive_active_deleted", inactive_active_deleted),
    on_moto("lifecycle::a_press_that_news_comes_into", a_press_that_news_comes_into),
    on_moto("lifecycle::an_active_key_is_not_deleted", an_active_key_is_not_deleted),
    on_moto("lifecycle::deleted_elsewhere", deleted_elsewhere),
    on_moto("lifecycle::made_elsewhere", made_elsewhere),
];

fn inactive_active_deleted(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let old = user.create_key();
    page.button("Refresh").click();
    let row = page.table("Access keys").row(&old.id);

    page.button(&format!("Make Inactive {}", old.id)).click();
    row.see("Status", "Inactive");
    assert!(user.keys().contains(&(old.id.clone(), "Inactive".to_owned())), "{:?}", user.keys());

    page.button(&format!("Make Active {}", old.id)).click();
    row.see("Status", "Active");
    assert!(user.keys().contains(&(old.id.clone(), "Active".to_owned())), "{:?}", user.keys());

    page.button(&format!("Make Inactive {}", old.id)).click();
    row.see("Status", "Inactive");
    page.button(&format!("Delete {}", old.id)).click();
    page.see_dialog("Delete access key");
    page.button("Delete").see_disabled();
    page.field("Type the access key ID to confirm").fill("AKIAANOTHERONE123456");
    page.button("Delete").see_disabled();
    page.field("Type the access key ID to confirm").fill(&old.id);
    page.button("Delete").click();

    page.see_no_dialog();
    row.see("Status", "Deleted");
    let deleted = row.instant("Deleted");
    assert!(deleted.starts_with("20") && deleted.ends_with('Z'), "{deleted}");
    assert_eq!(user.keys().len(), 1, "{:?}", user.keys());

    // The row stays through a refresh: no answer tells of deleted keys, only this tab knows.
    page.button("Refresh").click();
    page.see_status_with("1 access key");
    row.see("Status", "Deleted");
    page.button(&format!("Make Active {}", old.id)).see_gone();
}

/// What the tab learns by the way is drawn beside the button, not over it: a press lasts a while.
fn a_press_that_news_comes_into(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let old = user.create_key();
    let held = story.proxy().hold("GetAccessKeyLastUsed");
    page.button("Refresh").click();
    let row = page.table("Access keys").row(&old.id);
    row.see("Last used", "…");

    let pressed = page.button(&format!("Make Inactive {}", old.id)).press_down();
    held.release();
    row.see("Last used", "Never");
    pressed.release();
    row.see("Status", "Inactive");
}

fn an_active_key_is_not_deleted(story: &Story) {
    let user = story.peer().user("ada");
    let page = sign_in(story, &story.watch(user.create_key()));
    let old = user.create_key();
    page.button("Refresh").click();

    page.button(&format!("Delete {}", old.id)).click();
    page.see_dialog("Delete access key");
    page.heading("Delete access key").see_focus();
    page.button("Make Inactive").see();
    page.button("Delete").see_gone();
    page.press(Key::Escape);
    page.see_no_dialog();
    assert_eq!(user.keys().len(), 2);

    page.button(&format!("Delete {}", old.id)).click();
    page.button("Make Inactive").click();
    page.button("Make Inactive").see_gone();
    page.heading("Delete access key").see_focus();
    page.field("Type the access key ID to confirm").fill(&old.id);
    page.button("Cancel").click();
    page.see_no_dialog();
    page.table("Access keys").row(&old.id).see("Status", "Inactive");
    assert_eq!(story.proxy().record().calls("DeleteAccessKey").len(), 0);
}

/// Somebody else was quicker.
fn deleted_elsewhere(story: &Story) {
    let user = story.peer().user("ada");
    let old = user.create_key();
    let page = sign_in(story, &story.watch(user.create_key()));
    page.table("Access keys").row(&old.id).see("Status", "Active");
    user.delete(&old.id);

    page.button(&format!("Make Inactive {}", old.id)).click();

    page.see_alert_with("NoSuchEntity");
    page.button("Refresh").click();
    page.table("Access keys").row(&old.id).see_gone();
}

/// The list can be asked for again while last uses are still being asked for.
fn made_elsewhere(story: &Story) {
    let user = story.peer().user("ada");
    let old = story.watch(user.create_key());
    let held = story.proxy().hold("GetAccessKeyLastUsed");
    let page = sign_in(story, &old);
    let table = page.table("Access keys");
    table.see_rows(1);
    let new = user.create_key();

    page.button("Refresh").click();

    table.see_rows(2);
    table.row(&new.id).see("Last used", "…");
    held.release();
    table.row(&new.id).see("Last used", "Never");
    assert!(table.row(&old.id).instant("Last used").ends_with('Z'));
}
