//! A key is made inactive, active again, and finally deleted.

use support::Story;
use support::page::Key;

use crate::case::{Case, on_moto};
use crate::steps::sign_in;

pub const STORIES: &[Case] = &[
    on_moto("lifecycle::inactive_then_active_then_deleted", inactive_then_active_then_deleted),
    on_moto("lifecycle::a_click_survives_a_rerender", a_click_survives_a_rerender),
    on_moto("lifecycle::an_active_key_cannot_be_deleted", an_active_key_cannot_be_deleted),
    on_moto("lifecycle::reports_a_key_deleted_elsewhere", reports_a_key_deleted_elsewhere),
    on_moto(
        "lifecycle::refresh_lists_a_key_created_elsewhere",
        refresh_lists_a_key_created_elsewhere,
    ),
];

fn inactive_then_active_then_deleted(story: &Story) {
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

    // The row survives a refresh: no response lists deleted keys, only this tab knows.
    page.button("Refresh").click();
    page.see_status_with("1 access key");
    row.see("Status", "Deleted");
    page.button(&format!("Make Active {}", old.id)).see_gone();
}

/// A response that arrives while a button is held down does not replace the button.
fn a_click_survives_a_rerender(story: &Story) {
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

fn an_active_key_cannot_be_deleted(story: &Story) {
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

/// Another administrator deleted the key first.
fn reports_a_key_deleted_elsewhere(story: &Story) {
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

/// `Refresh` works while last uses are still loading.
fn refresh_lists_a_key_created_elsewhere(story: &Story) {
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
