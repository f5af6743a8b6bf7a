//! Attacks by injected scripts and markup: the page's policy and headers stop each one. The same
//! attacks work on a page without them, so the tests can fail.

mod attacks;

use serde_json::json;
use support::{Engine, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::wait_for_worker;
use attacks::{ATTACKS, Attack, run, see_stopped, worked};

pub const STORIES: &[Case] = &[
    on_moto("csp::stops_every_attack", stops_every_attack),
    on_moto("csp::attacks_work_without_a_policy", attacks_work_without_a_policy),
    on_moto("csp::trusts_only_its_own_code", trusts_only_its_own_code),
    on_moto("csp::reserves_the_name_of_its_policy", reserves_the_name_of_its_policy).in_chromium(),
    on_moto("csp::cannot_be_framed", cannot_be_framed),
    on_moto("csp::headers_are_effective", headers_are_effective),
    on_moto("csp::integrity_policy_is_effective", integrity_policy_is_effective),
];

fn stops_every_attack(story: &Story) {
    open(story);
    for attack in ATTACKS {
        see_stopped(story, attack);
    }
    // The page still works.
    Page::new(story.browser()).see_heading("Create, deactivate and delete AWS access keys");
    story.expect_finding("the page's policy was violated");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says");
        // It preconnects for a navigation before it checks the policy, but sends no request.
    }
}

fn attacks_work_without_a_policy(story: &Story) {
    open(story);
    for attack in ATTACKS {
        story.browser().goto(&story.other_origin().url());
        run(story, attack);
        let page = Page::new(story.browser());
        page.eventually(attack.name, |_| worked(story, attack).then_some(()));
    }
    story.browser().goto(&story.other_origin().url());
    story.expect_finding("a request beyond this machine");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the page requested https://");
        story.expect_finding("the page requested wss://");
    }
}

/// The page has one Trusted Types policy, which returns the URL of its service worker for any input.
fn trusts_only_its_own_code(story: &Story) {
    open(story);
    see_no_code_injected(story);
    if !see_no_policy_created(story) {
        story.expect_finding("the page's policy was violated");
        return;
    }
    let sinks = [
        "document.createElement('div').innerHTML = '<b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>')",
        "document.write('<b>')",
        "document.createElement('script').src = 'sw.js'",
        "new DOMParser().parseFromString('<b>', 'text/html')",
        "navigator.serviceWorker.register('other.js')",
    ];
    for sink in sinks {
        let script = format!(
            "try {{ const it = {sink}; return Promise.resolve(it).then(() => '', (error) => error.name); }}
            catch (error) {{ return error.name; }}"
        );
        let refused = story.browser().script(&script, vec![]);
        assert_eq!(refused.ok(), Some(json!("TypeError")), "{sink}");
    }
    story.expect_finding("the page's policy was violated");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says");
    }
}

/// In a browser without service workers the page does not need its policy. It creates it nevertheless,
/// so that no other script can create one of that name.
fn reserves_the_name_of_its_policy(story: &Story) {
    story.browser().add_init_script("delete Navigator.prototype.serviceWorker");
    open(story);
    let workers = story.browser().script("return 'serviceWorker' in navigator", vec![]);
    assert_eq!(workers.ok(), Some(json!(false)));

    assert!(see_no_policy_created(story));

    story.expect_finding("the page's policy was violated");
    story.expect_finding("the console says");
}

/// No attack that injects code works. In an engine without Trusted Types, the directives for scripts
/// and workers stop them alone.
pub fn see_no_code_injected(story: &Story) {
    let injects_code = |it: &&Attack| ["script-src", "worker-src"].contains(&it.directive);
    ATTACKS.iter().filter(injects_code).for_each(|attack| see_stopped(story, *attack));
}

/// An injected script can create no Trusted Types policy, whatever its name. Returns whether the engine
/// has Trusted Types, as all have but Firefox before 148.
pub fn see_no_policy_created(story: &Story) -> bool {
    let has_types = story.browser().script("return 'trustedTypes' in window", vec![]);
    if has_types.expect("a result") == false {
        assert_eq!(story.engine(), Engine::Firefox, "this engine has Trusted Types");
        return false;
    }
    for name in ["evil", "default", "keycutter"] {
        let script = "
            try { trustedTypes.createPolicy(arguments[0], { createHTML: (it) => it }); return ''; }
            catch (error) { return error.name; }";
        let refused = story.browser().script(script, vec![json!(name)]);
        assert_eq!(refused.ok(), Some(json!("TypeError")), "{name}");
    }
    true
}

/// A page of another origin frames the page: the browser does not show it, which prevents
/// clickjacking.
fn cannot_be_framed(story: &Story) {
    story.browser().goto(&story.other_origin().url());
    let frame = "
        const frame = Object.assign(document.createElement('iframe'), { src: arguments[0] });
        document.body.append(frame);
        return new Promise((done) => frame.addEventListener('load', () => done(true)));";
    let framed = story.browser().script(frame, vec![json!(story.site().url())]);
    assert_eq!(framed.ok(), Some(json!(true)), "the frame never loaded");
    let inside = story.browser().run(async |driver| {
        driver.enter_frame(0).await?;
        let inside = driver.execute("return document.documentElement.innerHTML", vec![]).await;
        driver.enter_default_frame().await?;
        Ok(inside?.json().as_str().unwrap_or_default().to_owned())
    });
    // Some engines do not let a driver read the error page in the frame.
    let inside = inside.unwrap_or_default();
    assert!(!inside.contains("Keycutter"), "the page is in a frame: {inside}");
    let loads: Vec<_> = story.site().record().all().into_iter().map(|load| load.url).collect();
    assert_eq!(loads.len(), 1, "the page in a frame loaded more than itself: {loads:?}");
    story.expect_finding("\"effective-directive\":\"frame-ancestors\"");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says: security - Framing");
    }
}

fn headers_are_effective(story: &Story) {
    open(story);
    wait_for_worker(story);
    let loads = story.site().record().all();
    for load in &loads {
        assert_eq!(load.header("referer"), None, "{} got the page's URL as referrer", load.url);
    }
    // Only Chromium implements `Permissions-Policy`.
    let features = "
        const policy = document.featurePolicy;
        return policy ? ['camera', 'geolocation', 'usb', 'clipboard-read', 'clipboard-write'].filter((it) => policy.allowsFeature(it)) : null";
    let features = story.browser().script(features, vec![]).expect("a result");
    if story.engine() == Engine::Chromium {
        assert_eq!(features, json!(["clipboard-write"]));
    }

    // No other origin can load its files, not even opaquely.
    let fetch = "
        return Promise.all(arguments[0].map((url) =>
            fetch(url, { mode: 'no-cors' }).then(() => 'loaded', (error) => error.name)))";
    let files: Vec<_> =
        loads.iter().map(|load| format!("{}{}", story.site().origin(), load.url)).collect();
    assert!(files.iter().any(|url| url.rsplit('.').next() == Some("wasm")), "{files:?}");
    let refused = vec!["TypeError"; files.len()];
    story.browser().goto(&story.other_origin().url());
    assert_eq!(story.browser().script(fetch, vec![json!(files)]).ok(), Some(json!(refused)));
}

/// Chromium and WebKitGTK know `Integrity-Policy`: they run no script that is loaded without a checksum.
fn integrity_policy_is_effective(story: &Story) {
    open(story);
    story.browser().goto(&story.other_origin().integrity_url());
    let load = "
        const script = Object.assign(document.createElement('script'), { src: 'planted.js' });
        const loaded = new Promise((done) => { script.onload = script.onerror = done; });
        document.body.append(script);
        return loaded.then(() => window.planted === true);";
    let has_run = story.browser().script(load, vec![]);
    assert_eq!(has_run.ok(), Some(json!(story.engine() == Engine::Firefox)));
    open(story);
}

fn open(story: &Story) {
    story.open().see_heading("Create, deactivate and delete AWS access keys");
}
