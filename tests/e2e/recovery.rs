//! A host that was bad for an hour and left a service worker under another name in the browsers that
//! visited then. The worker answers every navigation until a repaired host has it replaced.

use serde_json::{Value, json};
use support::{CompromisedHost, POISONED, Page, Repair, Story};

use crate::case::{Case, on_moto};

pub const STORIES: &[Case] = &[
    on_moto("recovery::by_nginx_as_we_ship_it", by_nginx_as_we_ship_it),
    on_moto("recovery::by_caddy_as_we_ship_it", by_caddy_as_we_ship_it),
    // Firefox and WebKitGTK keep the worker: the header is not in the settings that are shipped.
    on_moto("recovery::by_clearing_the_storage", by_clearing_the_storage).in_chromium(),
    on_moto("recovery::not_by_a_missing_file", not_by_a_missing_file),
];

const HEADING: &str = "Create, deactivate and delete AWS access keys";

fn by_nginx_as_we_ship_it(story: &Story) {
    recovers_by(story, Repair::Nginx);
}

fn by_caddy_as_we_ship_it(story: &Story) {
    recovers_by(story, Repair::Caddy);
}

/// The first visit may still show what the bad worker answers. The page then loads by itself.
fn recovers_by(story: &Story, repair: Repair) {
    let mut host = poison(story);
    host.repair(repair);

    story.browser().goto(&host.url());

    let page = Page::new(story.browser());
    page.see_heading(HEADING);
    page.eventually("only the page's own worker", |page| {
        let own = format!("{}sw.js", host.url());
        (workers(page) == [own]).then_some(())
    });
    story.browser().goto(&host.url());
    page.see_heading(HEADING);
    story.open().see_heading(HEADING);
}

/// The worker is gone after the first visit, which shows its answer until it is reloaded.
fn by_clearing_the_storage(story: &Story) {
    let mut host = poison(story);
    host.repair(Repair::ClearsStorage);

    story.browser().goto(&host.url());
    let page = Page::new(story.browser());
    page.eventually("no worker", |page| workers(page).is_empty().then_some(()));

    story.browser().goto(&host.url());
    page.see_heading(HEADING);
    story.open().see_heading(HEADING);
}

/// The same visit to a host that only repaired its files: the worker stays.
fn not_by_a_missing_file(story: &Story) {
    let mut host = poison(story);
    let before = host_asked(&host);
    host.repair(Repair::OnlyMissing);

    story.browser().goto(&host.url());
    let page = Page::new(story.browser());
    page.eventually("a check of the worker", |_| (host_asked(&host) > before).then_some(()));
    // And once more, to its end.
    let check = "
        return navigator.serviceWorker.getRegistration()
            .then((it) => it.update()).then(() => 'updated', (error) => error.name)";
    let checked = story.browser().script(check, vec![]);
    assert_eq!(checked.ok(), Some(json!("TypeError")));

    story.browser().goto(&host.url());
    page.see_heading(POISONED);
    assert_eq!(workers(&page), [format!("{}updates.js", host.url())]);
    story.open().see_heading(HEADING);
}

/// A visit to the host while it was bad.
fn poison(story: &Story) -> CompromisedHost {
    let host = story.compromised_host();
    story.browser().goto(&host.url());
    let page = Page::new(story.browser());
    page.eventually("the bad worker", |page| {
        let is_active = "return navigator.serviceWorker.controller?.state === 'activated'";
        page.browser().script(is_active, vec![]).is_ok_and(|it| it == true).then_some(())
    });
    story.browser().goto(&host.url());
    page.see_heading(POISONED);
    host
}

/// How often the script of the bad worker was asked for.
fn host_asked(host: &CompromisedHost) -> usize {
    host.record().all().iter().filter(|it| it.url == "/updates.js").count()
}

/// The scripts of all workers of the origin.
fn workers(page: &Page) -> Vec<String> {
    let script = "
        return navigator.serviceWorker.getRegistrations().then((all) =>
            all.map((it) => (it.active ?? it.waiting ?? it.installing).scriptURL))";
    let urls = page.browser().script(script, vec![]).unwrap_or_default();
    urls.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
