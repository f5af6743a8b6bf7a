//! `Check` says whether a custom endpoint works, before anyone signs in to it.

use serde_json::json;
use support::{Fault, Page, Story};

use crate::case::{Case, on_ministack, on_moto};
use crate::steps::{choose_endpoint, try_to_sign_in, type_credentials};

pub const STORIES: &[Case] = &[
    on_moto("endpoint::accepts_an_iam_server", accepts_an_iam_server),
    on_ministack("endpoint::accepts_ministack", accepts_an_iam_server),
    on_moto("endpoint::reports_missing_cors", reports_missing_cors),
    on_moto("endpoint::reports_a_closed_port", reports_a_closed_port),
    on_moto("endpoint::reports_another_kind_of_server", reports_another_kind_of_server),
    on_moto("endpoint::rejects_a_url_without_https", rejects_a_url_without_https),
    // Only Chromium's driver can disconnect the network.
    on_moto("endpoint::checks_this_machine_offline", checks_this_machine_offline).in_chromium(),
    on_moto("endpoint::sends_the_path_that_is_typed", sends_the_path_that_is_typed),
    on_moto("endpoint::rejects_a_host_outside_of_the_policy", rejects_a_host_outside_of_the_policy),
];

/// The id that `Check` signs with, which is no one's key.
const CHECK_ID: &str = "AKIAKEYCUTTERCHECK00";

fn accepts_an_iam_server(story: &Story) {
    let page = check(story);
    page.see_status_with("The server answers IAM requests");
    assert_eq!(page.alerts(), Vec::<String>::new());

    // It needs no secret, and uses none.
    let calls = story.proxy().record().calls("GetCallerIdentity");
    assert_eq!(calls.len(), 1);
    let signed = calls[0].header("authorization").unwrap_or_default();
    assert!(signed.contains(CHECK_ID), "{signed}");
}

fn reports_missing_cors(story: &Story) {
    story.proxy().always("GetCallerIdentity", Fault::WithoutCors);

    let page = check(story);

    page.see_alert_with("does not let pages from this origin read its responses (CORS)");
    let origin = story.site().origin();
    page.see_text(&format!("Access-Control-Allow-Origin: {origin}"));
    page.see_text(&format!("-s3.allowedOrigins={origin}"));
    // An unsigned GET in mode `no-cors` tells a server without CORS from no server.
    story.expect_finding("the endpoint got a GET");
    let requests = story.proxy().record().all();
    let plain = requests.iter().find(|call| call.method == "GET").expect("the unsigned GET");
    assert_eq!(plain.header("authorization"), None);

    story.proxy().reset();
    page.button("Check").click();
    page.see_status_with("The server answers IAM requests");
    assert_eq!(page.alerts(), Vec::<String>::new());
}

/// `Check` states for certain what `Continue` lists as a likely cause, in the same words.
fn reports_a_closed_port(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.proxy().refuse();
    let page = check(story);
    page.see_alert_with("Nothing answers at this URL. Check the name and the port");

    let alert = try_to_sign_in(story, &key).see_alert_with("NoResponse");
    for cause in ["Nothing answers at this URL. Check the name and the port", "(CORS)"] {
        assert!(alert.contains(cause), "{alert}");
    }
}

/// `Check` and `Continue` use the same words.
fn reports_another_kind_of_server(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    for status in [200, 404] {
        story.proxy().reset();
        story.proxy().always("GetCallerIdentity", Fault::Html(status));
        let checked = check(story).see_alert_with("not in the format of IAM and STS");
        assert!(checked.contains("Check the URL and its path"), "{checked}");
        // Without STS, the page asks IAM as well.
        story.proxy().always("GetUser", Fault::Html(status));
        story.proxy().always("ListAccessKeys", Fault::Html(status));
        assert_eq!(try_to_sign_in(story, &key).see_alert_with("UnreadableResponse"), checked);
    }
}

/// A server on this machine needs no network: the page reports that it does not answer, and does not
/// wait for a network.
fn checks_this_machine_offline(story: &Story) {
    let page = story.open();
    choose_endpoint(story, &page);
    story.browser().set_offline(true);

    page.button("Check").click();

    let alert = page.see_alert_with("Nothing answers at this URL");
    assert!(!alert.contains("CORS"), "{alert}");
    assert!(!page.source().contains("device is offline"), "it waits for a network");
    story.browser().set_offline(false);
}

fn rejects_a_url_without_https(story: &Story) {
    let page = story.open();
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill("http://iam.example.com/");

    page.button("Check").click();

    page.field("Endpoint URL").see_error("https");
    assert!(story.proxy().record().all().is_empty(), "a request was sent");
}

/// The path that is signed is the one that is typed, so a browser must not send another one.
fn sends_the_path_that_is_typed(story: &Story) {
    let page = story.open();
    page.combobox("Where").select("Custom endpoint");
    let base = story.proxy().url();
    let changed = "return new URL(arguments[0]).href !== arguments[0]";
    for path in ["a/../b", "a/./b", "%2e%2e/b", "{b}", "ä"] {
        let url = format!("{base}{path}");
        let is_changed = story.browser().script(changed, vec![json!(url)]);
        assert_eq!(is_changed.ok(), Some(json!(true)), "the browser would send {url}");
        page.field("Endpoint URL").fill(&url);
        page.button("Check").click();
        page.field("Endpoint URL").see_error("other special characters");
    }
    assert!(story.proxy().record().all().is_empty(), "a request was sent");

    let url = format!("{base}iam/v1.0_~-x/");
    let is_changed = story.browser().script(changed, vec![json!(url)]);
    assert_eq!(is_changed.ok(), Some(json!(false)));
    page.field("Endpoint URL").fill(&url);
    page.button("Check").click();
    page.eventually("a request", |_| {
        let sent = story.proxy().record().all();
        sent.iter().any(|it| it.url == "/iam/v1.0_~-x/").then_some(())
    });
    page.eventually("an answer", |page| (!page.alerts().is_empty()).then_some(()));
}

/// An endpoint that the policy of this build does not allow is reported before any request.
fn rejects_a_host_outside_of_the_policy(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let page = story.open();
    type_credentials(&page, &key);
    page.combobox("Where").select("Custom endpoint");
    for button in ["Check", "Continue"] {
        page.field("Endpoint URL").fill("https://s3.example.com:9000/iam");
        page.button(button).click();
        page.field("Endpoint URL")
            .see_error("cargo xtask dist --endpoint https://s3.example.com:9000");
        page.field("Endpoint URL").see_focus();
    }
    page.button("Copy command").click();
    page.button("Copied").see();
    assert_eq!(story.clipboard(), "cargo xtask dist --endpoint https://s3.example.com:9000");
    assert_eq!(page.alerts(), Vec::<String>::new());
    assert!(story.blocked().is_empty(), "a request was sent");

    page.field("Endpoint URL").fill(&story.proxy().url());
    page.button("Copied").see_gone();
    page.button("Continue").click();
    page.see_heading("Security Credentials");
}

fn check<'s>(story: &'s Story) -> Page<'s> {
    let page = story.open();
    page.combobox("Where").select("Custom endpoint");
    page.field("Endpoint URL").fill(&story.proxy().url());
    page.button("Check").click();
    page
}
