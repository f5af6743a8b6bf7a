//! Chromium, Firefox and WebKitGTK through W3C `WebDriver`: a fresh profile and an own download
//! folder each time, and no way out but loopback.

mod chromium;
mod clipboard;
mod console;
mod disk;
mod firefox;
mod heap;
mod holdings;
mod network;
mod picture;
mod requests;
mod webkit;

use std::fmt;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, WindowHandle};

use crate::process::Process;
use crate::residue;
use crate::runtime::block_on;
use crate::settings::Settings;
use crate::wait;

pub use holdings::Holdings;
pub use requests::Tried;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Chromium, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's `MiniBrowser`: Safari's engine.
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name in story names and options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .ok_or_else(|| format!("\"{name}\" is no engine: chromium, firefox or webkit."))
    }
}

/// What an engine's module makes: running drivers, and how to ask them for a browser.
struct Setup {
    driver: Process,
    /// Whatever else must live as long: WebKit's display.
    others: Vec<Process>,
    port: u16,
    capabilities: Capabilities,
    downloads: PathBuf,
    log: PathBuf,
}

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    // Fields drop in order: the session first, then the driver, then its folders.
    driver: Option<WebDriver>,
    _processes: Vec<Process>,
    downloads: PathBuf,
    log: PathBuf,
    folder: TempDir,
    /// What the console said up to now.
    heard: Mutex<Vec<String>>,
    /// Whether the last page never loaded.
    stuck: AtomicBool,
}

impl Browser {
    /// Starts a browser whose every request beyond loopback goes to `trap`.
    ///
    /// # Panics
    ///
    /// When the driver or the browser does not start; the message holds the driver's output.
    #[must_use]
    pub fn start(engine: Engine, settings: &Settings, trap: SocketAddr) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut setup = match engine {
            Engine::Chromium => chromium::setup(folder.path(), trap),
            Engine::Firefox => firefox::setup(folder.path(), trap, &settings.geckodriver),
            Engine::Webkit => webkit::setup(folder.path(), trap),
        };
        let at = SocketAddr::from(([127, 0, 0, 1], setup.port));
        let output = |log: &Path| fs::read_to_string(log).unwrap_or_default();
        assert!(
            setup.driver.listens(at, Duration::from_secs(30)),
            "{engine}'s driver did not start:\n{}",
            output(&setup.log)
        );
        let driver = block_on(
            WebDriver::builder(format!("http://{at}"), setup.capabilities)
                .request_timeout(Duration::from_secs(90))
                .connect(),
        )
        .unwrap_or_else(|e| panic!("{engine} did not start: {e:?}\n{}", output(&setup.log)));
        let mut processes = vec![setup.driver];
        processes.append(&mut setup.others);
        Self {
            engine,
            driver: Some(driver),
            _processes: processes,
            downloads: setup.downloads,
            log: setup.log,
            folder,
            heard: Mutex::default(),
            stuck: AtomicBool::new(false),
        }
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs one `WebDriver` command.
    ///
    /// # Errors
    ///
    /// What the driver said.
    pub fn run<T>(
        &self,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        block_on(command(self.driver()))
    }

    /// Goes to an address and waits until it has loaded.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn go(&self, url: &str) {
        self.hear();
        let gone = self.run(async |driver| driver.goto(url).await);
        let timed_out =
            |e: &WebDriverError| matches!(**e, WebDriverErrorInner::WebDriverTimeout(_));
        self.stuck.store(gone.as_ref().is_err_and(timed_out), Ordering::Relaxed);
        gone.unwrap_or_else(|e| panic!("{url}: {e}"));
        self.listen().unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    /// Goes to an address in another tab, and closes the one it was in.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn go_in_another_tab(&self, url: &str) {
        self.hear();
        let gone = self.run(async |driver| {
            let old = self.open_tab(driver, url).await?;
            let new = driver.window().await?;
            driver.switch_to_window(old).await?;
            driver.close_window().await?;
            driver.switch_to_window(new).await
        });
        gone.and_then(|()| self.listen()).unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    /// Opens another tab and goes to it. The one it was in until then.
    async fn open_tab(&self, driver: &WebDriver, url: &str) -> WebDriverResult<WindowHandle> {
        let old = driver.window().await?;
        if self.engine == Engine::Chromium {
            // A new tab of its own would load its new-tab page first.
            driver.cdp().send_raw("Target.createTarget", json!({ "url": url })).await?;
            let tabs = driver.windows().await?;
            let other = tabs.into_iter().find(|tab| *tab != old);
            driver.switch_to_window(other.unwrap_or_else(|| old.clone())).await?;
        } else {
            let other = driver.new_tab().await?;
            driver.switch_to_window(other).await?;
        }
        driver.goto(url).await?;
        Ok(old)
    }

    /// Whether the last page it was to go to had not loaded when the driver gave up.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck.load(Ordering::Relaxed)
    }

    /// What driver and browser have printed.
    pub(crate) fn output(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Goes back to the page before.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn back(&self) {
        self.hear();
        self.run(async |driver| driver.back().await).unwrap_or_else(|e| panic!("back: {e}"));
        self.listen().unwrap_or_else(|e| panic!("back: {e}"));
    }

    /// Listens to a page that has just loaded.
    ///
    /// # Errors
    ///
    /// What the driver said.
    pub fn listen(&self) -> WebDriverResult<()> {
        self.script(residue::LISTEN, vec![])?;
        if self.engine == Engine::Webkit {
            self.script(console::LISTEN, vec![])?;
        }
        Ok(())
    }

    /// Has every page from now on begin with a script of the test's: Chromium alone does it.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn begin_pages_with(&self, script: &str) {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &script);
    }

    /// Runs a script in the page and returns what it returned.
    ///
    /// # Errors
    ///
    /// What the driver said.
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.run(async |driver| Ok(driver.execute(script, arguments).await?.json().clone()))
    }

    /// Makes a file for the page to open.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    #[must_use]
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = make(self.folder.path(), "files").join(name);
        fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        path
    }

    /// Waits for a file to be saved, and reads it.
    #[must_use]
    pub fn downloaded(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.downloads.join(name);
        wait::until(wait::TIMEOUT, || {
            let bytes = fs::read(&path).ok()?;
            // Firefox makes an empty file of the name first and fills another beside it.
            let unfinished = fs::read_dir(&self.downloads)
                .into_iter()
                .flatten()
                .flatten()
                .any(|entry| is_partial(&entry.file_name().to_string_lossy()));
            (!bytes.is_empty() && !unfinished).then_some(bytes)
        })
    }

    /// The names of all saved files.
    #[must_use]
    pub fn downloads(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.downloads).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// A PNG of what is on screen.
    ///
    /// # Errors
    ///
    /// What the driver said.
    pub fn screenshot(&self) -> WebDriverResult<Vec<u8>> {
        self.run(async |driver| driver.screenshot_as_png().await)
    }

    /// Console errors of all pages so far, refused requests left out: those are in the proxy's
    /// record.
    #[must_use]
    pub fn console_errors(&self) -> Vec<String> {
        self.hear();
        self.heard().clone()
    }

    /// Collects what the console said: drivers and pages tell each thing once.
    fn hear(&self) {
        let news = match self.engine {
            Engine::Chromium => console::of_chromium(self),
            Engine::Webkit => console::of_webkit(self),
            Engine::Firefox => {
                *self.heard() = console::of_output(&self.output());
                return;
            }
        };
        self.heard().extend(news);
    }

    fn heard(&self) -> MutexGuard<'_, Vec<String>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every request the page tried, where the driver tells (Chromium).
    #[must_use]
    pub fn tried(&self) -> Vec<Tried> {
        match self.engine {
            Engine::Chromium => requests::of_chromium(self),
            Engine::Firefox | Engine::Webkit => Vec::new(),
        }
    }

    /// Calls a method of the DevTools protocol, which Chromium alone speaks.
    fn devtools(&self, method: &str, parameters: &Value) -> Value {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
            .unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the session lives as long as the browser")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // A browser that has died already is ended by dropping its driver.
            drop(block_on(driver.quit()));
        }
    }
}

/// A download on its way, by each engine's naming.
fn is_partial(name: &str) -> bool {
    [".crdownload", ".part", ".wkdownload"].iter().any(|suffix| name.ends_with(suffix))
}

fn make(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    path
}

fn capabilities(value: Value) -> Capabilities {
    let Value::Object(map) = value else { unreachable!("capabilities are an object") };
    Capabilities::from(map)
}
