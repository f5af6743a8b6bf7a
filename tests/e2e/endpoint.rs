//! `Check` tells whether an endpoint of one's own will do, before anyone signs in to it.

use support::{Fault, Page, Story};

use crate::steps::{choose_endpoint, try_to_sign_in, type_credentials};
use crate::{Told, on_ministack, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("endpoint::fine", fine),
    on_ministack("endpoint::fine_on_ministack", fine),
    on_moto("endpoint::keeps_its_answers_from_pages", keeps_its_answers_from_pages),
    on_moto("endpoint::nobody_there", nobody_there),
    on_moto("endpoint::something_else", something_else),
    on_moto("endpoint::not_an_address", not_an_address),
    // No other driver takes the network away.
    on_moto("endpoint::checked_offline", checked_offline).in_chromium(),
    on_moto("endpoint::not_for_this_copy", not_for_this_copy),
];

/// What the page asks with: nobody's key.
const NOBODY: &str = "AKIAKEYCUTTERCHECK00";

fn fine(story: &Story) {
    let page = check(story);
    page.see_status_with("The server answers IAM requests");
    assert_eq!(page.alerts(), Vec::<String>::new());

    // No secret is needed for it, and none is used.
    let calls = story.proxy().record().calls("GetCallerIdentity");
    assert_eq!(calls.len(), 1);
    let signed = calls[0].header("authorization").unwrap_or_default();
    assert!(signed.contains(NOBODY), "{signed}");
}

fn keeps_its_answers_from_pages(story: &Story) {
    story.proxy().always("GetCallerIdentity", Fault::WithoutCors);

    let page = check(story);

    page.see_alert_with("does not let pages from this origin read its responses (CORS)");
    let origin = story.site().origin();
    page.see_text(&format!("Access-Control-Allow-Origin: {origin}"));
    page.see_text(&format!("-s3.allowedOrigins={origin}"));
    // A plain question, unsigned, whose answer nobody reads, tells a server from none.
    story.expect_finding("the endpoint was asked by GET");
    let asked = story.proxy().record().all();
    let plain = asked.iter().find(|call| call.method == "GET").expect("the plain question");
    assert_eq!(plain.header("authorization"), None);

    story.proxy().behave();
    page.button("Check").click();
    page.see_status_with("The server answers IAM requests");
    assert_eq!(page.alerts(), Vec::<String>::new());
}

/// `Check` says for certain what `Continue` can only suppose, in the same words.
fn nobody_there(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    story.proxy().refuse();
    let page = check(story);
    page.see_alert_with("Nothing answers at this URL. Check the name and the port");

    let supposed = try_to_sign_in(story, &key).see_alert_with("NoAnswer");
    for cause in ["Nothing answers at this URL. Check the name and the port", "(CORS)"] {
        assert!(supposed.contains(cause), "{supposed}");
    }
}

/// What both can tell, both tell alike.
fn something_else(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    for status in [200, 404] {
        story.proxy().behave();
        story.proxy().always("GetCallerIdentity", Fault::Html(status));
        let checked = check(story).see_alert_with("not in the format of IAM and STS");
        assert!(checked.contains("Check the URL and its path"), "{checked}");
        // A server that knows no STS is asked by its IAM as well.
        story.proxy().always("GetUser", Fault::Html(status));
        story.proxy().always("ListAccessKeys", Fault::Html(status));
        assert_eq!(try_to_sign_in(story, &key).see_alert_with("UnreadableAnswer"), checked);
    }
}

/// A server on this very machine needs no network: its silence is told, and no network waited for.
fn checked_offline(story: &Story) {
    let page = story.open();
    choose_endpoint(story, &page);
    story.browser().set_offline(true);

    page.button("Check").click();

    let told = page.see_alert_with("Nothing answers at this URL");
    assert!(!told.contains("CORS"), "{told}");
    assert!(!page.everything().contains("device is offline"), "it waits for a network");
    story.browser().set_offline(false);
}

fn not_an_address(story: &Story) {
    let page = story.open();
    page.combobox("Where").choose("Custom endpoint");
    page.field("Endpoint URL").fill("http://iam.example.com/");

    page.button("Check").click();

    page.field("Endpoint URL").see_problem("https");
    assert!(story.proxy().record().all().is_empty(), "a request was made all the same");
}

/// A server that the policy of this copy of the page does not name: told before any request.
fn not_for_this_copy(story: &Story) {
    let key = story.watch(story.peer().user("ada").cut_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").choose("Custom endpoint");
    for button in ["Check", "Continue"] {
        page.field("Endpoint URL").fill("https://s3.example.com:9000/iam");
        page.button(button).click();
        page.field("Endpoint URL")
            .see_problem("cargo xtask dist --endpoint https://s3.example.com:9000");
        page.field("Endpoint URL").see_focus();
    }
    page.button("Copy command").click();
    page.button("Copied").see();
    assert_eq!(story.clipboard(), "cargo xtask dist --endpoint https://s3.example.com:9000");
    assert_eq!(page.alerts(), Vec::<String>::new());
    assert!(story.trapped().is_empty(), "a request was made all the same");

    page.field("Endpoint URL").fill(&story.proxy().url());
    page.button("Copied").see_gone();
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

fn check<'s>(story: &'s Story) -> Page<'s> {
    let page = story.open();
    page.combobox("Where").choose("Custom endpoint");
    page.field("Endpoint URL").fill(&story.proxy().url());
    page.button("Check").click();
    page
}
