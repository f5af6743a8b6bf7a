//! A running browser.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::WindowHandle;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::prelude::*;

use super::engine::Engine;
use super::{chromium, console, firefox, listeners, webkit};
use crate::process::Process;
use crate::runtime::block_on;

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    // Fields drop in order: the session first, then the driver, then its folders.
    driver: Option<WebDriver>,
    _processes: Vec<Process>,
    pub(super) downloads: PathBuf,
    log: PathBuf,
    pub(super) folder: TempDir,
    /// The console errors so far.
    console: Mutex<Vec<String>>,
    /// Whether the last page did not load in time.
    load_timed_out: AtomicBool,
}

impl Browser {
    /// Starts a browser that sends every request beyond loopback to `proxy`.
    ///
    /// # Panics
    ///
    /// When the driver or the browser does not start; the message holds the driver's output.
    #[must_use]
    pub fn start(engine: Engine, geckodriver: &Path, proxy: SocketAddr) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut launch = match engine {
            Engine::Chromium => chromium::launch(folder.path(), proxy),
            Engine::Firefox => firefox::launch(folder.path(), proxy, geckodriver),
            Engine::Webkit => webkit::launch(folder.path(), proxy),
        };
        let at = SocketAddr::from(([127, 0, 0, 1], launch.port));
        let output = |log: &Path| fs::read_to_string(log).unwrap_or_default();
        assert!(
            launch.driver.listens(at, Duration::from_secs(30)),
            "{engine}'s driver did not start:\n{}",
            output(&launch.log)
        );
        let driver = block_on(
            WebDriver::builder(format!("http://{at}"), launch.capabilities)
                .request_timeout(Duration::from_secs(90))
                .connect(),
        )
        .unwrap_or_else(|e| panic!("{engine} did not start: {e:?}\n{}", output(&launch.log)));
        let mut processes = vec![launch.driver];
        processes.append(&mut launch.others);
        Self {
            engine,
            driver: Some(driver),
            _processes: processes,
            downloads: launch.downloads,
            log: launch.log,
            folder,
            console: Mutex::default(),
            load_timed_out: AtomicBool::new(false),
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
    /// The driver's error.
    pub fn run<T>(
        &self,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        block_on(command(self.driver()))
    }

    /// Navigates to a URL and waits until it has loaded.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn goto(&self, url: &str) {
        self.collect_console();
        let gone = self.run(async |driver| driver.goto(url).await);
        let timed_out =
            |e: &WebDriverError| matches!(**e, WebDriverErrorInner::WebDriverTimeout(_));
        self.load_timed_out.store(gone.as_ref().is_err_and(timed_out), Ordering::Relaxed);
        gone.unwrap_or_else(|e| panic!("{url}: {e}"));
        self.listen().unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    /// Navigates to a URL in another tab, and closes the current one.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn goto_in_new_tab(&self, url: &str) {
        self.collect_console();
        let gone = self.run(async |driver| {
            let old = self.open_tab(driver, url).await?;
            let new = driver.window().await?;
            driver.switch_to_window(old).await?;
            driver.close_window().await?;
            driver.switch_to_window(new).await
        });
        gone.and_then(|()| self.listen()).unwrap_or_else(|e| panic!("{url}: {e}"));
    }

    /// Opens another tab at a URL and switches to it. Returns the tab before.
    pub(super) async fn open_tab(
        &self,
        driver: &WebDriver,
        url: &str,
    ) -> WebDriverResult<WindowHandle> {
        let old = driver.window().await?;
        if self.engine == Engine::Chromium {
            // A tab opened through WebDriver loads Chromium's new-tab page first.
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

    /// Whether the last page had not loaded when the driver gave up.
    pub(crate) fn load_timed_out(&self) -> bool {
        self.load_timed_out.load(Ordering::Relaxed)
    }

    /// The output of driver and browser.
    pub(crate) fn output(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Navigates back in history.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn back(&self) {
        self.collect_console();
        self.run(async |driver| driver.back().await).unwrap_or_else(|e| panic!("back: {e}"));
        self.listen().unwrap_or_else(|e| panic!("back: {e}"));
    }

    /// Has every later page begin with a script: Chromium only.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    pub fn add_init_script(&self, script: &str) {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &script);
    }

    /// Runs a script in the page and returns its result.
    ///
    /// # Errors
    ///
    /// The driver's error.
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.run(async |driver| Ok(driver.execute(script, arguments).await?.json().clone()))
    }

    /// A PNG of the viewport.
    ///
    /// # Errors
    ///
    /// The driver's error.
    pub fn screenshot(&self) -> WebDriverResult<Vec<u8>> {
        self.run(async |driver| driver.screenshot_as_png().await)
    }

    /// Console errors of all pages so far, those of failed requests left out: these are in the
    /// proxy's record.
    #[must_use]
    pub fn console_errors(&self) -> Vec<String> {
        self.collect_console();
        self.console().clone()
    }

    /// Reads the console: drivers and pages return each entry once.
    fn collect_console(&self) {
        let new = match self.engine {
            Engine::Chromium => {
                self.run(console::of_chromium).unwrap_or_else(|e| panic!("no console log: {e}"))
            }
            Engine::Webkit => self.run(console::of_webkit).unwrap_or_default(),
            Engine::Firefox => {
                *self.console() = console::of_firefox(&self.output());
                return;
            }
        };
        self.console().extend(new);
    }

    fn console(&self) -> MutexGuard<'_, Vec<String>> {
        self.console.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens in a page that has just loaded.
    fn listen(&self) -> WebDriverResult<()> {
        self.script(listeners::MEMORY, vec![])?;
        if self.engine == Engine::Webkit {
            self.script(listeners::CONSOLE, vec![])?;
        }
        Ok(())
    }

    /// Calls a method of the DevTools protocol, which only Chromium has.
    pub(super) fn devtools(&self, method: &str, parameters: &Value) -> Value {
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
            // A browser that has crashed already is ended by dropping its driver.
            drop(block_on(driver.quit()));
        }
    }
}
