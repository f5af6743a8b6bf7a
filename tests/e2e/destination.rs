//! Where `Continue` signs in, and the question before credentials go elsewhere.

use support::{Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::{choose_endpoint, sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("destination::stands_beside_continue", stands_beside_continue),
    on_moto("destination::asks_about_a_remembered_server", asks_about_a_remembered_server),
];

fn destination(page: &Page) -> String {
    page.button("Continue").description()
}

fn stands_beside_continue(story: &Story) {
    let page = story.open();
    page.combobox("Where").select("AWS GovCloud (US)");
    assert_eq!(destination(&page), "Sign in to AWS GovCloud (US)");
    choose_endpoint(story, &page);
    let url = story.proxy().url();
    let server = url.trim_start_matches("http://").trim_end_matches('/');
    assert_eq!(destination(&page), format!("Sign in to {server}"));
}

/// The endpoint of an earlier visit may be someone else's choice. Nothing is sent before the answer,
/// and the question comes once.
fn asks_about_a_remembered_server(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    sign_in(story, &key);
    let page = story.open();
    page.combobox("Where").see_selected("Custom endpoint");
    assert!(destination(&page).contains("(remembered)"), "{}", destination(&page));
    type_credentials(&page, &key);
    let before = story.proxy().record().all().len();

    page.button("Continue").click();
    page.see_dialog("Send these credentials?");
    page.button("Cancel").click();
    page.see_no_dialog();
    page.field("Secret access key").see_value(&key.secret);
    assert_eq!(story.proxy().record().all().len(), before, "a request was sent");

    page.button("Continue").click();
    page.button("Sign in to this server").click();
    page.see_heading("Security Credentials");
    page.table("Access keys").row(&key.id).see("Status", "Active");

    page.button("Lock").click();
    type_credentials(&page, &key);
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}
