//! The audit and the search for residues work: the stories cause what must never happen, and it is
//! found.

use support::{Credentials, Engine, Page, Story};

use crate::case::{Case, on_moto};
use crate::steps::type_credentials;

pub const STORIES: &[Case] = &[
    on_moto("audit::finds_a_request_to_another_host", finds_a_request_to_another_host),
    on_moto("audit::finds_a_violated_policy", finds_a_violated_policy),
    on_moto("audit::finds_console_errors", finds_console_errors),
    on_moto("audit::finds_a_sent_and_stored_secret", finds_a_sent_and_stored_secret),
    on_moto("audit::finds_a_planted_secret", finds_a_planted_secret),
];

fn finds_a_request_to_another_host(story: &Story) {
    story.open().see_heading("Create, deactivate and delete AWS access keys");
    // The page's policy allows AWS; in this story no user selected it.
    let aws = "https://sts.cn-north-1.amazonaws.com.cn/";
    run(story, &format!("fetch('{aws}', {{ method: 'POST' }}).catch(() => {{}})"));
    story.expect_finding("a request beyond this machine");
    if story.engine() == Engine::Chromium {
        story.expect_finding(&format!("the page requested {aws}"));
    }
}

fn finds_a_violated_policy(story: &Story) {
    story.open().see_heading("Create, deactivate and delete AWS access keys");
    run(
        story,
        "document.body.append(Object.assign(new Image(), { src: 'https://pixel.example/' }))",
    );
    story.expect_finding("the page's policy was violated");
    story.expect_finding("pixel.example");
}

fn finds_console_errors(story: &Story) {
    story.open().see_heading("Create, deactivate and delete AWS access keys");
    story.browser().goto(&story.other_origin().errors_url());
    Page::new(story.browser()).button("Fail").click();
    story.expect_finding("logged on purpose");
    story.expect_finding("thrown on purpose");
}

fn finds_a_sent_and_stored_secret(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIALEAKEDLEAKED1234",
        "leaked/leaked+leaked/leaked+leaked/leak+",
    ));
    type_credentials(&story.open(), &key);
    let endpoint = story.proxy().url();
    let secret = "encodeURIComponent(document.getElementById('secret-access-key').value)";
    run(
        story,
        &format!("fetch('{endpoint}?s=' + {secret}, {{ method: 'POST' }}).catch(() => {{}})"),
    );
    story.expect_finding("a secret is in the request POST");
    story.expect_finding("the endpoint got a query string");
    if story.engine() == Engine::Chromium {
        story.expect_finding("a secret is in a request to");
    }
    run(story, &format!("localStorage.setItem('s', {secret})"));
    story.expect_finding("a secret is stored in localStorage");
    story.expect_residue(&["localStorage", "the page's timings"]);
    run(story, "localStorage.removeItem('s'); performance.clearResourceTimings()");
}

/// Leaves a secret in every place of the page.
const PLANT: &str = "
    const secret = arguments[0];
    document.body.append(new Comment(btoa('a' + secret)));
    document.body.planted = secret;
    document.title = encodeURIComponent(secret);
    history.replaceState({ secret }, '', `#${secret}`);
    window.name = secret.slice(3, 30);
    window.plantedText = [...secret].map((it) => it.charCodeAt(0).toString(16)).join('');
    document.cookie = `s=${btoa(secret)}`;
    sessionStorage.s = secret;
    localStorage.s = secret;
    performance.mark(secret);
    document.querySelector('template').content.append(Object.assign(document.createElement('p'), { title: secret }));
    const request = indexedDB.open('planted', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('s').put(secret, 1);
    return new Promise((done) => {
        request.onsuccess = () => done(request.result.close());
    }).then(() => caches.open('planted')).then((cache) => cache.put('planted', new Response(secret)));";

/// Removes it again.
const REMOVE: &str = "
    document.body.lastChild.remove();
    delete document.body.planted;
    document.title = '';
    history.replaceState(null, '', location.pathname);
    window.name = '';
    delete window.plantedText;
    document.cookie = 's=; max-age=0';
    sessionStorage.clear();
    localStorage.removeItem('s');
    performance.clearMarks();
    document.querySelector('template').content.lastChild.remove();
    return new Promise((done) => {
        indexedDB.deleteDatabase('planted').onsuccess = done;
    }).then(() => caches.delete('planted'));";

/// The search finds a secret in every place and encoding.
fn finds_a_planted_secret(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIALEAKEDLEAKED1234",
        "left/left/left+left/left/left+left/left+",
    ));
    let page = story.open();
    type_credentials(&page, &key);
    story.expect_residue(&["the program's memory", "value of input#secret-access-key"]);
    page.field("Secret access key").fill("nothing");
    story
        .browser()
        .script(PLANT, vec![key.secret.clone().into()])
        .expect("the secrets are planted");
    story.expect_residue(&[
        "the document",
        "planted of body",
        "title of p",
        "the address",
        "the title",
        "history state",
        "window.name",
        "window.plantedText",
        "cookies",
        "localStorage",
        "sessionStorage",
        "the page's timings",
        "the database planted",
        "the cache planted",
    ]);
    run(story, REMOVE);
}

fn run(story: &Story, script: &str) {
    story.browser().script(script, vec![]).expect("the script runs");
}
