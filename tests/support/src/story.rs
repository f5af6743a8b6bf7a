//! One story's own world, what is kept when it fails, and the audit that ends it.

use std::any::Any;
use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use crate::audit::{Evidence, is_browsers_own};
use crate::axe::Axe;
use crate::browser::{Browser, Engine, Tried};
use crate::page::Page;
use crate::peers::{Boto, Credentials, Peer, PeerKind};
use crate::residue::{self, Residue};
use crate::secrets::{Secret, redact};
use crate::settings::Settings;
use crate::wait;
use crate::web::BlockingProxy;
use crate::web::OtherOrigin;
use crate::web::proxy::Proxy;
use crate::web::site::Site;

/// How long a locked tab may take until nothing of a secret is left in it.
const SETTLED: Duration = Duration::from_secs(5);

/// What all stories of a run share: the settings, and the peers once somebody needs them.
#[derive(Debug)]
pub struct Workshop {
    settings: Settings,
    axe: Axe,
    boto: OnceLock<&'static Boto>,
    moto: OnceLock<Peer>,
    ministack: OnceLock<Peer>,
}

impl Workshop {
    /// A workshop without peers yet.
    ///
    /// # Errors
    ///
    /// One sentence that names what is missing.
    pub fn open() -> Result<Self, String> {
        let settings = Settings::from_env()?;
        Ok(Self {
            axe: Axe::read(&settings.axe)?,
            settings,
            boto: OnceLock::new(),
            moto: OnceLock::new(),
            ministack: OnceLock::new(),
        })
    }

    /// The engines to test in.
    #[must_use]
    pub fn engines(&self) -> &[Engine] {
        &self.settings.engines
    }

    /// Tells one story in one engine, audits it, and keeps what was seen when it fails.
    ///
    /// # Errors
    ///
    /// What went wrong, and where what was seen is kept.
    pub fn tell(
        &self,
        engine: Engine,
        name: &str,
        peer: PeerKind,
        steps: &dyn Fn(&Story),
    ) -> Result<(), String> {
        let own;
        let peer = match peer {
            PeerKind::Moto => self.moto.get_or_init(|| self.start(peer)),
            PeerKind::Ministack => self.ministack.get_or_init(|| self.start(peer)),
            // It knows one caller only, so stories cannot share it; and it starts in an instant.
            PeerKind::Roto => {
                own = self.start(peer);
                &own
            }
        };
        let mut story = Story::begin(self, engine, peer);
        let mut told = story.tell(steps);
        if told.is_err() && story.came_to_no_page() {
            eprintln!("{engine}::{name} is told again: its browser never asked for the page.");
            story = Story::begin(self, engine, peer);
            told = story.tell(steps);
        }
        told.map_err(|trouble| {
            let kept = story.keep(&folder(engine, name), &trouble);
            redact(&format!("{trouble}\n\nKept in {}", kept.display()), &story.secrets())
        })
    }

    fn start(&self, kind: PeerKind) -> Peer {
        let venv = &self.settings.venv;
        let boto = self.boto.get_or_init(|| Box::leak(Box::new(Boto::start(venv))));
        Peer::start(kind, venv, boto)
    }
}

/// One story: a browser, the page's host, a peer with a recording proxy before it.
#[derive(Debug)]
pub struct Story<'w> {
    workshop: &'w Workshop,
    // The browser goes first, so that it meets no closed doors.
    browser: Browser,
    site: Site,
    trap: BlockingProxy,
    proxy: Proxy,
    notepad: OtherOrigin,
    peer: &'w Peer,
    given: Mutex<Vec<Secret>>,
    /// Pages that were opened from a disk.
    files: Mutex<Vec<String>>,
    /// The requests the driver told of.
    tried: Mutex<Vec<Tried>>,
    /// Findings the story causes on purpose.
    expected: Mutex<Vec<String>>,
}

impl<'w> Story<'w> {
    fn begin(workshop: &'w Workshop, engine: Engine, peer: &'w Peer) -> Self {
        let trap = BlockingProxy::start();
        Self {
            workshop,
            browser: Browser::start(engine, &workshop.settings, trap.address()),
            site: Site::start(&workshop.settings.dist),
            trap,
            proxy: Proxy::start(peer.address()),
            notepad: OtherOrigin::start(),
            peer,
            given: Mutex::default(),
            files: Mutex::default(),
            tried: Mutex::default(),
            expected: Mutex::default(),
        }
    }

    fn tell(&self, steps: &dyn Fn(&Story)) -> Result<(), String> {
        run(|| steps(self)).and_then(|()| self.audit()).and_then(|()| self.check_residue())
    }

    /// Whether the browser was stuck before it had asked for anything of the page's. One `MiniBrowser`
    /// in some hundreds begins so, and what it never asked for cannot be why.
    fn came_to_no_page(&self) -> bool {
        self.browser.engine() == Engine::Webkit
            && self.browser.is_stuck()
            && self.site.record().all().is_empty()
            // What comes from a disk is asked of nobody, so of that nothing is known.
            && self.files.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Opens the page in one file from a disk, as someone does who carries it along.
    ///
    /// # Panics
    ///
    /// When it was not built.
    #[track_caller]
    pub fn open_single_file(&self) -> Page<'_> {
        let built = self.workshop.settings.dist.join("keycutter.html");
        let text =
            fs::read_to_string(&built).unwrap_or_else(|e| panic!("{}: {e}", built.display()));
        let path = self.browser.file("keycutter.html", &text);
        let url = format!("file://{}", path.display());
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(url.clone());
        self.browser.go(&url);
        Page::new(&self.browser)
    }

    /// Opens the page anew.
    #[track_caller]
    pub fn open(&self) -> Page<'_> {
        self.browser.go(&self.site.url());
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

    /// What stands between the page and the peer.
    #[must_use]
    pub fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    /// Who beyond this machine was asked for anything, the browser's own business left out.
    #[must_use]
    pub fn blocked(&self) -> Vec<String> {
        let all = self.trap.record().all().into_iter();
        all.filter(|trapped| !is_browsers_own(trapped)).map(|trapped| trapped.url).collect()
    }

    /// Where texts are copied from and pasted to.
    #[must_use]
    pub fn other_origin(&self) -> &OtherOrigin {
        &self.notepad
    }

    /// The peer.
    #[must_use]
    pub fn peer(&self) -> &'w Peer {
        self.peer
    }

    /// Credentials the story hands to the page: from now on their secrets are watched.
    #[must_use]
    pub fn watch(&self, credentials: Credentials) -> Credentials {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.push(Secret::Key(credentials.secret.clone()));
        given.extend(credentials.token.clone().map(Secret::Token));
        credentials
    }

    /// Copies a text in another tab.
    #[track_caller]
    pub fn copy(&self, text: &str) {
        self.browser.copy_elsewhere(&self.notepad, text);
    }

    /// What is on the clipboard, as another tab pastes it.
    #[must_use]
    #[track_caller]
    pub fn clipboard(&self) -> String {
        self.browser.paste_elsewhere(&self.notepad)
    }

    /// Checks the page as it is now with axe-core.
    #[track_caller]
    pub fn check_accessibility(&self, screen: &str) {
        self.workshop.axe.check(&self.browser, screen);
    }

    /// The secrets the story was given and those the endpoint made.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        self.evidence().all_secrets()
    }

    /// What can be seen from outside the browser.
    fn evidence(&self) -> Evidence {
        let mut own = self.files.lock().unwrap_or_else(PoisonError::into_inner).clone();
        own.extend([self.notepad.url(), self.site.reports_url(), self.site.outside_url()]);
        Evidence {
            site: self.site.url(),
            endpoint: self.proxy.url(),
            own,
            calls: self.proxy.record().all(),
            loads: self.site.record().all(),
            trapped: self.trap.record().all(),
            reports: self.site.reports().all(),
            served: self.site.served(),
            secrets: self.given.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            ..Evidence::default()
        }
    }

    /// Waits until the watchers find something, which the story caused on purpose.
    ///
    /// # Panics
    ///
    /// When nobody notices.
    #[track_caller]
    pub fn expect_finding(&self, text: &str) {
        let page = Page::new(&self.browser);
        page.eventually(&format!("the finding \"{text}\""), |_| {
            self.findings().iter().any(|finding| finding.contains(text)).then_some(())
        });
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    /// Looks for secrets as the end of every story does, and sees that one is found in each of these
    /// places, where the story put it on purpose.
    ///
    /// # Panics
    ///
    /// When nobody notices.
    #[track_caller]
    pub fn expect_residue(&self, places: &[&str]) {
        let found = residue::find(&self.browser, &self.secrets()).unwrap_or_else(|e| panic!("{e}"));
        for place in places {
            let there = |residue: &Residue| residue.place.contains(place);
            assert!(found.iter().any(there), "a secret in {place} was not found");
        }
    }

    /// All that is wrong up to now.
    fn findings(&self) -> Vec<String> {
        // What the page keeps is read first: the driver may log its own steps.
        let kept = Page::new(&self.browser).kept();
        let console = self.browser.console_errors();
        // A driver tells each entry of its logs once.
        let mut all_tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        all_tried.extend(self.browser.tried());
        let tried = all_tried.clone();
        drop(all_tried);
        let evidence = Evidence { tried, console, kept, ..self.evidence() };
        let mut findings = evidence.findings();
        let from_disk = !self.files.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if evidence.loads.is_empty() && !from_disk {
            findings.push("the page was never loaded, so nothing was proved".to_owned());
        }
        if self.engine() == Engine::Chromium && evidence.tried.is_empty() {
            findings.push("the browser told of no request, so nothing was proved".to_owned());
        }
        findings
    }

    fn audit(&self) -> Result<(), String> {
        let mut findings = self.findings();
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        findings.retain(|finding| !expected.iter().any(|text| finding.contains(text)));
        if findings.is_empty() {
            Ok(())
        } else {
            Err(format!("the audit found:\n{}", findings.join("\n")))
        }
    }

    /// Locks the tab and looks for what is left of the story's secrets, everywhere.
    ///
    /// Where nobody is signed in, the page is told that it is being left, which is when it wipes
    /// what is filled in.
    ///
    /// # Errors
    ///
    /// What is left; or that nobody could look, or found nothing where something must be.
    pub fn check_residue(&self) -> Result<(), String> {
        let browser = &self.browser;
        let secrets = self.secrets();
        if secrets.is_empty() {
            return Ok(());
        }
        let here = browser.script("return location.href", vec![]).map_err(|e| e.to_string())?;
        let here = here.as_str().unwrap_or_default();
        let from_disk = self.files.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !here.starts_with(&self.site.url()) && !from_disk.iter().any(|file| file == here) {
            return Err(format!("the story ends at {here}, so nothing was searched"));
        }
        let before = residue::find(browser, &secrets)?;
        let astray: Vec<_> =
            before.iter().filter(|it| !it.is_in_use()).map(Residue::to_string).collect();
        if !astray.is_empty() {
            return Err(format!("before the lock:\n{}", astray.join("\n")));
        }
        let signed_in = residue::lock(browser)?;
        if signed_in && !before.iter().any(Residue::is_in_memory) {
            return Err("the credentials of a tab that is signed in were not found in its \
                        memory, so nothing was proved"
                .to_owned());
        }
        if !signed_in {
            let left = "dispatchEvent(new Event('pagehide'))";
            browser.script(left, vec![]).map_err(|e| e.to_string())?;
        }
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        let look = || -> Result<Vec<String>, String> {
            let mut left: Vec<_> =
                residue::find(browser, &secrets)?.iter().map(Residue::to_string).collect();
            left.retain(|left| !expected.iter().any(|text| left.contains(text)));
            Ok(left)
        };
        let mut last = Ok(Vec::new());
        // What was on its way has to be called back first.
        wait::until(SETTLED, || {
            last = look();
            last.as_ref().map_or(true, Vec::is_empty).then_some(())
        });
        let stopped = "return document.getElementById('stopped')?.hidden === false";
        if browser.script(stopped, vec![]).map_err(|e| e.to_string())? == true {
            return Err("the program stopped as the tab was locked".to_owned());
        }
        let left = last?;
        if left.is_empty() { Ok(()) } else { Err(format!("once locked:\n{}", left.join("\n"))) }
    }

    /// Saves a screenshot, the page's outline and the record. No text among them holds a secret.
    fn keep(&self, folder: &Path, trouble: &str) -> PathBuf {
        let secrets = self.secrets();
        let page = Page::new(&self.browser);
        let record = self.proxy.record().to_text();
        let loads = self.site.record().to_text();
        let console = self.browser.console_errors().join("\n");
        let texts = [
            ("trouble.txt", trouble),
            ("outline.txt", &page.outline()),
            ("record.txt", &record),
            ("loads.txt", &loads),
            ("console.txt", &console),
            ("driver.txt", &self.browser.output()),
        ];
        // Keeping is a help, not the test: when the disk is full the trouble is still told.
        drop(fs::create_dir_all(folder));
        for (name, text) in texts {
            drop(fs::write(folder.join(name), redact(text, &secrets)));
        }
        if let Ok(png) = self.browser.screenshot() {
            drop(fs::write(folder.join("screenshot.png"), png));
        }
        folder.to_owned()
    }
}

/// Where a failed story leaves what was seen.
fn folder(engine: Engine, name: &str) -> PathBuf {
    target().join("e2e").join(engine.name()).join(name.replace("::", "-"))
}

/// The workspace's target folder.
#[must_use]
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .nth(2)
                .unwrap_or(Path::new("."))
                .join("target")
        },
        PathBuf::from,
    )
}

thread_local! {
    /// Where the last panic of this thread was raised, while it tells a story.
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the panics of stories quiet: each is told once, with its place, when its story ends.
pub fn tell_panics_later() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        let telling =
            PANICKED_AT.with_borrow_mut(|at| at.as_mut().map(|at| *at = place.unwrap_or_default()));
        if telling.is_none() {
            others(panic);
        }
    }));
}

/// Runs the steps; a panic becomes its place and its words.
fn run(steps: impl FnOnce()) -> Result<(), String> {
    PANICKED_AT.set(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(steps));
    let place = PANICKED_AT.take().unwrap_or_default();
    outcome.map_err(|panic| format!("{place}: {}", words(panic.as_ref())))
}

fn words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "a panic without words".to_owned())
}
