//! The page opens without a network after one visit, and takes a new version only when told to.

use support::wait::TIMEOUT;
use support::{Engine, Page, Story, wait};

use crate::steps::{sign_in, type_credentials};
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("offline::each_file_is_loaded_once", each_file_is_loaded_once),
    on_moto("offline::opens_without_its_host", opens_without_its_host),
    on_moto("offline::a_new_version_waits_to_be_taken", a_new_version_waits_to_be_taken),
    on_moto(
        "offline::a_new_version_comes_once_no_tab_is_left",
        a_new_version_comes_once_no_tab_is_left,
    ),
    on_moto("offline::other_requests_pass_by", other_requests_pass_by),
];

const HEADING: &str = "Cut an AWS access key, in this tab";

/// The service worker takes its copies from the browser's own cache. WebKit has none of it under
/// automation, so there each file comes once for the page and once for the worker.
fn each_file_is_loaded_once(story: &Story) {
    story.open().see_heading(HEADING);
    wait_until_kept(story);
    let times = if story.engine() == Engine::Webkit { 2 } else { 1 };
    let loads: Vec<_> = story.site().record().all().into_iter().map(|load| load.url).collect();
    for kind in [".wasm", ".js"] {
        let of_kind = |url: &&String| url.ends_with(kind) && !url.ends_with("sw.js");
        assert_eq!(loads.iter().filter(of_kind).count(), times, "{kind}: {loads:?}");
    }
}

fn opens_without_its_host(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.open().see_heading(HEADING);
    wait_until_kept(story);

    story.site().stop();

    let page = sign_in(story, &key);
    page.button("Lock").click();
    page.see_heading(HEADING);
    assert!(!page.button("Use it").is_present(), "a new version is announced where there is none");
}

fn a_new_version_waits_to_be_taken(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    let old = title(&open(story));
    wait_until_kept(story);

    story.site().release("A newer Keycutter");

    // It is fetched in the background of the next visit, and told of.
    let page = open(story);
    page.button("Use it").see();
    page.see_status_with("A new version of Keycutter is here.");
    story.check_accessibility("Unlock with a new version");
    assert_eq!(title(&page), old, "the new version took over by itself");

    // Never in mid-flow: while someone is signed in, nothing is said of it.
    let page = sign_in(story, &key);
    page.button("Use it").see_gone();
    assert_eq!(title(&page), old, "the new version took over by itself");
    page.button("Lock").click();

    type_credentials(&page, &key);
    page.button("Use it").click();
    page.eventually("the new version", |page| (title(page) == "A newer Keycutter").then_some(()));
    page.see_heading(HEADING);
    page.field("Access key ID").see_value("");
    page.button("Use it").see_gone();

    // And it is the new one from now on, without the host too.
    story.site().stop();
    let page = open(story);
    assert_eq!(title(&page), "A newer Keycutter");
    page.button("Continue").click();
    page.field("Access key ID").see_error("Enter");
}

/// Whoever never presses `Use it` is not kept on an old version for good.
fn a_new_version_comes_once_no_tab_is_left(story: &Story) {
    open(story);
    wait_until_kept(story);
    story.site().release("A newer Keycutter");
    open(story).button("Use it").see();

    // Elsewhere on the same host, from where the worker can be looked at.
    story.browser().goto_in_new_tab(&story.site().outside_url());
    let waits = format!(
        "return navigator.serviceWorker.getRegistration('{}').then((it) => it.waiting !== null)",
        story.site().url()
    );
    let is_taken = || story.browser().script(&waits, vec![]).is_ok_and(|waits| waits == false);
    let taken = wait::until(TIMEOUT, || is_taken().then_some(()));
    assert!(taken.is_some(), "the new version still waits");

    let page = open(story);
    assert_eq!(title(&page), "A newer Keycutter");
    page.button("Use it").see_gone();
}

/// Requests to AWS, to servers of one's own and for other files of the same host are none of the
/// worker's business.
fn other_requests_pass_by(story: &Story) {
    let key = story.watch(story.peer().user("ada").create_key());
    story.open().see_heading(HEADING);
    wait_until_kept(story);
    let before = story.site().record().all().len();

    sign_in(story, &key);

    assert_eq!(story.proxy().record().calls("GetCallerIdentity").len(), 1);
    let script = "return fetch('SHA256SUMS').then((answer) => answer.text())";
    let sums = story.browser().script(script, vec![]).expect("another file of the host");
    assert!(sums.as_str().is_some_and(|sums| sums.contains("  index.html")), "{sums}");
    let later = story.site().record().all().split_off(before);
    let asked: Vec<_> = later.iter().filter_map(|load| load.url.rsplit('/').next()).collect();
    assert!(asked.contains(&"SHA256SUMS"), "the worker answered for a file it does not keep");
    assert!(!asked.contains(&""), "the page was asked of its host, though it is kept");
}

fn open<'s>(story: &'s Story) -> Page<'s> {
    let page = story.open();
    page.see_heading(HEADING);
    page
}

/// Empty while the page is being loaded anew.
fn title(page: &Page) -> String {
    let title = page.browser().script("return document.title", vec![]);
    title.ok().and_then(|title| Some(title.as_str()?.to_owned())).unwrap_or_default()
}

/// Waits until the service worker has all it needs.
fn wait_until_kept(story: &Story) {
    let active = "
        return navigator.serviceWorker.getRegistration().then((it) => it?.active?.state === 'activated')";
    let is_active = || story.browser().script(active, vec![]).is_ok_and(|active| active == true);
    let kept = wait::until(TIMEOUT, || is_active().then_some(()));
    assert!(kept.is_some(), "the service worker is not there");
}
