//! The built page, served as it will be hosted: below a sub-path, with the headers it is built with
//! and true content types.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use super::headers::Headers;
use super::record::{Exchange, Record};
use super::server::{Answer, Asked, Door, HangUp, Server, answer};
use crate::runtime;

/// Where the page lives on its host.
pub const BASE: &str = "/tools/keycutter/";

/// Where browsers report violations of the policy to.
const REPORTS: &str = "/csp-report";

/// Other pages of the same host, with nothing in them: one beside the page, one where its service
/// worker has no say. Each is its own icon, so that none is looked for.
const PLAIN: &str = "plain";
const NOTHING: &str = "<!doctype html><title>Plain</title><link rel=icon href=plain>";

/// A static host for the built page.
#[derive(Debug)]
pub struct Site {
    server: Server,
    world: Arc<World>,
}

/// What the host is made of.
#[derive(Debug)]
struct World {
    dist: PathBuf,
    headers: Headers,
    door: Door,
    record: Record,
    reports: Record,
    /// What the page is called in a new version, once there is one.
    renamed: Mutex<Option<String>>,
    /// Every file that was served, with its checksum.
    served: Mutex<BTreeSet<(String, String)>>,
}

impl Site {
    /// Serves a folder on a free port.
    #[must_use]
    pub fn start(dist: &Path) -> Self {
        let world = Arc::new(World {
            dist: dist.to_owned(),
            headers: Headers::of(dist),
            door: Door::default(),
            record: Record::default(),
            reports: Record::default(),
            renamed: Mutex::default(),
            served: Mutex::default(),
        });
        let handler = {
            let world = Arc::clone(&world);
            move |request: Asked| {
                // A connection opened ahead of need finds nobody either.
                let answer = (!world.door.is_shut()).then(|| world.answer(&request));
                async { answer.ok_or(HangUp) }
            }
        };
        let server = Server::start_with(handler, || (), world.door.clone());
        Self { server, world }
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{BASE}", self.origin())
    }

    /// Where the page comes from, as a CORS setting names it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Where browsers send policy reports.
    #[must_use]
    pub fn reports_url(&self) -> String {
        format!("{}{REPORTS}", self.origin())
    }

    /// Another page of the same host, to go to and come back from.
    #[must_use]
    pub fn plain_url(&self) -> String {
        format!("{}{PLAIN}", self.url())
    }

    /// The same, beyond what the page's service worker answers for.
    #[must_use]
    pub fn outside_url(&self) -> String {
        format!("{}/{PLAIN}", self.origin())
    }

    /// What browsers asked for, policy reports left out.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.world.record
    }

    /// The policy reports.
    #[must_use]
    pub fn reports(&self) -> &Record {
        &self.world.reports
    }

    /// Every file that was served up to now: its address, and its SHA-256 in hexadecimal.
    #[must_use]
    pub fn served(&self) -> BTreeSet<(String, String)> {
        let served = lock(&self.world.served).clone();
        served.into_iter().map(|(path, sum)| (format!("{}{path}", self.origin()), sum)).collect()
    }

    /// The host is down: nobody listens any more.
    pub fn stop(&self) {
        runtime::block_on(self.world.door.shut());
    }

    /// From now on the host has a new version, which is the same page under another title.
    pub fn release(&self, title: &str) {
        *lock(&self.world.renamed) = Some(title.to_owned());
    }
}

impl World {
    fn answer(&self, request: &Asked) -> Answer {
        let path = request.uri().path();
        if path == REPORTS {
            self.reports.add(Exchange::asked(request));
            return answer(204, "text/plain", "");
        }
        if path.strip_prefix('/') == Some(PLAIN) {
            return answer(200, "text/html; charset=utf-8", NOTHING);
        }
        let below = path.strip_prefix(BASE);
        if below == Some(PLAIN) {
            let mut plain = answer(200, "text/html; charset=utf-8", NOTHING);
            self.headers.add(&format!("/{PLAIN}"), REPORTS, plain.headers_mut());
            return plain;
        }
        let place = self.record.add(Exchange::asked(request));
        let found = file(path).filter(|_| request.method() == "GET");
        let found = found.and_then(|file| Some((self.read(&file)?, file)));
        let mut answer = match found {
            Some((bytes, file)) => {
                lock(&self.served).insert((path.to_owned(), hex(&Sha256::digest(&bytes))));
                answer(200, content_type(&file), bytes)
            }
            None => answer(404, "text/plain", "Not found"),
        };
        if let Some(below) = below {
            self.headers.add(&format!("/{below}"), REPORTS, answer.headers_mut());
        }
        self.record.complete(place, Some(answer.status().as_u16()), b"", true);
        answer
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        let bytes = fs::read(self.dist.join(file)).ok()?;
        let renamed = lock(&self.renamed);
        let Some(title) = renamed.as_deref() else {
            return Some(bytes);
        };
        match file.to_str()? {
            "index.html" => Some(rename(&bytes, title)),
            // The worker knows the page by its checksum.
            "sw.js" => {
                let page = fs::read(self.dist.join("index.html")).ok()?;
                let (old, new) = (integrity(&page), integrity(&rename(&page, title)));
                Some(String::from_utf8_lossy(&bytes).replace(&old, &new).into_bytes())
            }
            _ => Some(bytes),
        }
    }
}

/// The page under another title.
fn rename(page: &[u8], title: &str) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let end = page.find("</title>").unwrap_or_default();
    let start = page[..end].rfind('>').map_or(end, |tag| tag + 1);
    [&page[..start], title, &page[end..]].concat().into_bytes()
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file a path below the base names; nothing above the folder can be named.
fn file(path: &str) -> Option<PathBuf> {
    let below = path.strip_prefix(BASE)?;
    let file = PathBuf::from(if below.is_empty() { "index.html" } else { below });
    file.components().all(|part| matches!(part, Component::Normal(_))).then_some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_version_is_the_same_page_under_another_title() {
        let page = b"<head><title>Old</title></head>";
        assert_eq!(rename(page, "New"), b"<head><title>New</title></head>");
    }

    #[test]
    fn only_what_is_below_the_base_is_served() {
        assert_eq!(file("/tools/keycutter/"), Some(PathBuf::from("index.html")));
        assert_eq!(file("/tools/keycutter/a/b.js"), Some(PathBuf::from("a/b.js")));
        assert_eq!(file("/index.html"), None);
        assert_eq!(file("/tools/keycutter/../secret"), None);
    }
}
