//! The page in a browser, and how it is queried.

use std::time::Duration;

use serde_json::Value;
use thirtyfour::error::{WebDriverError, WebDriverResult};
use thirtyfour::{By, WebElement};

use super::locator::Locator;
use crate::browser::Browser;
use crate::secrets::{Secret, redact};
use crate::wait::{self, TIMEOUT};

const DOM: &str = include_str!("dom.js");

/// No pause between a driver's actions.
pub(super) const AT_ONCE: Option<Duration> = Some(Duration::ZERO);

/// The page in one browser.
#[derive(Clone, Copy, Debug)]
pub struct Page<'b> {
    browser: &'b Browser,
    timeout: Duration,
}

impl<'b> Page<'b> {
    /// The page that a browser shows.
    #[must_use]
    pub fn new(browser: &'b Browser) -> Self {
        Self { browser, timeout: TIMEOUT }
    }

    /// The same page with another timeout: where the page itself waits for something.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// The browser.
    #[must_use]
    pub fn browser(&self) -> &'b Browser {
        self.browser
    }

    /// Gives the page a file, as the chooser behind `Open file…` does: that window is the operating
    /// system's, and no driver reaches it.
    #[track_caller]
    pub fn open_file(&self, name: &str, text: &str) {
        let path = self.browser.file(name, text).display().to_string();
        let given = self.browser.run(async |driver| {
            driver.find(By::Css("input[type=file]")).await?.send_keys(path).await
        });
        self.expect(given, "give a file");
    }

    /// Moves the device's clock, as the page sees it, so many minutes ahead, until it reloads.
    ///
    /// No driver can set a clock, so this replaces `Date.now`: the page reads the time only there,
    /// and WebAssembly resolves it at each call.
    ///
    /// # Panics
    ///
    /// When the engine does not let it be replaced.
    #[track_caller]
    pub fn shift_clock(&self, minutes: i64) {
        let script = "
            const now = window.Date.now.bind(window.Date);
            const shift = arguments[0] * 60000;
            window.Date.now = () => now() + shift;
            return Math.abs(window.Date.now() - now() - shift) < 1000;";
        let shifted =
            self.expect(self.browser.script(script, vec![minutes.into()]), "set the clock");
        assert_eq!(shifted, true, "the page's clock does not move");
    }

    /// The names of all elements of a role, in document order.
    #[must_use]
    #[track_caller]
    pub fn names(&self, role: &'static str) -> Vec<String> {
        let found = self.expect(self.states(&Locator::all(role)), "query the page");
        found.iter().map(|state| text_of(state, "name")).collect()
    }

    /// The texts of all alerts that are shown right now.
    #[must_use]
    #[track_caller]
    pub fn alerts(&self) -> Vec<String> {
        let found = self.expect(self.states(&Locator::all("alert")), "query the alerts");
        found.iter().map(|state| text_of(state, "text")).collect()
    }

    /// The document's source with every field's value, hidden or not.
    #[must_use]
    #[track_caller]
    pub fn source(&self) -> String {
        let source = self.expect(self.query("return source()", vec![]), "read the document");
        source.as_str().unwrap_or_default().to_owned()
    }

    /// What outlives the page or leaves with it: storage, cookies, its URL.
    #[must_use]
    #[track_caller]
    pub fn stored(&self) -> Value {
        self.expect(self.query("return stored()", vec![]), "read what the page stores")
    }

    /// Polls the page until there is a value.
    ///
    /// # Panics
    ///
    /// After the timeout: the message says what was awaited and what the page shows.
    #[track_caller]
    pub fn eventually<T>(&self, what: &str, mut poll: impl FnMut(&Self) -> Option<T>) -> T {
        match wait::until(self.timeout, || poll(self)) {
            Some(value) => value,
            None => self.fail(&format!("waited {} s in vain for {what}", self.timeout.as_secs())),
        }
    }

    /// Like [`Page::eventually`], without a message.
    pub(super) fn wait_until<T>(&self, poll: impl FnMut() -> Option<T>) -> Option<T> {
        wait::until(self.timeout, poll)
    }

    /// The page as indented lines of role and name.
    #[must_use]
    pub fn outline(&self) -> String {
        match self.query("return outline()", vec![]) {
            Ok(lines) => lines.as_str().unwrap_or_default().to_owned(),
            Err(e) => format!("(the page cannot be read: {e})"),
        }
    }

    /// Runs a script after [`dom.js`](dom.js).
    pub(super) fn query(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.browser.script(&format!("{DOM}\n{script}"), arguments)
    }

    pub(super) fn find(&self, locator: &Locator) -> WebDriverResult<Vec<WebElement>> {
        let script = format!("{DOM}\nreturn find(arguments[0])");
        let locator = locator.to_json();
        self.browser.run(async |driver| driver.execute(script, vec![locator]).await?.elements())
    }

    /// The state of each element: see `state` in `dom.js`.
    pub(super) fn states(&self, locator: &Locator) -> WebDriverResult<Vec<Value>> {
        let found = self.query("return find(arguments[0]).map(state)", vec![locator.to_json()])?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    /// The one element there is, or why there is not one.
    pub(super) fn one(&self, locator: &Locator) -> Result<WebElement, String> {
        let mut found = self.find(locator).map_err(|e| e.to_string())?;
        match (found.pop(), found.len()) {
            (Some(element), 0) => Ok(element),
            (None, _) => Err(format!("there is no {locator}")),
            (Some(_), others) => Err(format!("there are {} of {locator}", others + 1)),
        }
    }

    #[track_caller]
    pub(super) fn expect<T>(&self, result: Result<T, WebDriverError>, what: &str) -> T {
        result.unwrap_or_else(|e| self.fail(&format!("cannot {what}: {e}")))
    }

    #[track_caller]
    pub(super) fn fail(&self, what: &str) -> ! {
        // Secret keys and tokens are long; what a story types or a page shows is short.
        let outline = self.outline();
        panic!("{what}. The page shows:\n{}", redact(&outline, &long_words(&outline)));
    }
}

/// Whatever in a text could be a secret: a panic prints its message before it can be redacted.
fn long_words(text: &str) -> Vec<Secret> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || "/+=_-".contains(c)))
        .filter(|word| word.len() >= 40)
        .map(|word| Secret::Key(word.to_owned()))
        .collect()
}

pub(super) fn text_of(state: &Value, key: &str) -> String {
    state[key].as_str().unwrap_or_default().to_owned()
}
