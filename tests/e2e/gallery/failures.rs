//! Failed creates and lists, and what follows a lock.

use support::page::Key;
use support::{Credentials, Fault, Page, Story};

use super::camera::Camera;
use crate::steps::try_to_sign_in;

/// From a failed create to a new version.
pub fn tour(story: &Story, camera: &Camera, key: &Credentials) {
    let page = Page::new(story.browser());
    story.proxy().once("CreateAccessKey", Fault::CloseBefore);
    page.button("Create New Access Key").click();
    page.see_text("No key was created.");
    camera.take("create-nothing-made");
    story.proxy().refuse();
    page.button("Try again").click();
    page.see_text("We could not confirm whether a key was created.");
    camera.take("create-nobody-can-tell");
    story.proxy().reset();
    page.button("Close").click();
    page.see_no_dialog();
    story.proxy().once("CreateAccessKey", Fault::CloseAfter);
    page.button("Create New Access Key").click();
    page.see_text("A key was created, and it may be yours.");
    camera.take("create-secret-lost");
    page.button("Delete this key…").click();
    page.see_dialog("Delete access key");
    camera.take("delete-secret-lost");
    page.button("Cancel").click();
    page.see_no_dialog();
    let held = story.proxy().hold("CreateAccessKey");
    page.button("Create New Access Key").click();
    page.press(Key::Escape);
    page.see_status_with("cannot be closed until the response arrives");
    camera.take("create-waits");
    held.release();
    page.button("Close").click();
    page.see_no_dialog();

    failed_lists(story, &page, camera, key);
    locked_and_outdated(story, camera, key);
}

fn failed_lists(story: &Story, page: &Page, camera: &Camera, key: &Credentials) {
    story.proxy().always("ListAccessKeys", Fault::RetryAfter(429, 50));
    page.button("Refresh").click();
    page.see_status_with("The server is limiting requests");
    camera.take("credentials-waiting");
    page.button("Cancel").click();
    page.see_alert_with("429");
    camera.take("credentials-refresh-failed");
    story.proxy().reset();
    story.proxy().always("ListAccessKeys", Fault::Html(200));
    let page = try_to_sign_in(story, key);
    page.see_heading("Security Credentials");
    page.see_alert_with("UnreadableResponse");
    camera.take("credentials-failed");
    story.proxy().reset();
    story.proxy().once("GetCallerIdentity", Fault::Clock(24 * 60));
    let page = try_to_sign_in(story, key);
    page.see_status_with("This device's clock");
    page.table("Access keys").row(&key.id).see("Status", "Active");
    camera.take("credentials-clock-off");
    story.proxy().reset();
}

fn locked_and_outdated(story: &Story, camera: &Camera, key: &Credentials) {
    // Managed by a role, a user may have no key.
    let grace = story.peer().user("grace");
    let page = try_to_sign_in(story, &story.watch(story.peer().assume_role("key-manager")));
    page.field("IAM user name").fill(grace.name());
    page.button("Show access keys").click();
    page.see_text("No access keys yet");
    camera.take("credentials-empty");
    page.button("Lock").click();
    page.see_heading("Create, deactivate and delete AWS access keys");

    let page = try_to_sign_in(story, key);
    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    page.button("Make Inactive").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    camera.take("unlock-locked");

    story.site().release("A newer Keycutter");
    let page = story.open();
    page.button("Update").see();
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill("https://s3.example.com");
    page.button("Check").click();
    page.field("Endpoint URL").see_error("--endpoint");
    camera.take("unlock-new-version");
}
