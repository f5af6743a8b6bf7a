//! The main story: from credentials to a saved key file that works.

use support::{Credentials, Page, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{choose_endpoint, export_block, paste, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("first_key::from_an_export_block", from_an_export_block),
    on_moto("first_key::from_a_pasted_key_file", from_a_pasted_key_file),
    on_moto("first_key::from_an_opened_key_file", from_an_opened_key_file),
    on_moto("first_key::typed", typed),
    on_ministack("first_key::on_ministack", from_an_export_block),
];

fn from_an_export_block(story: &Story) {
    let (user, key) = user_with_key(story);
    let page = story.open();
    paste(story, &page, &export_block(&key));
    see_filled(&page, &key);
    create_and_save(story, &page, &user, &key);
}

fn from_a_pasted_key_file(story: &Story) {
    let (user, key) = user_with_key(story);
    let page = story.open();
    let file = format!("Access key ID,Secret access key\r\n{},{}\r\n", key.id, key.secret);
    paste(story, &page, &file);
    see_filled(&page, &key);
    create_and_save(story, &page, &user, &key);
}

fn from_an_opened_key_file(story: &Story) {
    let (user, key) = user_with_key(story);
    let page = story.open();
    // With a byte order mark, as some programs save it.
    let file = format!("\u{feff}Access key ID,Secret access key\r\n{},{}\r\n", key.id, key.secret);
    page.button("Open file…").see_enabled();
    page.open_file("ada_accessKeys.csv", &file);
    see_filled(&page, &key);
    create_and_save(story, &page, &user, &key);
}

fn typed(story: &Story) {
    let (user, key) = user_with_key(story);
    let page = story.open();
    type_credentials(&page, &key);
    create_and_save(story, &page, &user, &key);
}

fn user_with_key(story: &Story) -> (String, Credentials) {
    let user = story.peer().user("ada");
    let key = story.watch(user.create_key());
    (user.name().to_owned(), key)
}

fn see_filled(page: &Page, key: &Credentials) {
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Session token").see_gone();
    page.field("Paste credentials").see_value("");
}

fn create_and_save(story: &Story, page: &Page, user: &str, key: &Credentials) {
    choose_endpoint(story, page);
    page.button("Continue").click();

    page.see_heading("Security Credentials");
    page.see_text(user);
    let keys = page.table("Access keys");
    assert_eq!(
        sorted(keys.headings()),
        sorted(
            ["Created", "Deleted", "Access Key ID", "Status", "Last used", "Actions"]
                .map(str::to_owned)
        )
    );
    keys.row(&key.id).see("Status", "In use here");

    page.button("Create New Access Key").click();
    page.see_dialog("Create Access Key");
    page.button("Show Access Key").click();
    let new = Credentials::key(
        &page.field("Access Key ID").value(),
        &page.field("Secret Access Key").value(),
    );
    let new = story.watch(new);
    assert_ne!(new.id, key.id);
    page.button("Copy").described_by("Secret Access Key").click();
    page.see_status_with("Copied");
    assert_eq!(story.clipboard(), new.secret, "the clipboard does not hold the secret");

    page.button("Download Key File").click();
    let name = format!("{user}_accessKeys.csv");
    page.see_status_with(&name);
    let file = story.browser().downloaded(&name).expect("the key file is downloaded");
    let expected = format!("Access key ID,Secret access key\r\n{},{}\r\n", new.id, new.secret);
    assert!(file == expected.as_bytes(), "the key file differs: {} bytes", file.len());

    page.button("Close").click();
    page.see_no_dialog();
    keys.see_rows(2);
    keys.row(&new.id).see("Status", "Active");
    assert_eq!(
        keys.column("Access Key ID").first().map(String::as_str),
        Some(new.id.as_str()),
        "newest first"
    );

    // Another client signs in with the saved file.
    let saved = read_back(&file);
    let arn = story.peer().sign_in(&saved).expect("the saved key signs in");
    assert!(arn.ends_with(&format!("user/{user}")), "{arn}");
}

fn read_back(file: &[u8]) -> Credentials {
    let text = String::from_utf8_lossy(file);
    let row = text.lines().nth(1).unwrap_or_default();
    let (id, secret) = row.split_once(',').expect("two columns");
    Credentials::key(id, secret)
}

fn sorted(list: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut list: Vec<_> = list.into_iter().collect();
    list.sort();
    list
}
