//! What a stranger's script or markup in the page would try: each try fails, by the page's policy and
//! headers. The same tries work on a page that has none, so they prove something.

use serde_json::{Value, json};
use support::web::HIDDEN_HOST;
use support::{Engine, Page, Story};

use crate::{Told, on_moto};

pub const STORIES: &[Told] = &[
    on_moto("csp::nothing_planted_works", nothing_planted_works),
    on_moto("csp::the_same_works_without_a_policy", the_same_works_without_a_policy),
    on_moto("csp::only_its_own_code_is_trusted", only_its_own_code_is_trusted),
    on_moto("csp::nobody_else_takes_its_name", nobody_else_takes_its_name).in_chromium(),
    on_moto("csp::it_stands_in_no_frame", it_stands_in_no_frame),
    on_moto("csp::its_headers_hold", its_headers_hold),
];

/// What shows that a try worked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// A planted script ran.
    Ran,
    /// The page looks otherwise.
    Styled,
    /// Another server was asked for something, or someone beyond this machine was.
    Asked,
    /// The page's relative addresses lead elsewhere.
    Moved,
}

/// One try: its name, which directive of the policy keeps it from working, what would show if not,
/// and the script that makes it.
type Try = (&'static str, &'static str, Effect, &'static str);

/// `elsewhere` is another server on this machine, `beyond` one on the network. Where an engine knows
/// trusted types, these may come before the directive.
const TRIES: [Try; 22] = [
    ("script", "script-src", Effect::Ran, "add('script').append('window.planted = true')"),
    ("script-file", "script-src", Effect::Ran, "add('script', { src: elsewhere + '.js' })"),
    ("import", "script-src", Effect::Ran, "import(elsewhere + '.js').catch(() => {})"),
    (
        "handler",
        "script-src",
        Effect::Ran,
        "add('button').setAttribute('onclick', 'window.planted = true'); document.body.lastChild.click()",
    ),
    (
        "markup",
        "script-src",
        Effect::Ran,
        "add('div', { innerHTML: '<img src=\"data:,\" onerror=\"window.planted = true\">' })",
    ),
    (
        "javascript-url",
        "script-src",
        Effect::Ran,
        "add('a', { href: 'javascript:void(window.planted = true)' }).click()",
    ),
    ("eval", "script-src", Effect::Ran, "window.eval('window.planted = true')"),
    (
        "worker",
        "worker-src",
        Effect::Asked,
        "new Worker(URL.createObjectURL(new Blob([`fetch('${elsewhere}')`])))",
    ),
    ("style", "style-src", Effect::Styled, "add('style').append('body { opacity: 0.5 }')"),
    (
        "style-file",
        "style-src",
        Effect::Styled,
        "add('link', { rel: 'stylesheet', href: elsewhere + '.css' })",
    ),
    (
        "style-attribute",
        "style-src",
        Effect::Styled,
        "document.body.setAttribute('style', 'opacity: 0.5')",
    ),
    ("fetch", "connect-src", Effect::Asked, "fetch(beyond, { mode: 'no-cors' }).catch(() => {})"),
    ("beacon", "connect-src", Effect::Asked, "navigator.sendBeacon(beyond, 'x')"),
    ("socket", "connect-src", Effect::Asked, "new WebSocket(beyond.replace('https', 'wss'))"),
    ("form", "form-action", Effect::Asked, "add('form', { action: elsewhere }).submit()"),
    ("frame", "frame-src", Effect::Asked, "add('iframe', { src: elsewhere })"),
    ("object", "object-src", Effect::Asked, "add('object', { data: elsewhere })"),
    ("embed", "object-src", Effect::Asked, "add('embed', { src: elsewhere, type: 'text/html' })"),
    ("image", "img-src", Effect::Asked, "add('img', { src: elsewhere })"),
    ("sound", "media-src", Effect::Asked, "add('audio', { src: elsewhere })"),
    (
        "font",
        "font-src",
        Effect::Asked,
        "new FontFace('x', `url(${elsewhere})`).load().catch(() => {})",
    ),
    (
        "base",
        "base-uri",
        Effect::Moved,
        "document.head.append(Object.assign(document.createElement('base'), { href: elsewhere }))",
    ),
];

/// Makes a try as the page's own script would: a driver's script may do more in some engines. Gives
/// the directives that were violated, and what it was refused with.
const MAKE: &str = "
    const [elsewhere, beyond] = arguments;
    const add = (tag, properties) => {
        const element = Object.assign(document.createElement(tag), properties);
        document.body.append(element);
        return element;
    };
    return new Promise((done) => {
        const told = [];
        const end = () => done(told);
        addEventListener('securitypolicyviolation', (event) => {
            told.push(event.effectiveDirective);
            setTimeout(end);
        });
        setTimeout(() => {
            try { attempt(); } catch (error) { told.push(String(error)); setTimeout(end); }
        });
        if (!document.querySelector('meta[http-equiv]')) setTimeout(end, 100);
    });";

/// Makes one try on the page of the moment, and gives what it was told.
fn make(story: &Story, (name, .., script): Try) -> Vec<String> {
    let elsewhere = format!("{}{name}", story.other_origin().url());
    let beyond = format!("https://{name}.example/");
    let script = format!("const attempt = () => {{ {script} }};{MAKE}");
    let told = story.browser().script(&script, vec![json!(elsewhere), json!(beyond)]);
    // A page that was left cannot answer.
    let told = told.unwrap_or_default();
    told.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether a try worked.
fn worked(story: &Story, (name, _, effect, _): Try) -> bool {
    let says = |script: &str| story.browser().script(script, vec![]).is_ok_and(|it| it == true);
    match effect {
        Effect::Ran => says("return window.planted === true"),
        Effect::Styled => says("return getComputedStyle(document.body).opacity === '0.5'"),
        Effect::Moved => says("return document.baseURI.endsWith('/base')"),
        Effect::Asked => {
            let asked = story.other_origin().record().all().into_iter().map(|it| it.url);
            asked.chain(story.blocked()).any(|url| {
                // WebKit hides from the proxy whom it asks for.
                url.contains(name) || url == HIDDEN_HOST
            })
        }
    }
}

/// Makes one try, which is refused by its directive and does not work.
fn see_refused(story: &Story, attempt: Try) {
    let (name, directive, ..) = attempt;
    let told = make(story, attempt);
    let bitten = |told: &String| told.starts_with(directive) || told == "require-trusted-types-for";
    assert!(told.iter().any(bitten), "{name}: {told:?}");
    assert!(!worked(story, attempt), "{name} worked");
}

fn nothing_planted_works(story: &Story) {
    open(story);
    for attempt in TRIES {
        see_refused(story, attempt);
    }
    // The page is none the worse.
    Page::new(story.browser()).see_heading("Cut an AWS access key, in this tab");
    story.expect_finding("the page's policy was violated");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says");
        // It opens connections ahead of navigations before it looks at the policy. Nothing is said
        // over them: the other server heard of none.
    }
}

fn the_same_works_without_a_policy(story: &Story) {
    open(story);
    for attempt in TRIES {
        story.browser().goto(&story.other_origin().url());
        make(story, attempt);
        let page = Page::new(story.browser());
        page.eventually(attempt.0, |_| worked(story, attempt).then_some(()));
    }
    story.browser().goto(&story.other_origin().url());
    story.expect_finding("a request beyond this machine");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the page requested https://");
        story.expect_finding("the page requested wss://");
    }
}

/// Of code there is one policy, which gives the name of the service worker whatever it is asked.
fn only_its_own_code_is_trusted(story: &Story) {
    open(story);
    see_no_code_planted(story);
    if !see_no_policy_made(story) {
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

/// In a browser without service workers the page has no use for its own policy. It makes it all the
/// same, so that nobody else can make one of that name.
fn nobody_else_takes_its_name(story: &Story) {
    story.browser().add_init_script("delete Navigator.prototype.serviceWorker");
    open(story);
    let workers = story.browser().script("return 'serviceWorker' in navigator", vec![]);
    assert_eq!(workers.ok(), Some(json!(false)));

    assert!(see_no_policy_made(story));

    story.expect_finding("the page's policy was violated");
    story.expect_finding("the console says");
}

/// No way to bring code into the page works. Where an engine has no trusted types, the directives for
/// scripts and workers do this alone.
pub fn see_no_code_planted(story: &Story) {
    let of_code = |attempt: &&Try| ["script-src", "worker-src"].contains(&attempt.1);
    TRIES.iter().filter(of_code).for_each(|attempt| see_refused(story, *attempt));
}

/// A stranger's script makes no policy that lets its own code pass, under no name. Gives whether
/// the engine has trusted types, as all have but Firefox before 148.
pub fn see_no_policy_made(story: &Story) -> bool {
    let has_types = story.browser().script("return 'trustedTypes' in window", vec![]);
    if has_types.expect("a look at the engine") == false {
        assert_eq!(story.engine(), Engine::Firefox, "this engine has trusted types");
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

/// A page of another origin frames it: the browser shows it nothing, so nobody can lay a trap over
/// the fields.
fn it_stands_in_no_frame(story: &Story) {
    story.browser().goto(&story.other_origin().url());
    let frame = "
        const frame = Object.assign(document.createElement('iframe'), { src: arguments[0] });
        document.body.append(frame);
        return new Promise((done) => frame.addEventListener('load', () => done(true)));";
    let framed = story.browser().script(frame, vec![json!(story.site().url())]);
    assert_eq!(framed.ok(), Some(json!(true)), "the frame never settled");
    let inside = story.browser().run(async |driver| {
        driver.enter_frame(0).await?;
        let inside = driver.execute("return document.documentElement.innerHTML", vec![]).await;
        driver.enter_default_frame().await?;
        Ok(inside?.json().as_str().unwrap_or_default().to_owned())
    });
    // Some engines let nobody look at the page that stands there instead.
    let inside = inside.unwrap_or_default();
    assert!(!inside.contains("Keycutter"), "the page is in a frame: {inside}");
    let loads: Vec<_> = story.site().record().all().into_iter().map(|load| load.url).collect();
    assert_eq!(loads.len(), 1, "the page in a frame loaded more than itself: {loads:?}");
    story.expect_finding("\"effective-directive\":\"frame-ancestors\"");
    if story.engine() == Engine::Chromium {
        story.expect_finding("the console says: security - Framing");
    }
}

fn its_headers_hold(story: &Story) {
    open(story);
    for load in story.site().record().all() {
        assert_eq!(load.header("referer"), None, "{} was told the page's address", load.url);
    }
    // Chromium alone heeds `Permissions-Policy`.
    let powers = "
        const powers = document.featurePolicy;
        return powers ? ['camera', 'geolocation', 'usb', 'clipboard-read', 'clipboard-write'].filter((it) => powers.allowsFeature(it)) : null";
    let powers = story.browser().script(powers, vec![]).expect("a look at the powers");
    if story.engine() == Engine::Chromium {
        assert_eq!(powers, json!(["clipboard-write"]));
    }

    // Nobody else may have its files, not even unread.
    let script = story.site().record().all().into_iter().find(|it| it.url.ends_with(".js"));
    let script = format!("{}{}", story.site().origin(), script.expect("its script").url);
    story.browser().goto(&story.other_origin().url());
    let fetch = "
        return fetch(arguments[0], { mode: 'no-cors' }).then(() => 'had it', (error) => error.name)";
    assert_eq!(story.browser().script(fetch, vec![json!(script)]).ok(), Some(json!("TypeError")));
}

fn open(story: &Story) {
    story.open().see_heading("Cut an AWS access key, in this tab");
}
