//! The first-key story with the keyboard only.

use support::page::Key;
use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};

pub const STORIES: &[Case] = &[on_moto("keyboard::first_key", first_key)];

fn first_key(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = story.open();
    page.see_heading("Create, deactivate and delete AWS access keys");

    page.tab_to("textbox", "Access key ID");
    page.type_text(&key.id);
    page.tab_to("textbox", "Secret access key");
    page.type_text(&key.secret);
    page.tab_to("combobox", "Where");
    page.type_text("Custom");
    page.combobox("Where").see_selected("Custom endpoint");
    page.tab_to("textbox", "Endpoint URL");
    page.type_text(&story.proxy().url());
    page.press(Key::Enter);
    page.see_heading("Security Credentials");
    page.heading("Security Credentials").see_focus();
    let keys = page.table("Access keys");
    keys.row(&key.id).see("Status", "Active");

    let new = create_and_save(story, &page, user.name());
    keys.row(&new.id).see("Status", "Active");
    deactivate_and_delete(&page, &new.id);

    page.shift_tab_to("button", "Lock");
    page.press(Key::Enter);
    page.see_heading("Create, deactivate and delete AWS access keys");
}

/// The dialog takes the focus, and keeps it.
fn create_and_save(story: &Story, page: &Page, user: &str) -> Credentials {
    page.tab_to("button", "Create New Access Key");
    page.press(Key::Enter);
    page.see_dialog("Create Access Key");
    page.tab_to("button", "Show Access Key");
    page.press(Key::Space);
    page.tab_to("textbox", "Access Key ID");
    page.tab_to("textbox", "Secret Access Key");
    let new = story.watch(Credentials::key(
        &page.field("Access Key ID").value(),
        &page.field("Secret Access Key").value(),
    ));
    page.tab_to("button", "Download Key File");
    page.press(Key::Enter);
    page.see_status_with("_accessKeys.csv");
    page.tab_to("button", "Close");
    page.press(Key::ShiftTab);
    page.button("Download Key File").see_focus();
    page.press(Key::Escape);
    page.see_no_dialog();
    let name = format!("{user}_accessKeys.csv");
    assert!(story.browser().downloaded(&name).is_some(), "the key file is not downloaded");
    new
}

fn deactivate_and_delete(page: &Page, id: &str) {
    let row = page.table("Access keys").row(id);
    let inactive = format!("Make Inactive {id}");
    page.tab_to("button", &inactive);
    page.press(Key::Space);
    row.see("Status", "Inactive");
    page.tab_to("button", &format!("Delete {id}"));
    page.press(Key::Enter);
    page.see_dialog("Delete access key");
    page.field("Type the access key ID to confirm").see_focus();
    page.type_text(id);
    page.press(Key::Enter);
    page.see_no_dialog();
    row.see("Status", "Deleted");
}
