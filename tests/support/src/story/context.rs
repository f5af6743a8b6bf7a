//! What a story works with.

use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::audit::is_browsers_own;
use crate::browser::{Browser, BrowserRequest, Engine};
use crate::environment::Environment;
use crate::page::Page;
use crate::peers::{Credentials, Peer};
use crate::secrets::Secret;
use crate::web::proxy::Proxy;
use crate::web::site::Site;
use crate::web::{BlockingProxy, CompromisedHost, OtherOrigin};

/// One story: a browser, the page's host, and a peer with a recording proxy in front of it.
#[derive(Debug)]
pub struct Story<'w> {
    environment: &'w Environment,
    // The browser ends first, while the servers still listen.
    browser: Browser,
    site: Site,
    pub(super) blocking: BlockingProxy,
    proxy: Proxy,
    other_origin: OtherOrigin,
    peer: &'w Peer,
    pub(super) log: Mutex<Log>,
}

/// What a story collects on its way.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The secrets that it gave the page.
    pub given: Vec<Secret>,
    /// The URLs of pages that were opened from a file.
    pub files: Vec<String>,
    /// The URLs of other hosts.
    pub others: Vec<String>,
    /// The requests that the driver named, each of which it names once.
    pub requests: Vec<BrowserRequest>,
    /// Findings that the story causes on purpose.
    pub expected: Vec<String>,
}

impl<'w> Story<'w> {
    pub(super) fn begin(environment: &'w Environment, engine: Engine, peer: &'w Peer) -> Self {
        let settings = &environment.settings;
        let blocking = BlockingProxy::start();
        Self {
            environment,
            browser: Browser::start(engine, &settings.geckodriver, blocking.address()),
            site: Site::start(&settings.dist),
            blocking,
            proxy: Proxy::start(peer.address()),
            other_origin: OtherOrigin::start(),
            peer,
            log: Mutex::default(),
        }
    }

    /// Opens the single-file build from a file.
    ///
    /// # Panics
    ///
    /// When it was not built.
    #[track_caller]
    pub fn open_single_file(&self) -> Page<'_> {
        let built = self.environment.settings.dist.join("keycutter.html");
        let text =
            fs::read_to_string(&built).unwrap_or_else(|e| panic!("{}: {e}", built.display()));
        let path = self.browser.file("keycutter.html", &text);
        let url = format!("file://{}", path.display());
        self.log().files.push(url.clone());
        self.browser.goto(&url);
        Page::new(&self.browser)
    }

    /// Loads the page.
    #[track_caller]
    pub fn open(&self) -> Page<'_> {
        self.browser.goto(&self.site.url());
        Page::new(&self.browser)
    }

    /// The browser.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine()
    }

    /// The page's host.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The proxy between the page and the peer.
    #[must_use]
    pub fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    /// The URLs of requests beyond this machine, without those of the browser itself.
    #[must_use]
    pub fn blocked(&self) -> Vec<String> {
        let all = self.blocking.record().all().into_iter();
        all.filter(|blocked| !is_browsers_own(blocked)).map(|blocked| blocked.url).collect()
    }

    /// A server of another origin.
    #[must_use]
    pub fn other_origin(&self) -> &OtherOrigin {
        &self.other_origin
    }

    /// A host of another origin that is bad at first. The audit takes it for one of the harness's own.
    #[must_use]
    pub fn compromised_host(&self) -> CompromisedHost {
        let settings = &self.environment.settings;
        let host = CompromisedHost::start(&settings.dist, &settings.hosting);
        self.log().others.push(host.url());
        host
    }

    /// The peer.
    #[must_use]
    pub fn peer(&self) -> &'w Peer {
        self.peer
    }

    /// Credentials that the story gives the page: from now on, the audit and the search for residues
    /// look for their secrets.
    #[must_use]
    pub fn watch(&self, credentials: Credentials) -> Credentials {
        let given = &mut self.log().given;
        given.push(Secret::Key(credentials.secret.clone()));
        given.extend(credentials.token.clone().map(Secret::Token));
        credentials
    }

    /// Copies a text in another tab.
    #[track_caller]
    pub fn copy(&self, text: &str) {
        self.browser.copy_in_other_tab(&self.other_origin, text);
    }

    /// The clipboard's text, as another tab pastes it.
    #[must_use]
    #[track_caller]
    pub fn clipboard(&self) -> String {
        self.browser.paste_in_other_tab(&self.other_origin)
    }

    /// Checks the page in its current state with axe-core.
    #[track_caller]
    pub fn check_accessibility(&self, screen: &str) {
        self.environment.axe.check(&self.browser, screen);
    }

    pub(super) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
