//! What a person sees and does, by role and accessible name.
//!
//! Elements are found by [`dom.js`](dom.js), which looks at the page as a screen reader would and
//! changes nothing; clicks and keys are the driver's own, so their events are true. Every step
//! waits until a user would see what it needs, and fails with an outline of what is there instead.

mod control;
mod keyboard;
mod table;

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::By;
use thirtyfour::WebElement;
use thirtyfour::error::{WebDriverError, WebDriverResult};

use crate::browser::Browser;
use crate::secrets::{Secret, redact};
use crate::wait::{self, TIMEOUT};

pub use control::{Control, Pressed};
pub use keyboard::Press;
pub use table::{Row, Table};

const DOM: &str = include_str!("dom.js");

/// No pause between a driver's actions.
const AT_ONCE: Option<Duration> = Some(Duration::ZERO);

/// The page in one browser.
#[derive(Clone, Copy, Debug)]
pub struct Page<'b> {
    browser: &'b Browser,
    patience: Duration,
}

/// Which element: by role, by name unless any will do, and by description where names repeat.
#[derive(Clone, Debug)]
struct Wanted {
    role: &'static str,
    name: Option<String>,
    about: Option<String>,
}

impl Wanted {
    fn new(role: &'static str, name: &str) -> Self {
        Self { role, name: Some(name.to_owned()), about: None }
    }

    fn to_json(&self) -> Value {
        json!({ "role": self.role, "name": self.name, "about": self.about })
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.role)?;
        if let Some(name) = &self.name {
            write!(f, " \"{name}\"")?;
        }
        if let Some(about) = &self.about {
            write!(f, " ({about})")?;
        }
        Ok(())
    }
}

impl<'b> Page<'b> {
    /// The page a browser shows.
    #[must_use]
    pub fn new(browser: &'b Browser) -> Self {
        Self { browser, patience: TIMEOUT }
    }

    /// The same page, waited for longer: where the page itself waits for something.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The browser below.
    #[must_use]
    pub fn browser(&self) -> &'b Browser {
        self.browser
    }

    /// A button.
    #[must_use]
    pub fn button(&self, name: &str) -> Control<'b> {
        self.control("button", name)
    }

    /// A field for text.
    #[must_use]
    pub fn field(&self, label: &str) -> Control<'b> {
        self.control("textbox", label)
    }

    /// A heading.
    #[must_use]
    pub fn heading(&self, text: &str) -> Control<'b> {
        self.control("heading", text)
    }

    /// A list to choose from.
    #[must_use]
    pub fn combobox(&self, label: &str) -> Control<'b> {
        self.control("combobox", label)
    }

    /// Something that opens and closes.
    #[must_use]
    pub fn disclosure(&self, name: &str) -> Control<'b> {
        self.control("disclosure", name)
    }

    /// A table.
    #[must_use]
    pub fn table(&self, caption: &str) -> Table<'b> {
        Table::new(*self, caption)
    }

    /// Gives the page a file, as the chooser behind `Open file…` would: that window is the
    /// operating system's, and no driver reaches it.
    #[track_caller]
    pub fn open_file(&self, name: &str, text: &str) {
        let path = self.browser.file(name, text).display().to_string();
        let given = self.browser.run(async |driver| {
            driver.find(By::Css("input[type=file]")).await?.send_keys(path).await
        });
        self.must(given, "give a file");
    }

    /// Sets the device's clock, as the page sees it, so many minutes ahead, until it loads anew.
    ///
    /// No driver can set a clock, so `Date.now` is replaced: all the page knows of the time comes
    /// through it, and WebAssembly looks it up at each call.
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
        let shifted = self.must(self.browser.script(script, vec![minutes.into()]), "set the clock");
        assert_eq!(shifted, true, "the page's clock does not move");
    }

    /// The names of all elements of a role, in order.
    #[must_use]
    #[track_caller]
    pub fn all(&self, role: &'static str) -> Vec<String> {
        let found =
            self.must(self.states(&Wanted { role, name: None, about: None }), "look around");
        found.iter().map(|state| text_of(state, "name")).collect()
    }

    /// Waits for a heading.
    #[track_caller]
    pub fn see_heading(&self, text: &str) {
        self.see(&Wanted::new("heading", text));
    }

    /// Waits for a dialog to be the one on top.
    #[track_caller]
    pub fn see_dialog(&self, name: &str) {
        self.see(&Wanted::new("dialog", name));
    }

    /// Waits until no dialog is open.
    #[track_caller]
    pub fn see_no_dialog(&self) {
        let open = Wanted { role: "dialog", name: None, about: None };
        self.eventually("every dialog to close", |page| {
            page.find(&open).ok()?.is_empty().then_some(())
        });
    }

    /// Waits for an alert that holds a text, and returns all it says.
    #[track_caller]
    pub fn see_alert_with(&self, text: &str) -> String {
        self.see_with("alert", text)
    }

    /// Waits for a status that holds a text, and returns all it says.
    #[track_caller]
    pub fn see_status_with(&self, text: &str) -> String {
        self.see_with("status", text)
    }

    /// Whether any alert is shown right now.
    #[must_use]
    #[track_caller]
    pub fn alerts(&self) -> Vec<String> {
        let alert = Wanted { role: "alert", name: None, about: None };
        let found = self.must(self.states(&alert), "look for alerts");
        found.iter().map(|state| text_of(state, "text")).collect()
    }

    /// Waits for a text anywhere on the page.
    #[track_caller]
    pub fn see_text(&self, text: &str) {
        self.eventually(&format!("the text \"{text}\""), |page| {
            let all = page.look("return tidy(text(scope()))", vec![]).ok()?;
            all.as_str()?.contains(text).then_some(())
        });
    }

    /// The whole document as source with every field's value, hidden or not.
    #[must_use]
    #[track_caller]
    pub fn everything(&self) -> String {
        let all = self.must(self.look("return everything()", vec![]), "read the document");
        all.as_str().unwrap_or_default().to_owned()
    }

    /// What the page keeps beyond itself: storage, cookies, its address.
    #[must_use]
    #[track_caller]
    pub fn kept(&self) -> Value {
        self.must(self.look("return kept()", vec![]), "read what the page keeps")
    }

    /// Waits until a look at the page yields something.
    ///
    /// # Panics
    ///
    /// When patience ends first: the message says what was awaited and what the page shows.
    #[track_caller]
    pub fn eventually<T>(&self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        match wait::until(self.patience, || look(self)) {
            Some(found) => found,
            None => self.fail(&format!("waited {} s in vain for {what}", self.patience.as_secs())),
        }
    }

    /// The page as indented lines of role and name.
    #[must_use]
    pub fn outline(&self) -> String {
        match self.look("return outline()", vec![]) {
            Ok(lines) => lines.as_str().unwrap_or_default().to_owned(),
            Err(e) => format!("(the page cannot be read: {e})"),
        }
    }

    fn control(&self, role: &'static str, name: &str) -> Control<'b> {
        Control::new(*self, Wanted::new(role, name))
    }

    #[track_caller]
    fn see(&self, wanted: &Wanted) {
        self.eventually(&wanted.to_string(), |page| {
            (!page.find(wanted).ok()?.is_empty()).then_some(())
        });
    }

    #[track_caller]
    fn see_with(&self, role: &'static str, text: &str) -> String {
        let wanted = Wanted { role, name: None, about: None };
        self.eventually(&format!("{role} with \"{text}\""), |page| {
            let found = page.states(&wanted).ok()?;
            found.iter().map(|state| text_of(state, "text")).find(|shown| shown.contains(text))
        })
    }

    /// Runs a look at the page.
    fn look(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.browser.script(&format!("{DOM}\n{script}"), arguments)
    }

    fn find(&self, wanted: &Wanted) -> WebDriverResult<Vec<WebElement>> {
        let script = format!("{DOM}\nreturn find(arguments[0])");
        let wanted = wanted.to_json();
        self.browser.run(async |driver| driver.execute(script, vec![wanted]).await?.elements())
    }

    fn states(&self, wanted: &Wanted) -> WebDriverResult<Vec<Value>> {
        let found = self.look("return find(arguments[0]).map(state)", vec![wanted.to_json()])?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    /// The one element there is, or why there is not one.
    fn one(&self, wanted: &Wanted) -> Result<WebElement, String> {
        let mut found = self.find(wanted).map_err(|e| e.to_string())?;
        match (found.pop(), found.len()) {
            (Some(element), 0) => Ok(element),
            (None, _) => Err(format!("there is no {wanted}")),
            (Some(_), others) => Err(format!("there are {} of {wanted}", others + 1)),
        }
    }

    #[track_caller]
    fn must<T>(&self, result: Result<T, WebDriverError>, what: &str) -> T {
        result.unwrap_or_else(|e| self.fail(&format!("cannot {what}: {e}")))
    }

    #[track_caller]
    fn fail(&self, what: &str) -> ! {
        // Secret keys and tokens are long; what a story typed or a page shows is short.
        let outline = redact(&self.outline(), &long_words(&self.outline()));
        panic!("{what}. The page shows:\n{outline}");
    }
}

/// Whatever in a text could be a secret: panics are printed before anyone can redact them.
fn long_words(text: &str) -> Vec<Secret> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || "/+=_-".contains(c)))
        .filter(|word| word.len() >= 40)
        .map(|word| Secret::Key(word.to_owned()))
        .collect()
}

fn text_of(state: &Value, key: &str) -> String {
    state[key].as_str().unwrap_or_default().to_owned()
}
