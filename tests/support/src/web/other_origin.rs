//! A server of another origin than the page's: a text area to copy from and paste into, and what
//! an attacker would load into the page.

use axum::Router;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::record::{self, Record};
use super::server::Server;

/// A running server.
#[derive(Debug)]
pub struct OtherOrigin {
    server: Server,
    record: Record,
}

/// A script that shows that it ran, and a style that shows.
const SCRIPT: &str = "window.planted = true";
const STYLE: &str = "body { opacity: 0.5 }";

const TEXT_AREA: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Text area</title>\
    <link rel=icon href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\">\
    <textarea autofocus spellcheck=false rows=20 cols=80></textarea></html>";

/// A page with console errors, which the audit has to find.
const ERRORS: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Errors</title>\
    <button>Fail</button><script>document.querySelector('button').onclick = () => {\
    console.error('logged on purpose'); throw new Error('thrown on purpose') }</script></html>";

/// A header of the built page.
const INTEGRITY_POLICY: [(&str, &str); 1] = [("integrity-policy", "blocked-destinations=(script)")];

impl OtherOrigin {
    /// Starts one on a free port.
    #[must_use]
    pub fn start() -> Self {
        let record = Record::default();
        let router = Router::new()
            .route("/errors", get(Html(ERRORS)))
            .route("/integrity", get((INTEGRITY_POLICY, Html(TEXT_AREA))))
            .fallback(by_extension)
            .layer(middleware::from_fn_with_state(record.clone(), record::exchange));
        Self { server: Server::start(router), record }
    }

    /// The requests to it.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The page with the text area.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }

    /// A page with an `Integrity-Policy`, and without another one.
    #[must_use]
    pub fn integrity_url(&self) -> String {
        format!("{}integrity", self.url())
    }

    /// A page that, at the press of a button, logs an error and throws another.
    #[must_use]
    pub fn errors_url(&self) -> String {
        format!("{}errors", self.url())
    }
}

async fn by_extension(uri: Uri) -> Response {
    match uri.path().rsplit_once('.') {
        Some((_, "js")) => ([(CONTENT_TYPE, "text/javascript")], SCRIPT).into_response(),
        Some((_, "css")) => ([(CONTENT_TYPE, "text/css")], STYLE).into_response(),
        _ => Html(TEXT_AREA).into_response(),
    }
}
