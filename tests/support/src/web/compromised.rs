//! A host of the page that is bad for a while, and then repaired by a server of another kind.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use tempfile::TempDir;
use tower_http::services::ServeDir;

use super::record::{self, Record};
use super::server::{Listener, Server};
use crate::process::{self, Process};
use crate::{runtime, settings::Hosting, wait};

/// What answers once the host is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// nginx, with the settings that are built with the page.
    Nginx,
    /// Caddy, with the settings that are built with the page.
    Caddy,
    /// A server that has no file of the bad worker's name, and has the browser clear its storage.
    ClearsStorage,
    /// A server that only has no file of that name.
    OnlyMissing,
}

/// What the bad worker answers every navigation with.
pub const POISONED: &str = "This page comes from a bad service worker";

const BAD_PAGE: Html<&str> = Html(
    "<!doctype html><html lang=en><title>Bad</title><link rel=icon href=\"data:,\">\
     <script>navigator.serviceWorker.register('/updates.js')</script></html>",
);

/// It keeps nothing else from the host: the browser's own check of the worker reaches the server.
const BAD_WORKER: &str = "oninstall = () => skipWaiting();\
    onactivate = (event) => event.waitUntil(clients.claim());\
    onfetch = (event) => event.request.mode === 'navigate' && event.respondWith(new Response(\
    '<!doctype html><html lang=en><title>Bad</title><link rel=icon href=\"data:,\">\
    <h1>This page comes from a bad service worker</h1></html>',\
    { headers: { 'Content-Type': 'text/html' } }));";

/// A host on one address.
#[derive(Debug)]
pub struct CompromisedHost {
    address: SocketAddr,
    dist: PathBuf,
    hosting: Hosting,
    server: Option<(Server, Listener)>,
    record: Record,
    repaired: Option<(Process, TempDir)>,
}

impl CompromisedHost {
    /// Starts the bad server, at the root of an origin of its own.
    #[must_use]
    pub fn start(dist: &Path, hosting: &Hosting) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], process::free_port()));
        let bad = Router::new().route("/", get(BAD_PAGE)).route("/updates.js", get(bad_worker));
        let record = Record::default();
        let mut host = Self {
            address,
            dist: dist.to_owned(),
            hosting: hosting.clone(),
            server: None,
            record,
            repaired: None,
        };
        host.serve(bad);
        host
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The requests to the servers that are the harness's own.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Ends the bad server, and has another one answer at its address with the built page.
    ///
    /// # Panics
    ///
    /// When that one does not start.
    pub fn repair(&mut self, repair: Repair) {
        if let Some((_, listener)) = self.server.take() {
            runtime::block_on(listener.close());
        }
        let page = Router::new().fallback_service(ServeDir::new(&self.dist));
        match repair {
            Repair::OnlyMissing => self.serve(page),
            Repair::ClearsStorage => self.serve(page.layer(middleware::from_fn(clear_storage))),
            Repair::Nginx => self.run(Self::nginx),
            Repair::Caddy => self.run(Self::caddy),
        }
    }

    fn serve(&mut self, router: Router) {
        let router =
            router.layer(middleware::from_fn_with_state(self.record.clone(), record::exchange));
        let listener = Listener::default();
        let server = Server::start_at(self.address, listener.clone(), router);
        self.server = Some((server, listener));
    }

    fn run(&mut self, command: fn(&Self, &Path) -> Command) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = folder.path().join("log");
        let mut process = Process::start(&mut command(self, folder.path()), &log);
        let output = || fs::read_to_string(&log).unwrap_or_default();
        assert!(process.listens(self.address, wait::TIMEOUT), "it did not start: {}", output());
        self.repaired = Some((process, folder));
    }

    /// The settings of a server, for this address and without TLS.
    fn settings(&self, name: &str, changes: &[(&str, &str)]) -> String {
        let path = self.hosting.settings.join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        changes.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{} has no \"{from}\"", path.display());
            text.replace(from, to)
        })
    }

    fn nginx(&self, folder: &Path) -> Command {
        const TYPES: &str = "/etc/nginx/mime.types";
        let types = self.hosting.mime_types.display().to_string();
        let (listen, dist) = (format!("listen {};", self.address), self.dist.display().to_string());
        let other = format!("listen 127.0.0.1:{};", process::free_port());
        let settings = self.settings(
            "nginx.conf",
            &[
                ("listen 80;", &other),
                ("listen 443 ssl;", &listen),
                ("ssl_certificate", "# ssl_certificate"),
                ("/srv/keycutter", &dist),
                (TYPES, &types),
            ],
        );
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|what| format!("{what}_temp_path temporary;"));
        let settings = format!(
            "daemon off; pid nginx.pid; events {{}} http {{ access_log off; {} {settings} }}",
            temporary.concat()
        );
        write(folder, "nginx.conf", &settings);
        let mut command = Command::new(&self.hosting.nginx);
        command.args(["-e", "stderr", "-c", "nginx.conf", "-p"]).arg(folder);
        command
    }

    fn caddy(&self, folder: &Path) -> Command {
        let (site, dist) = (format!("http://{} {{", self.address), self.dist.display().to_string());
        let settings =
            self.settings("Caddyfile", &[("keys.example.com {", &site), ("/srv/keycutter", &dist)]);
        let settings = format!("{{\n\tadmin off\n\tauto_https off\n}}\n{settings}");
        let path = write(folder, "Caddyfile", &settings);
        let mut command = Command::new(&self.hosting.caddy);
        command.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(path);
        command
    }
}

async fn bad_worker() -> Response {
    ([(CONTENT_TYPE, "text/javascript")], BAD_WORKER).into_response()
}

/// Answers for the script of any worker but the page's own with 404 and `Clear-Site-Data`.
async fn clear_storage(request: Request, next: Next) -> Response {
    let is_script = request.headers().get("service-worker").is_some_and(|it| it == "script");
    if is_script && request.uri().path() != "/sw.js" {
        let clear = [(HeaderName::from_static("clear-site-data"), "\"storage\"")];
        return (StatusCode::NOT_FOUND, clear).into_response();
    }
    next.run(request).await
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    path
}
