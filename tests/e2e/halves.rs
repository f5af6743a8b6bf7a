//! An access key ID and a secret that are pasted one without the other.

use support::Story;

use crate::case::{Case, on_moto};
use crate::steps::{choose_endpoint, export_block, paste};

pub const STORIES: &[Case] = &[
    on_moto("halves::id_and_secret_are_pasted_separately", id_and_secret_are_pasted_separately),
    on_moto("halves::one_beside_an_older_half_is_told", one_beside_an_older_half_is_told),
    on_moto("halves::text_beside_an_id_stays_in_the_field", text_beside_an_id_stays_in_the_field),
];

/// The AWS console copies id and secret separately: each goes to its field, and the page says what is
/// missing.
fn id_and_secret_are_pasted_separately(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();

    paste(story, &page, &key.id);
    page.see_status_with("An access key ID from plain text. Its secret is still missing");
    page.field("Access key ID").see_value(&key.id);
    page.field("Paste credentials").see_value("");
    page.field("Paste credentials").see_focus();

    paste(story, &page, &key.secret);
    let status = page.see_status_with("A secret access key from plain text.");
    assert!(!status.contains("missing"), "{status}");
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value(&key.secret);
    page.field("Paste credentials").see_value("");

    choose_endpoint(story, &page);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

/// They may not belong together: nothing leads on to `Continue`.
fn one_beside_an_older_half_is_told(story: &Story) {
    let [ada, bob] = ["ada", "bob"].map(|name| story.watch(story.peer().user(name).create_key()));
    let page = story.open();
    paste(story, &page, &export_block(&ada));
    page.field("Secret access key").see_value(&ada.secret);
    page.button("Continue").see_focus();

    paste(story, &page, &bob.id);

    page.see_status_with("The secret access key is still the one from before.");
    page.field("Access key ID").see_value(&bob.id);
    page.field("Secret access key").see_value(&ada.secret);
    page.field("Paste credentials").see_focus();

    paste(story, &page, &bob.secret);

    page.field("Secret access key").see_value(&bob.secret);
    page.button("Continue").see_focus();
}

/// Text beside a recognized id stays in the field.
fn text_beside_an_id_stays_in_the_field(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    let text = format!("{}\n{}", key.id, &key.secret[..22]);

    paste(story, &page, &text);
    page.see_status_with("Its secret is still missing");
    page.field("Access key ID").see_value(&key.id);
    page.field("Secret access key").see_value("");
    page.field("Paste credentials").see_value(&text);
}
