//! axe-core on every screen and dialog, in both themes.

use support::page::Key;
use support::{Credentials, Fault, Page, PeerKind, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{show_key, try_to_sign_in};

pub const STORIES: &[Case] = &[
    on_moto("accessibility::light", |story| every_screen(story, "Light")),
    on_moto("accessibility::dark", |story| every_screen(story, "Dark")),
    on_ministack("accessibility::root_light", |story| root_warning(story, "Light")),
    on_ministack("accessibility::root_dark", |story| root_warning(story, "Dark")),
];

/// Selects a theme, which the page remembers.
fn select_theme(page: &Page, theme: &str) {
    let wanted = format!("Theme: {theme}");
    for current in ["Theme: System", "Theme: Light"] {
        if current == wanted {
            break;
        }
        page.button(current).click();
    }
    page.button(&wanted).see();
}

fn every_screen(story: &Story, theme: &str) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    let check = |screen: &str| story.check_accessibility(&format!("{screen} ({theme})"));

    sign_in_screens(story, &key, theme, &check);

    let held = story.proxy().hold("ListAccessKeys");
    let page = try_to_sign_in(story, &key);
    page.see_text("Loading access keys");
    check("Security Credentials, loading");
    held.release();
    page.table("Access keys").row(&key.id).see("Status", "Active");
    check("Security Credentials");

    let new = create_dialogs(story, &page, &check);
    delete_dialogs(&page, &key, &new, &check);

    story.proxy().always("CreateAccessKey", Fault::Html(500));
    page.button("Create New Access Key").click();
    page.see_alert_with("500");
    check("Create Access Key, failed");
    page.button("Close").click();
    story.proxy().always("ListAccessKeys", Fault::CloseBefore);
    page.button("Refresh").click();
    page.see_alert_with("NoResponse");
    check("Security Credentials without an answer");
    page.shift_clock(14);
    page.see_dialog("This tab is about to lock");
    check("This tab is about to lock");
}

fn sign_in_screens(story: &Story, key: &Credentials, theme: &str, check: &dyn Fn(&str)) {
    let wrong = story.watch(Credentials::key(&key.id, "wrong/wrong+wrong/wrong+wrong/wrong+wron"));
    let page = story.open();
    page.see_heading("Create, deactivate and delete AWS access keys");
    select_theme(&page, theme);
    check("Unlock");
    page.button("Continue").click();
    page.field("Access key ID").see_error("Enter");
    check("Unlock with errors");
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill("https://s3.example.com");
    page.button("Check").click();
    page.button("Copy command").see();
    check("Unlock, with an endpoint that this build may not call");
    story.proxy().once("GetCallerIdentity", Fault::Html(200));
    page.field("Endpoint URL").fill(&story.proxy().url());
    page.button("Check").click();
    page.see_alert_with("UnreadableResponse");
    check("Unlock, with an endpoint that is not IAM");
    let page = try_to_sign_in(story, &wrong);
    page.see_alert_with("SignatureDoesNotMatch");
    check("Unlock refused");
    try_to_sign_in(story, &story.watch(story.peer().assume_role("key-manager")))
        .see_heading("Whose access keys?");
    check("Whose access keys?");
}

fn create_dialogs(story: &Story, page: &Page, check: &dyn Fn(&str)) -> Credentials {
    page.button("Create New Access Key").click();
    page.button("Download Key File").see();
    check("Create Access Key");
    page.button("Close").click();
    page.see_dialog("Close without saving?");
    check("Close without saving?");
    page.button("Go back").click();
    let new = story.watch(show_key(page));
    check("Create Access Key, shown");
    page.button("Close").click();
    page.see_no_dialog();
    check("Security Credentials at the quota");
    new
}

fn delete_dialogs(page: &Page, key: &Credentials, new: &Credentials, check: &dyn Fn(&str)) {
    page.button(&format!("Delete {}", new.id)).click();
    page.see_dialog("Delete access key");
    check("Delete an active key");
    page.button("Make Inactive").click();
    page.field("Type the access key ID to confirm").see();
    check("Delete access key");
    page.field("Type the access key ID to confirm").fill(&new.id);
    page.button("Delete").click();
    page.table("Access keys").row(&new.id).see("Status", "Deleted");
    check("Security Credentials with a deleted key");

    page.button(&format!("Make Inactive {}", key.id)).click();
    page.see_dialog("Make this key inactive?");
    check("Make this key inactive?");
    page.press(Key::Escape);
}

fn root_warning(story: &Story, theme: &str) {
    let root =
        story.watch(Credentials::key(PeerKind::ROOT, "root/root+root/root+root/root+root/root+"));
    let page = story.open();
    select_theme(&page, theme);
    let page = try_to_sign_in(story, &root);
    page.see_dialog("Root credentials");
    story.check_accessibility(&format!("Root credentials ({theme})"));
    page.button("Continue to Security Credentials").click();
    page.see_heading("Security Credentials");
    page.see_status_with("access key");
    story.check_accessibility(&format!("Security Credentials of root ({theme})"));
}
