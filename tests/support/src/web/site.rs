//! The built page, served as it is hosted: below a sub-path and with the headers it is built with.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, LAST_MODIFIED};
use axum::http::{Method, Request, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{any, get};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use super::headers::Headers;
use super::record::{self, Record};
use super::server::{Listener, Server};
use crate::runtime;

/// Where the page is on its host.
const BASE: &str = "/tools/keycutter/";

/// Where browsers report violations of the policy to.
const REPORTS: &str = "/csp-report";

/// Other pages of the same host, one beside the page and one outside of its service worker's scope.
/// Each is its own icon, so that browsers request no other.
const PLAIN: &str = "plain";
const PLAIN_HTML: Html<&str> =
    Html("<!doctype html><title>Plain</title><link rel=icon href=plain>");

/// A static host for the built page.
#[derive(Debug)]
pub struct Site {
    server: Server,
    listener: Listener,
    content: Arc<Content>,
    record: Record,
    reports: Record,
}

/// What the host serves.
#[derive(Debug)]
struct Content {
    dist: PathBuf,
    headers: Headers,
    /// The name of a new version, once there is one.
    new_release: Mutex<Option<String>>,
    /// Files with this in their names are missing.
    missing: Mutex<Option<&'static str>>,
    /// What the files that are altered next have in their names.
    altered: Mutex<Vec<&'static str>>,
    /// Every file that was served, with its checksum.
    served: Mutex<BTreeSet<(String, String)>>,
}

impl Site {
    /// Serves a folder on a free port.
    #[must_use]
    pub fn start(dist: &Path) -> Self {
        let content = Arc::new(Content {
            dist: dist.to_owned(),
            headers: Headers::of(dist),
            new_release: Mutex::default(),
            missing: Mutex::default(),
            altered: Mutex::default(),
            served: Mutex::default(),
        });
        let (record, reports) = (Record::default(), Record::default());
        let files = Router::new()
            .fallback(file)
            .with_state(Arc::clone(&content))
            .layer(from_fn_with_state(record.clone(), record::exchange));
        let violations = Router::new()
            .route(REPORTS, any(StatusCode::NO_CONTENT))
            .layer(from_fn_with_state(reports.clone(), record::exchange));
        let others = Router::new()
            .route(&format!("/{PLAIN}"), get(PLAIN_HTML))
            .route(&format!("{BASE}{PLAIN}"), get(plain))
            .with_state(Arc::clone(&content));
        let listener = Listener::default();
        let router = files.merge(violations).merge(others);
        let server = Server::start_with(listener.clone(), router, None);
        Self { server, listener, content, record, reports }
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{BASE}", self.origin())
    }

    /// The page's origin.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Where browsers send policy reports.
    #[must_use]
    pub fn reports_url(&self) -> String {
        format!("{}{REPORTS}", self.origin())
    }

    /// Another page of the same host, beside the page.
    #[must_use]
    pub fn plain_url(&self) -> String {
        format!("{}{PLAIN}", self.url())
    }

    /// The same, outside of the scope of the page's service worker.
    #[must_use]
    pub fn outside_url(&self) -> String {
        format!("{}/{PLAIN}", self.origin())
    }

    /// The requests for files.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The policy reports.
    #[must_use]
    pub fn reports(&self) -> &Record {
        &self.reports
    }

    /// Every file that was served so far: its URL, and its SHA-256 in hexadecimal.
    #[must_use]
    pub fn served(&self) -> BTreeSet<(String, String)> {
        let served = lock(&self.content.served).clone();
        served.into_iter().map(|(path, sum)| (format!("{}{path}", self.origin()), sum)).collect()
    }

    /// Refuses connections from now on.
    pub fn stop(&self) {
        runtime::block_on(self.listener.close());
    }

    /// From now on, files with this in their names are missing, and no others.
    pub fn remove(&self, name: Option<&'static str>) {
        *lock(&self.content.missing) = name;
    }

    /// Alters the next file that has this in its name, once.
    pub fn alter(&self, name: &'static str) {
        lock(&self.content.altered).push(name);
    }

    /// Serves a new version from now on, which is the same page with this name in its head.
    pub fn release(&self, name: &str) {
        *lock(&self.content.new_release) = Some(name.to_owned());
    }
}

impl Content {
    /// A file of the host as it is now.
    fn current(&self, path: &str, mut bytes: Vec<u8>) -> Vec<u8> {
        let altered = lock(&self.altered).extract_if(.., |name| path.contains(*name)).next();
        if altered.is_some() {
            bytes.extend(b"altered");
            return bytes;
        }
        let Some(name) = lock(&self.new_release).clone() else { return bytes };
        match path {
            "/" | "/index.html" => renew(&bytes, &name),
            // The worker knows the page by its checksum.
            "/sw.js" => {
                let page = fs::read(self.dist.join("index.html")).unwrap_or_default();
                let (old, new) = (integrity(&page), integrity(&renew(&page, &name)));
                String::from_utf8_lossy(&bytes).replace(&old, &new).into_bytes()
            }
            _ => bytes,
        }
    }
}

async fn plain(State(content): State<Arc<Content>>) -> Response {
    let mut response = PLAIN_HTML.into_response();
    content.headers.add(&format!("/{PLAIN}"), REPORTS, response.headers_mut());
    response
}

/// A file below the base. The request's own headers are left out, so that each file is served
/// whole, and the response's that would let a browser ask for less.
async fn file(State(content): State<Arc<Content>>, method: Method, uri: Uri) -> Response {
    let below =
        uri.path().strip_prefix(BASE.trim_end_matches('/')).filter(|it| it.starts_with('/'));
    let missing = *lock(&content.missing);
    let below = below.filter(|it| missing.is_none_or(|name| !it.contains(name)));
    let Some(below) = below else { return StatusCode::NOT_FOUND.into_response() };
    let request = Request::builder().method(method).uri(below).body(Body::empty());
    let Ok(request) = request else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(found) = ServeDir::new(&content.dist).oneshot(request).await;
    let (mut parts, body) = found.into_parts();
    let Ok(bytes) = to_bytes(Body::new(body), usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = content.current(below, bytes.to_vec());
    if parts.status == StatusCode::OK {
        let sum = hex(&Sha256::digest(&bytes));
        lock(&content.served).insert((uri.path().to_owned(), sum));
    }
    for header in [ACCEPT_RANGES, CONTENT_LENGTH, LAST_MODIFIED] {
        parts.headers.remove(header);
    }
    content.headers.add(below, REPORTS, &mut parts.headers);
    Response::from_parts(parts, Body::from(bytes))
}

/// The page as another version.
fn renew(page: &[u8], name: &str) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let meta = format!("<meta name=\"release\" content=\"{name}\"></head>");
    page.replacen("</head>", &meta, 1).into_bytes()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_version_has_a_name() {
        let page = b"<head></head>";
        assert_eq!(renew(page, "New"), b"<head><meta name=\"release\" content=\"New\"></head>");
    }
}
