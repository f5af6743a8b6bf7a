//! Parts of the page whose code is loaded when it is asked for.

use support::{Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{choose_endpoint, export_block, paste, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("parts::the_main_screen_is_loaded_later", the_main_screen_is_loaded_later),
    on_moto("parts::the_reader_is_loaded_later", the_reader_is_loaded_later),
    on_moto("parts::the_demo_is_loaded_later", the_demo_is_loaded_later),
];

/// What is typed stays when the code that uses it cannot be loaded.
fn the_main_screen_is_loaded_later(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = open_without(story, "account-");
    choose_endpoint(story, &page);
    type_credentials(&page, &key);

    page.button("Continue").click();
    page.see_alert_with("A part of this page could not be loaded.");
    page.field("Access key ID").see_value(&key.id);

    story.site().remove(None);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "In use here");
}

/// A text stays in the box until it can be read.
fn the_reader_is_loaded_later(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = open_without(story, "paste-");

    let text = export_block(&key);
    paste(story, &page, &text);
    page.see_status_with("A part of this page could not be loaded.");
    page.field("Access key ID").see_value("");

    story.site().remove(None);
    page.field("Paste credentials").fill("");
    paste(story, &page, &text);
    page.field("Access key ID").see_value(&key.id);
    page.field("Paste credentials").see_value("");
}

fn the_demo_is_loaded_later(story: &Story) {
    let page = open_without(story, "account-");
    page.button("Try the demo").click();
    page.see_text("The demo could not be loaded.");

    story.site().remove(None);
    page.button("Try the demo").click();
    page.see_heading("Security Credentials");
}

/// Opens the page while its host lacks a file.
fn open_without<'s>(story: &'s Story, part: &'static str) -> Page<'s> {
    story.site().remove(Some(part));
    let page = story.open();
    // It is asked for before it is needed.
    story.expect_finding(part);
    page
}
