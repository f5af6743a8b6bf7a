//! A hosted copy, asked for every file: plainly, and as a browser asks.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::time::Duration;

use site::signature::SIGNATURE;
use site::{HEADERS, is_compressed};
use ureq::http::Response;
use ureq::http::header::LOCATION;

use crate::findings::{DIFFERS, Files, Findings, MISSING, PAGE, quoted, text};
use crate::headers;
use crate::http;
use crate::prelude::*;

/// How much longer than the largest file a body may be.
const MORE: usize = 64 * 1024;
/// Safari's: it asks for the encodings that are decompressed here, and sends no client hints.
const BROWSER: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/18.5 Safari/605.1.15";

/// Who asks.
#[derive(Clone, Copy)]
enum Visitor {
    Program,
    Browser,
}

/// A hosted copy.
pub struct Host<'a> {
    /// Where the page is, without the last slash.
    pub url: &'a str,
    /// The files of this build.
    pub own: &'a Files,
    is_bare: bool,
    time: Duration,
}

/// What was answered for a file: its bytes, and what is wrong.
type Answer = (Option<Vec<u8>>, BTreeSet<String>);

impl<'a> Host<'a> {
    /// The host of a page. One that `is_bare` cannot send headers. A request takes at most `time`.
    #[must_use]
    pub fn new(url: &'a str, own: &'a Files, is_bare: bool, time: Duration) -> Self {
        let url = url.split(['?', '#']).next().unwrap_or(url);
        let url = url.strip_suffix(PAGE).unwrap_or(url).trim_end_matches('/');
        Self { url, own, is_bare, time }
    }

    /// Whether others can read and change what it sends.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let Some(server) = self.url.strip_prefix("http://") else { return false };
        let host = server.split(['/', ':']).next().unwrap_or_default();
        let is_loopback = host.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback());
        !(is_loopback || host == "localhost" || server.starts_with("[::1]"))
    }

    /// Checks every file, and the page by both its names. Returns what a program is given.
    pub fn check(&self, findings: &mut Findings) -> Files {
        let mut copy = Files::new();
        // Compressed forms are sent in place of their files, to whoever takes them.
        let files = self.own.keys().map(String::as_str).filter(|name| !is_compressed(name));
        for name in std::iter::once("").chain(files) {
            let (bytes, plainly) = self.ask(name, Visitor::Program);
            let (_, as_browser) = self.ask(name, Visitor::Browser);
            for sentences in plainly.union(&as_browser) {
                let whom = match (plainly.contains(sentences), as_browser.contains(sentences)) {
                    (true, false) => " (only when a program asks)",
                    (false, true) => " (only when a browser asks)",
                    _ => "",
                };
                findings.add(sentences, format!("/{name}{whom}"));
            }
            let is_first = name.is_empty();
            if is_first && bytes.is_none() {
                break;
            }
            copy.extend(bytes.map(|bytes| (if is_first { PAGE } else { name }.to_owned(), bytes)));
        }
        copy
    }

    /// The signature, if there is one.
    #[must_use]
    pub fn signature(&self) -> Option<(String, Vec<u8>)> {
        let answer = self.fetch(SIGNATURE, Visitor::Program).ok()?;
        (answer.status() == 200).then(|| (SIGNATURE.to_owned(), answer.into_body()))
    }

    fn ask(&self, name: &str, visitor: Visitor) -> Answer {
        let mut answer = self.fetch(name, visitor);
        if let Ok(redirect) = &answer
            && let Some(short) = self.short_form(name, redirect)
        {
            answer = self.fetch(short, visitor);
        }
        let answer = match answer {
            Ok(answer) => answer,
            Err(why) => {
                let why = quoted(&format!("{why:#}"));
                return (
                    None,
                    [format!("The file cannot be loaded: {why}. See what the host sends.")].into(),
                );
            }
        };
        let own = &self.own[if name.is_empty() { PAGE } else { name }];
        let wanted = headers::wanted(&text(self.own, HEADERS), name);
        let mut found: BTreeSet<_> =
            headers::check(name, answer.headers(), &wanted, self.is_bare).into_iter().collect();
        match answer.status().as_u16() {
            200 if answer.body() == own => {}
            200 => found.extend([DIFFERS.to_owned()]),
            // Netlify and Cloudflare read it and do not serve it.
            404 if name == HEADERS => found.clear(),
            404 => found = [MISSING.to_owned()].into(),
            status => {
                let to =
                    answer.headers().get(LOCATION).map(|it| String::from_utf8_lossy(it.as_bytes()));
                let to = to.map(|to| format!(" and leads to {}", quoted(&to))).unwrap_or_default();
                found = [format!(
                    "The status is {status}{to}, so visitors get something else. Have the host send the file itself."
                )]
                .into();
            }
        }
        (Some(answer.into_body()), found)
    }

    /// The name that a redirect leads to, if that is the same one without `index.html` or `.html`, as
    /// Cloudflare has it.
    fn short_form<'n>(&self, name: &'n str, answer: &Response<Vec<u8>>) -> Option<&'n str> {
        let short = name.strip_suffix(PAGE).or_else(|| name.strip_suffix(".html"))?;
        let to = answer.headers().get(LOCATION)?.to_str().ok()?;
        let host = self.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let to = if to.starts_with('/') { host + to } else { to.to_owned() };
        (answer.status().is_redirection() && to == format!("{}/{short}", self.url)).then_some(short)
    }

    fn fetch(&self, name: &str, visitor: Visitor) -> Result<Response<Vec<u8>>> {
        let limit = self.own.values().map(Vec::len).max().unwrap_or_default() + MORE;
        let headers = match visitor {
            Visitor::Program => Vec::new(),
            Visitor::Browser => as_browser(name),
        };
        http::get(&format!("{}/{name}", self.url), &headers, limit, self.time)
    }
}

/// The headers of a browser that loads this file for the page.
fn as_browser(name: &str) -> Vec<(&str, &str)> {
    let (destination, mode, other) = match name.rsplit('.').next().unwrap_or_default() {
        "" | "html" => ("document", "navigate", ("Sec-Fetch-User", "?1")),
        "js" => ("serviceworker", "same-origin", ("Service-Worker", "script")),
        "svg" => ("image", "no-cors", ("Priority", "u=5")),
        "webmanifest" => ("manifest", "cors", ("Priority", "u=4")),
        _ => ("empty", "cors", ("Priority", "u=3")),
    };
    let (accept, site) = match destination {
        "document" => ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "none"),
        "image" => ("image/webp,image/avif,image/svg+xml,image/*;q=0.8,*/*;q=0.5", "same-origin"),
        _ => ("*/*", "same-origin"),
    };
    vec![
        ("User-Agent", BROWSER),
        ("Accept", accept),
        ("Accept-Language", "en-GB,en;q=0.9"),
        ("Accept-Encoding", "gzip, deflate, br"),
        ("Sec-Fetch-Dest", destination),
        ("Sec-Fetch-Mode", mode),
        ("Sec-Fetch-Site", site),
        other,
    ]
}
