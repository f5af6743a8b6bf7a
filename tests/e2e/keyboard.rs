//! The first-key story without a mouse.

use support::page::Key;
use support::{Credentials, Story};

use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[on_moto("keyboard::first_key", first_key)];

fn first_key(story: &Story) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let page = story.open();
    page.see_heading("Cut an AWS access key, in this tab");

    // Sign in.
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

    // Create: the dialog takes the keyboard, and keeps it.
    page.tab_to("button", "Create New Access Key");
    page.press(Key::Enter);
    page.see_dialog("Create Access Key");
    page.tab_to("button", "Show Access Key");
    page.press(Key::Space);
    page.tab_to("textbox", "Access Key ID");
    page.tab_to("textbox", "Secret Access Key");
    let new = Credentials::key(
        &page.field("Access Key ID").value(),
        &page.field("Secret Access Key").value(),
    );
    let new = story.watch(new);
    page.tab_to("button", "Download Key File");
    page.press(Key::Enter);
    page.see_status_with("_accessKeys.csv");
    page.tab_to("button", "Close");
    page.press(Key::ShiftTab);
    page.button("Download Key File").see_focus();
    page.press(Key::Escape);
    page.see_no_dialog();
    // The button it came from is disabled now, at the quota: the heading takes the keyboard.
    page.heading("Security Credentials").see_focus();
    let name = format!("{}_accessKeys.csv", user.name());
    assert!(story.browser().downloaded(&name).is_some(), "the key file is not saved");
    keys.row(&new.id).see("Status", "Active");

    // Retire the new one.
    let inactive = format!("Make Inactive {}", new.id);
    page.tab_to("button", &inactive);
    page.press(Key::Space);
    keys.row(&new.id).see("Status", "Inactive");
    page.tab_to("button", &format!("Delete {}", new.id));
    page.press(Key::Enter);
    page.see_dialog("Delete access key");
    // The dialog opens with the keyboard there.
    page.field("Type the access key ID to confirm").see_focus();
    page.type_text(&new.id);
    page.press(Key::Enter);
    page.see_no_dialog();
    keys.row(&new.id).see("Status", "Deleted");

    // And out.
    page.shift_tab_to("button", "Lock");
    page.press(Key::Enter);
    page.see_heading("Cut an AWS access key, in this tab");
}
