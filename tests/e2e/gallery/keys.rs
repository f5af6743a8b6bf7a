//! The screen of keys and its dialogs.

use support::page::Key;
use support::{Credentials, Page, Story};

use super::camera::Camera;
use crate::steps::{show_key, try_to_sign_in};

/// From the list to a deleted key.
pub fn tour(story: &Story, camera: &Camera, key: &Credentials) {
    let held = story.proxy().hold("ListAccessKeys");
    let page = try_to_sign_in(story, key);
    page.see_text("Loading access keys");
    camera.take("credentials-loading");
    held.release();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    page.see_status_with("1 access key");
    camera.take("credentials");
    descriptions(&page, camera, &key.id);
    tool_dialog(&page, camera);
    let new = create_dialog(story, &page, camera);
    let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('not now'))";
    story.browser().script(refuse, vec![]).expect("the clipboard refuses");
    page.shift_clock(1);
    page.see_status_with("may still be on the clipboard");
    camera.take("clipboard-not-cleared");
    story
        .browser()
        .script("delete navigator.clipboard.writeText", vec![])
        .expect("the clipboard works again");
    page.button("Clear clipboard").click();
    page.shift_clock(14);
    page.see_dialog("This tab is about to lock");
    camera.take("idle");
    page.button("Stay signed in").click();

    delete_dialogs(&page, camera, key, &new);
}

/// The menu of a key, and the field that it opens.
fn descriptions(page: &Page, camera: &Camera, id: &str) {
    page.button(&format!("More {id}")).click();
    page.menu_item("Edit description").see();
    camera.take("key-menu");
    page.menu_item("Edit description").click();
    page.field("Description").fill("backup, nightly");
    page.button("Save").click();
    page.field("Description").see_error("letters, digits");
    camera.take("description");
    page.button("Cancel").click();
}

/// The form, and what is said where the caller may not create users.
fn tool_dialog(page: &Page, camera: &Camera) {
    page.button("New key for a tool").click();
    page.combobox("Tool").select("restic");
    page.field("Bucket").fill("my-bucket");
    page.field("Prefix").fill("nas/");
    page.see_text("Delete objects in my-bucket");
    camera.take("tool");
    page.button("Create user and key").click();
    page.see_alert_with("Nothing was created");
    camera.take("tool-stopped");
    page.button("Close").click();
    page.see_no_dialog();
}

fn create_dialog(story: &Story, page: &Page, camera: &Camera) -> Credentials {
    let held = story.proxy().hold("CreateAccessKey");
    page.button("Create New Access Key").click();
    page.see_status_with("Creating an access key");
    camera.take("create-asking");
    held.release();
    page.button("Download Key File").see();
    camera.take("create");
    page.button("Close").click();
    page.see_dialog("Close without saving?");
    camera.take("close-without-saving");
    page.button("Go back").click();
    let new = story.watch(show_key(page));
    camera.take("create-shown");
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    page.button("Download Key File").click();
    page.see_status_with("was handed to the browser");
    camera.take("create-saved");
    page.combobox("Format").select("restic");
    page.button("Download").click();
    page.field("Bucket").see_error("S3 bucket");
    camera.take("create-format");
    page.button("Test key").click();
    page.see_status_with("Works");
    camera.take("create-tested");
    page.button("Close").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    camera.take("credentials-at-quota");
    new
}

fn delete_dialogs(page: &Page, camera: &Camera, key: &Credentials, new: &Credentials) {
    page.button(&format!("Delete {}", new.id)).click();
    page.see_dialog("Delete access key");
    camera.take("delete-active");
    page.button("Make Inactive").click();
    page.field("Type the access key ID to confirm").fill(&new.id);
    camera.take("delete-confirm");
    page.press(Key::Escape);
    page.see_no_dialog();
    page.table("Access keys").row(&new.id).see("Status", "Inactive");
    camera.take("credentials-inactive");
    page.button(&format!("Delete {}", new.id)).click();
    page.field("Type the access key ID to confirm").fill(&new.id);
    page.button("Delete").click();
    page.table("Access keys").row(&new.id).see("Status", "Deleted");
    camera.take("credentials-deleted");
    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    camera.take("inactive-in-use");
    page.press(Key::Escape);
    page.button(&format!("Delete {}", key.id)).click();
    page.see_dialog("Delete access key");
    camera.take("delete-in-use");
    page.press(Key::Escape);
    page.see_no_dialog();
}
