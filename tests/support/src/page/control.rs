//! Something a person can press, type into or choose from.

use serde_json::Value;
use thirtyfour::prelude::*;

use super::{AT_ONCE, Page, Wanted, text_of};

/// A control named by role and accessible name; it is looked up anew at each step.
#[derive(Clone, Debug)]
pub struct Control<'b> {
    page: Page<'b>,
    wanted: Wanted,
}

/// The mouse's button, held down.
#[derive(Debug)]
#[must_use = "a button that is not let go stays down"]
pub struct Pressed<'b>(Page<'b>);

impl Pressed<'_> {
    /// Lets it go, where it was pressed.
    #[track_caller]
    pub fn let_go(self) {
        let let_go = self.0.browser().run(async |driver| {
            driver.action_chain_with_delay(AT_ONCE, AT_ONCE).release().perform().await
        });
        self.0.must(let_go, "let the mouse's button go");
    }
}

impl<'b> Control<'b> {
    pub(super) fn new(page: Page<'b>, wanted: Wanted) -> Self {
        Self { page, wanted }
    }

    /// The one whose description holds a text: for buttons that share a name.
    #[must_use]
    pub fn about(mut self, text: &str) -> Self {
        self.wanted.about = Some(text.to_owned());
        self
    }

    /// Whether it is there right now.
    #[must_use]
    #[track_caller]
    pub fn is_there(&self) -> bool {
        self.page.must(self.page.find(&self.wanted), "look around").len() == 1
    }

    /// Waits until it can be clicked, and clicks it.
    #[track_caller]
    pub fn click(&self) {
        self.act("click", async |element: &WebElement| {
            let clicked = element.click().await;
            if clicked.is_err() {
                // It may lie under something that stays in sight: whoever sees it scrolls it clear.
                element.scroll_into_view().await?;
            }
            clicked
        });
    }

    /// Presses the mouse's button on it, and keeps it down.
    #[track_caller]
    pub fn press_down(&self) -> Pressed<'b> {
        let driver = self.page.browser().driver();
        self.act("press", async |element: &WebElement| {
            element.scroll_into_view().await?;
            let chain = driver.action_chain_with_delay(AT_ONCE, AT_ONCE);
            chain.click_and_hold_element(element).perform().await
        });
        Pressed(self.page)
    }

    /// Replaces what the field holds, key by key.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        self.act("fill", async |element: &WebElement| {
            element.click().await?;
            element.send_keys(Key::Control + "a").await?;
            // In one, since WebKit's driver takes no empty text.
            element.send_keys(Key::Delete + text).await
        });
        self.see_value(text);
    }

    /// Puts a text in as a user does who copied it elsewhere.
    #[track_caller]
    pub fn paste(&self) {
        self.act("paste into", async |element: &WebElement| {
            element.click().await?;
            element.send_keys(Key::Control + "v").await
        });
    }

    /// Chooses an option by its text.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        self.act("choose from", async |element: &WebElement| {
            let path = format!("./option[normalize-space() = \"{option}\"]");
            element.find(By::XPath(path)).await?.click().await
        });
        self.see_chosen(option);
    }

    /// Waits until an option is the chosen one.
    #[track_caller]
    pub fn see_chosen(&self, option: &str) {
        self.see_that("chosen", &|state| text_of(state, "chosen") == option, option);
    }

    /// Waits until it offers a value, which may be typed as well.
    #[track_caller]
    pub fn see_offered(&self, value: &str) {
        let offers = |state: &Value| {
            state["offered"].as_array().is_some_and(|offered| offered.iter().any(|it| it == value))
        };
        self.see_that("offered", &offers, value);
    }

    /// Waits until it is there.
    #[track_caller]
    pub fn see(&self) {
        self.page.see(&self.wanted);
    }

    /// Waits until it is gone.
    #[track_caller]
    pub fn see_gone(&self) {
        self.page.eventually(&format!("{} to go away", self.wanted), |page| {
            page.find(&self.wanted).ok()?.is_empty().then_some(())
        });
    }

    /// Waits until it holds a value.
    #[track_caller]
    pub fn see_value(&self, value: &str) {
        // The value may be a secret: it is not repeated in a message.
        self.see_that("value", &|state| text_of(state, "value") == value, "as expected");
    }

    /// Waits until it can be used.
    #[track_caller]
    pub fn see_enabled(&self) {
        self.see_that("disabled", &|state| state["disabled"] == false, "false");
    }

    /// Waits until it cannot be used.
    #[track_caller]
    pub fn see_disabled(&self) {
        self.see_that("disabled", &|state| state["disabled"] == true, "true");
    }

    /// Waits until it is marked as wrong, with a description that says why.
    #[track_caller]
    pub fn see_problem(&self, text: &str) {
        let wrong = |state: &Value| {
            state["invalid"] == true && text_of(state, "description").contains(text)
        };
        self.see_that("problem", &wrong, text);
    }

    /// What it holds.
    #[must_use]
    #[track_caller]
    pub fn value(&self) -> String {
        text_of(&self.state(), "value")
    }

    /// What its description says.
    #[must_use]
    #[track_caller]
    pub fn description(&self) -> String {
        text_of(&self.state(), "description")
    }

    /// Everything known about it: see `state` in `dom.js`.
    #[must_use]
    #[track_caller]
    pub fn state(&self) -> Value {
        self.page.eventually(&self.wanted.to_string(), |page| page.states(&self.wanted).ok()?.pop())
    }

    /// Waits until the keyboard is here.
    #[track_caller]
    pub fn see_focus(&self) {
        self.page.eventually(&format!("the keyboard to be at {}", self.wanted), |page| {
            let focus = page.look("return focus()", vec![]).ok()?;
            let here = focus["role"] == self.wanted.role
                && self.wanted.name.as_ref().is_none_or(|name| focus["name"] == name.as_str());
            here.then_some(())
        });
    }

    #[track_caller]
    fn see_that(&self, what: &str, holds: &dyn Fn(&Value) -> bool, expected: &str) {
        self.page.eventually(&format!("{}: {what} to be {expected}", self.wanted), |page| {
            let states = page.states(&self.wanted).ok()?;
            (states.len() == 1 && holds(&states[0])).then_some(())
        });
    }

    /// Waits until the control is there alone and usable, then acts. A view that was drawn anew
    /// in between, or is still moving, is tried again, as a user would.
    #[track_caller]
    fn act(&self, verb: &str, action: impl AsyncFn(&WebElement) -> WebDriverResult<()>) {
        let mut trouble: Vec<String> = Vec::new();
        let done = crate::wait::until(self.page.patience, || {
            let attempt = || -> Result<(), String> {
                let element = self.page.one(&self.wanted)?;
                let states = self.page.states(&self.wanted).map_err(|e| e.to_string())?;
                if states.iter().any(|state| state["disabled"] == true) {
                    return Err(format!("{} is disabled", self.wanted));
                }
                self.page.browser().run(async |_| action(&element).await).map_err(|e| e.to_string())
            };
            match attempt() {
                Ok(()) => Some(()),
                // Each is told: a click that a driver calls failed may have come through.
                Err(reason) => {
                    if !trouble.contains(&reason) {
                        trouble.push(reason);
                    }
                    None
                }
            }
        });
        if done.is_none() {
            self.page.fail(&format!("cannot {verb} {}: {}", self.wanted, trouble.join("; then: ")));
        }
    }
}
