//! The page loads without a network after one visit, and updates only when the user asks.

use std::collections::BTreeMap;

use support::wait::TIMEOUT;
use support::{Engine, Page, Story, wait};

use crate::case::{Case, on_moto};
use crate::steps::{sign_in, type_credentials, wait_for_worker};

pub const STORIES: &[Case] = &[
    on_moto("offline::each_file_is_loaded_once", each_file_is_loaded_once),
    on_moto("offline::loads_without_its_host", loads_without_its_host),
    on_moto(
        "offline::an_altered_file_is_loaded_again_past_the_cache",
        an_altered_file_is_loaded_again_past_the_cache,
    ),
    on_moto("offline::a_new_version_waits_for_the_user", a_new_version_waits_for_the_user),
    on_moto(
        "offline::a_new_version_is_used_once_no_tab_is_left",
        a_new_version_is_used_once_no_tab_is_left,
    ),
    on_moto("offline::the_worker_ignores_other_requests", the_worker_ignores_other_requests),
];

const HEADING: &str = "Create, deactivate and delete AWS access keys";

/// The service worker takes its copies from the HTTP cache. WebKit has none under automation, so it
/// loads files once for the page and once for the worker.
fn each_file_is_loaded_once(story: &Story) {
    story.open().see_heading(HEADING);
    wait_for_worker(story);
    let at_most = if story.engine() == Engine::Webkit { 2 } else { 1 };
    let loads = story.site().record().all();
    let mut times = BTreeMap::new();
    for load in &loads {
        *times.entry(load.url.as_str()).or_insert(0) += 1;
    }
    let programs: Vec<_> =
        times.iter().filter(|(url, _)| url.rsplit('.').next() == Some("wasm")).collect();
    assert!(programs.len() > 1, "the program has no parts: {times:?}");
    // Browsers ask for the page and the worker by their own rules.
    let hashed = times.iter().filter(|(url, _)| !url.ends_with('/') && !url.ends_with("sw.js"));
    for (url, times) in hashed {
        assert!(*times <= at_most, "{url} was loaded {times} times");
    }
}

fn loads_without_its_host(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.open().see_heading(HEADING);
    wait_for_worker(story);

    story.site().stop();

    let page = sign_in(story, &key);
    page.button("Lock").click();
    page.see_heading(HEADING);
    assert!(!page.button("Update").is_present(), "the page announces a new version without one");
}

/// A host that altered a file once, under a name that browsers keep for a year.
fn an_altered_file_is_loaded_again_past_the_cache(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let parts = ["keycutter-", "account-"];
    for part in parts {
        story.site().alter(part);
    }

    story.open().see_heading(HEADING);
    wait_for_worker(story);
    for part in parts {
        let loads = story.site().record().all();
        assert!(loads.iter().filter(|load| load.url.contains(part)).count() > 1, "{loads:?}");
    }
    // Only Chromium says so in its console.
    if story.engine() == Engine::Chromium {
        story.expect_finding("integrity");
    }

    story.site().stop();

    let page = sign_in(story, &key);
    page.see_heading("Security Credentials");
}

fn a_new_version_waits_for_the_user(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let old = release(&open(story));
    wait_for_worker(story);

    story.site().release("A newer Keycutter");

    // The next visit fetches it in the background, and announces it.
    let page = open(story);
    page.button("Update").see();
    page.see_status_with("A new version of Keycutter is available.");
    story.check_accessibility("Unlock with a new version");
    assert_eq!(release(&page), old, "the new version replaced the old one by itself");

    // Not during a session.
    let page = sign_in(story, &key);
    page.button("Update").see_gone();
    assert_eq!(release(&page), old, "the new version replaced the old one by itself");
    page.button("Lock").click();

    type_credentials(&page, &key);
    page.button("Update").click();
    page.eventually("the new version", |page| (release(page) == "A newer Keycutter").then_some(()));
    page.see_heading(HEADING);
    page.field("Access key ID").see_value("");
    page.button("Update").see_gone();

    // The new version stays, without the host too.
    story.site().stop();
    let page = open(story);
    assert_eq!(release(&page), "A newer Keycutter");
    page.button("Continue").click();
    page.field("Access key ID").see_error("Enter");
}

/// Without `Update`, the new version is used once no tab has the old one.
fn a_new_version_is_used_once_no_tab_is_left(story: &Story) {
    open(story);
    wait_for_worker(story);
    story.site().release("A newer Keycutter");
    open(story).button("Update").see();

    // A page of the same host outside of the scope, from which the worker can be inspected.
    story.browser().goto_in_new_tab(&story.site().outside_url());
    let waits = format!(
        "return navigator.serviceWorker.getRegistration('{}').then((it) => it.waiting !== null)",
        story.site().url()
    );
    let is_active = || story.browser().script(&waits, vec![]).is_ok_and(|waits| waits == false);
    let activated = wait::until(TIMEOUT, || is_active().then_some(()));
    assert!(activated.is_some(), "the new version still waits");

    let page = open(story);
    assert_eq!(release(&page), "A newer Keycutter");
    page.button("Update").see_gone();
}

/// The worker ignores requests to AWS, to custom endpoints and for other files of the same host.
fn the_worker_ignores_other_requests(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.open().see_heading(HEADING);
    wait_for_worker(story);
    let before = story.site().record().all().len();

    sign_in(story, &key);

    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
    let script = "return fetch('SHA256SUMS').then((answer) => answer.text())";
    let sums = story.browser().script(script, vec![]).expect("another file of the host");
    assert!(sums.as_str().is_some_and(|sums| sums.contains("  index.html")), "{sums}");
    let later = story.site().record().all().split_off(before);
    let files: Vec<_> = later.iter().filter_map(|load| load.url.rsplit('/').next()).collect();
    assert!(files.contains(&"SHA256SUMS"), "the worker answered for a file that it does not cache");
    assert!(!files.contains(&""), "the page came from its host, although it is cached");
}

fn open<'s>(story: &'s Story) -> Page<'s> {
    let page = story.open();
    page.see_heading(HEADING);
    page
}

/// Which version of the page this is; empty for the first one, and while the page reloads.
fn release(page: &Page) -> String {
    let script = "return document.querySelector('meta[name=release]')?.content";
    let release = page.browser().script(script, vec![]);
    release.ok().and_then(|release| Some(release.as_str()?.to_owned())).unwrap_or_default()
}
