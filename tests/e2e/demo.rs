//! The demo: the page without an account.

use support::{Credentials, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{
    choose_endpoint, create_and_show, deactivate_and_delete, sign_in, type_credentials,
};

pub const STORIES: &[Case] = &[
    on_moto("demo::first_key", first_key),
    on_moto("demo::every_scene", every_scene),
    on_moto("demo::choosing_a_scene_does_not_move_the_button", choosing_does_not_move_the_button),
    on_moto("demo::continues_after_credentials_expire", continues_after_credentials_expire),
    on_moto("demo::leaves_no_trace", leaves_no_trace),
    on_moto("demo::accessibility", accessibility),
];

/// Loads the page and opens the demo.
fn open_demo<'s>(story: &'s Story) -> Page<'s> {
    let page = story.open();
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").see_rows(1);
    page
}

fn start(page: &Page, scene: &str) {
    page.combobox("Scene").select(scene);
    page.button("Start").click();
}

/// `Start` stays where it is when its hint appears: a click on it is not lost.
fn choosing_does_not_move_the_button(story: &Story) {
    let page = open_demo(story);
    let before = page.button("Start").position();
    page.combobox("Scene").select("At the quota");
    page.see_status_with("Choose Start to begin this scene.");
    assert_eq!(page.button("Start").position(), before);
}

fn leave(page: &Page) {
    page.button("Leave the demo").click();
    page.see_heading("Create, deactivate and delete AWS access keys");
    page.button("Start").see_gone();
}

/// The demo made no request.
#[track_caller]
fn see_no_call(story: &Story) {
    assert_eq!(story.proxy().record().all().len(), 0, "the demo called the endpoint");
    assert_eq!(story.blocked(), Vec::<String>::new(), "the demo called another host");
}

/// Creates a key and watches the random part of its secret: the rest says that the key is not real,
/// and is part of the program.
fn create_and_watch(story: &Story, page: &Page) -> Credentials {
    let new = create_and_show(page);
    let random =
        new.secret.strip_prefix("DemoKeyNotReal/").expect("a secret that says it is not real");
    let _watched = story.watch(Credentials::key(&new.id, random));
    new
}

/// The first-key story with a key that is not real and says so.
fn first_key(story: &Story) {
    let page = open_demo(story);
    page.see_text("Demo");
    page.see_text("Simulated in this tab");
    let old = page.table("Access keys").column("Access Key ID").remove(0);
    assert!(old.starts_with("AKIADEMO"), "{old}");
    page.table("Access keys").row(&old).see("Status", "In use here");

    let new = create_and_watch(story, &page);
    page.see_text("Demo");
    page.see_text("not real");
    assert!(new.id.starts_with("AKIADEMO"), "{}", new.id);
    page.button("Download Key File").click();
    let file =
        story.browser().downloaded("demo_ada_accessKeys.csv").expect("the file is downloaded");
    assert_eq!(
        String::from_utf8_lossy(&file),
        format!("Access key ID,Secret access key\r\n{},{}\r\n", new.id, new.secret)
    );
    page.button("Close").click();
    page.see_no_dialog();

    page.table("Access keys").see_rows(2);
    page.button("Create New Access Key").see_disabled();
    deactivate_and_delete(&page, &new.id);

    leave(&page);
    see_no_call(story);
}

/// Each scene shows what it is about.
fn every_scene(story: &Story) {
    let page = open_demo(story);
    let table = page.table("Access keys");

    // The old scene stays until `Start` is pressed.
    page.combobox("Scene").select("At the quota");
    page.see_status_with("Choose Start to begin this scene.");
    table.see_rows(1);
    page.button("Start").click();
    table.see_rows(2);
    page.button("Create New Access Key").see_disabled();

    start(&page, "The root user");
    page.see_dialog("Root credentials");
    page.see_text("Demo");
    page.button("Continue to Security Credentials").click();
    page.see_text("Root user");

    start(&page, "A new account");
    page.see_dialog("Root credentials");
    page.button("Continue to Security Credentials").click();
    page.see_text("No access keys yet");
    page.button("New key for a tool").click();
    page.field("Bucket").fill("my-bucket");
    page.button("Create user and key").click();
    page.see_dialog("Create Access Key");
    page.button("Download Key File").click();
    page.see_status_with("demo_read-my-bucket_accessKeys.csv");
    page.button("Close").click();
    page.see_no_dialog();
    let first = create_and_watch(story, &page);
    page.button("Close").click();
    table.row(&first.id).see("Status", "Active");

    start(&page, "A role");
    page.see_heading("Whose access keys?");
    page.field("IAM user name").fill("backup-nas");
    page.button("Show access keys").click();
    page.see_text("the access keys of IAM user backup-nas");

    start(&page, "No permissions");
    let alert = page.see_alert_with("AccessDenied");
    assert!(alert.contains("\"Action\": \"iam:ListAccessKeys\""), "{alert}");

    start(&page, "Wrong clock");
    page.see_status_with("This device's clock is 26 minutes slow.");
    table.see_rows(1);

    failing_scenes(&page);

    start(&page, "A wrong secret");
    page.see_alert_with("SignatureDoesNotMatch");

    start(&page, "An IAM user with one key");
    table.see_rows(1);
    leave(&page);
    see_no_call(story);
}

/// The scenes whose requests fail.
fn failing_scenes(page: &Page) {
    let table = page.table("Access keys");
    start(page, "Throttled");
    page.see_status_with("AWS is limiting requests");
    page.button("Cancel").click();
    page.see_alert_with("Throttling");

    start(page, "A lost response");
    table.see_rows(1);
    page.button("Create New Access Key").click();
    page.see_text("A key was created, and it may be yours.");
    page.button("Delete this key…").click();
    page.see_dialog("Delete access key");
    page.button("Cancel").click();
    table.see_rows(2);

    start(page, "A broken connection");
    table.see_rows(1);
    page.button("Create New Access Key").click();
    page.see_text("No key was created.");
    page.button("Try again").click();
    page.see_text("We could not confirm whether a key was created.");
    page.button("Look again").click();
    page.see_text("No key was created.");
    page.button("Try again").click();
    page.button("Show Access Key").click();
    page.button("Close").click();
    table.see_rows(2);
}

/// Expired credentials are renewed, and the demo offers new ones.
fn continues_after_credentials_expire(story: &Story) {
    let page = open_demo(story);
    start(&page, "Credentials about to expire");
    page.see_status_with("These credentials expire in 3 minutes.");
    // The dialog of a new key stays on top: closing it takes no credentials.
    create_and_watch(story, &page);
    page.shift_clock(4);
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_dialog("Create Access Key");
    page.button("Close").click();
    page.see_dialog("Credentials expired");
    page.field("Paste credentials").see_focus();
    page.see_text("Demo");
    page.button("Fill in new demo credentials").click();
    page.button("Continue").click();
    page.see_no_dialog();
    page.table("Access keys").see_rows(2);
    leave(&page);
    see_no_call(story);
}

/// The demo stores nothing, and a real session can follow.
fn leaves_no_trace(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = sign_in(story, &key);
    page.button("Lock").click();
    page.button("Try the demo").click();
    page.table("Access keys").see_rows(1);
    let calls = story.proxy().record().all().len();
    page.button("Lock").click();

    page.see_heading("Create, deactivate and delete AWS access keys");
    page.button("Start").see_gone();
    page.field("Endpoint URL").see_value(&story.proxy().url());
    assert_eq!(story.proxy().record().all().len(), calls, "the demo called the endpoint");
    assert!(!page.source().contains("AKIADEMO"), "the page still shows a demo key");
    let stored = page.stored()["localStorage"].to_string();
    assert!(!stored.contains("emo"), "the demo is stored: {stored}");

    type_credentials(&page, &Credentials::key(&key.id, &key.secret));
    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.table("Access keys").row(&key.id).see("Status", "Active");
}

fn accessibility(story: &Story) {
    for theme in ["Theme: System", "Theme: Light"] {
        let page = open_demo(story);
        story.check_accessibility(&format!("Demo, after {theme}"));
        page.button("Create New Access Key").click();
        page.button("Show Access Key").see();
        story.check_accessibility(&format!("Demo, Create Access Key, after {theme}"));
        page.button("Close").click();
        page.button("Discard secret").click();
        page.button(theme).click();
        leave(&page);
    }
}
