//! Something a person can press, type into or choose from.

use serde_json::Value;
use thirtyfour::prelude::*;

use super::document::{AT_ONCE, Page, text_of};
use super::locator::Locator;

/// A control by role and accessible name. It is queried at each step.
#[derive(Clone, Debug)]
pub struct Control<'b> {
    page: Page<'b>,
    locator: Locator,
}

/// The mouse button, held down.
#[derive(Debug)]
#[must_use = "a button that is not released stays down"]
pub struct HeldButton<'b>(Page<'b>);

impl HeldButton<'_> {
    /// Releases it where it was pressed.
    #[track_caller]
    pub fn release(self) {
        let released = self.0.browser().run(async |driver| {
            driver.action_chain_with_delay(AT_ONCE, AT_ONCE).release().perform().await
        });
        self.0.expect(released, "release the mouse button");
    }
}

impl<'b> Page<'b> {
    /// A button.
    #[must_use]
    pub fn button(&self, name: &str) -> Control<'b> {
        self.control("button", name)
    }

    /// An item of a menu that is open.
    #[must_use]
    pub fn menu_item(&self, name: &str) -> Control<'b> {
        self.control("menuitem", name)
    }

    /// A text field.
    #[must_use]
    pub fn field(&self, label: &str) -> Control<'b> {
        self.control("textbox", label)
    }

    /// A heading.
    #[must_use]
    pub fn heading(&self, text: &str) -> Control<'b> {
        self.control("heading", text)
    }

    /// A select element.
    #[must_use]
    pub fn combobox(&self, label: &str) -> Control<'b> {
        self.control("combobox", label)
    }

    /// The summary of a disclosure.
    #[must_use]
    pub fn disclosure(&self, name: &str) -> Control<'b> {
        self.control("disclosure", name)
    }

    fn control(&self, role: &'static str, name: &str) -> Control<'b> {
        Control { page: *self, locator: Locator::new(role, name) }
    }
}

impl<'b> Control<'b> {
    /// The one whose description contains a text: for buttons that share a name.
    #[must_use]
    pub fn described_by(mut self, text: &str) -> Self {
        self.locator.description = Some(text.to_owned());
        self
    }

    /// Whether it is present right now.
    #[must_use]
    #[track_caller]
    pub fn is_present(&self) -> bool {
        self.page.expect(self.page.find(&self.locator), "query the page").len() == 1
    }

    /// Waits until it can be clicked, and clicks it.
    #[track_caller]
    pub fn click(&self) {
        self.act("click", async |element: &WebElement| {
            scroll_clear(element).await?;
            element.click().await
        });
    }

    /// Presses the mouse button on it, and holds it down.
    #[track_caller]
    pub fn press_down(&self) -> HeldButton<'b> {
        let driver = self.page.browser().driver();
        self.act("press", async |element: &WebElement| {
            scroll_clear(element).await?;
            let chain = driver.action_chain_with_delay(AT_ONCE, AT_ONCE);
            chain.click_and_hold_element(element).perform().await
        });
        HeldButton(self.page)
    }

    /// Replaces the field's value, key by key.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        self.act("fill", async |element: &WebElement| {
            element.click().await?;
            element.send_keys(Key::Control + "a").await?;
            // In one call, since WebKit's driver accepts no empty text.
            element.send_keys(Key::Delete + text).await
        });
        self.see_value(text);
    }

    /// Pastes the clipboard into the field.
    #[track_caller]
    pub fn paste(&self) {
        self.act("paste into", async |element: &WebElement| {
            element.click().await?;
            element.send_keys(Key::Control + "v").await
        });
    }

    /// Selects an option by its text.
    #[track_caller]
    pub fn select(&self, option: &str) {
        self.act("select from", async |element: &WebElement| {
            let path = format!("./option[normalize-space() = \"{option}\"]");
            let selected = element.find(By::XPath(path)).await?.click().await;
            if selected.is_err() {
                element.scroll_into_view().await?;
            }
            selected
        });
        self.see_selected(option);
    }

    /// Waits until an option is selected.
    #[track_caller]
    pub fn see_selected(&self, option: &str) {
        self.see_that("selected", &|state| text_of(state, "selected") == option, option);
    }

    /// Waits until its datalist has an option.
    #[track_caller]
    pub fn see_option(&self, value: &str) {
        let has_option = |state: &Value| {
            state["options"].as_array().is_some_and(|options| options.iter().any(|it| it == value))
        };
        self.see_that("options", &has_option, value);
    }

    /// Waits until it is present.
    #[track_caller]
    pub fn see(&self) {
        self.page.see(&self.locator);
    }

    /// Waits until it is gone.
    #[track_caller]
    pub fn see_gone(&self) {
        self.page.eventually(&format!("{} to go away", self.locator), |page| {
            page.find(&self.locator).ok()?.is_empty().then_some(())
        });
    }

    /// Waits until it has a value.
    #[track_caller]
    pub fn see_value(&self, value: &str) {
        // The value may be a secret, so the message does not contain it.
        self.see_that("value", &|state| text_of(state, "value") == value, "as expected");
    }

    /// Waits until it is enabled.
    #[track_caller]
    pub fn see_enabled(&self) {
        self.see_that("disabled", &|state| state["disabled"] == false, "false");
    }

    /// Waits until it is disabled.
    #[track_caller]
    pub fn see_disabled(&self) {
        self.see_that("disabled", &|state| state["disabled"] == true, "true");
    }

    /// Waits until it is marked as invalid, with a description that contains a text.
    #[track_caller]
    pub fn see_error(&self, text: &str) {
        let invalid = |state: &Value| {
            state["invalid"] == true && text_of(state, "description").contains(text)
        };
        self.see_that("error", &invalid, text);
    }

    /// Its value.
    #[must_use]
    #[track_caller]
    pub fn value(&self) -> String {
        text_of(&self.state(), "value")
    }

    /// Its description.
    #[must_use]
    #[track_caller]
    pub fn description(&self) -> String {
        text_of(&self.state(), "description")
    }

    /// Its state: see `state` in `dom.js`.
    #[must_use]
    #[track_caller]
    pub fn state(&self) -> Value {
        self.page
            .eventually(&self.locator.to_string(), |page| page.states(&self.locator).ok()?.pop())
    }

    /// Where it is in the document, in CSS pixels: left and top. WebKit's driver answers with a place
    /// in the window, which scrolling changes.
    #[must_use]
    #[track_caller]
    pub fn position(&self) -> (f64, f64) {
        let state = self.state();
        let pixels = |name: &str| {
            state[name].as_f64().unwrap_or_else(|| self.page.fail(&format!("no {name}: {state}")))
        };
        (pixels("left"), pixels("top"))
    }

    /// Waits until it has the focus.
    #[track_caller]
    pub fn see_focus(&self) {
        self.page.eventually(&format!("the focus to be at {}", self.locator), |page| {
            let focus = page.query("return focus()", vec![]).ok()?;
            let here = focus["role"] == self.locator.role
                && self.locator.name.as_ref().is_none_or(|name| focus["name"] == name.as_str());
            here.then_some(())
        });
    }

    #[track_caller]
    fn see_that(&self, what: &str, holds: &dyn Fn(&Value) -> bool, expected: &str) {
        self.page.eventually(&format!("{}: {what} to be {expected}", self.locator), |page| {
            let states = page.states(&self.locator).ok()?;
            (states.len() == 1 && holds(&states[0])).then_some(())
        });
    }

    /// Waits until there is one such control and it is enabled, then acts. A view that re-renders in
    /// between, or is still moving, is tried again, as a user would.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "actions are closures at their call")]
    fn act(&self, verb: &str, action: impl AsyncFn(&WebElement) -> WebDriverResult<()>) {
        let mut failures: Vec<String> = Vec::new();
        let done = self.page.wait_until(|| {
            let attempt = || -> Result<(), String> {
                let element = self.page.one(&self.locator)?;
                let states = self.page.states(&self.locator).map_err(|e| e.to_string())?;
                if states.iter().any(|state| state["disabled"] == true) {
                    return Err(format!("{} is disabled", self.locator));
                }
                self.page.browser().run(async |_| action(&element).await).map_err(|e| e.to_string())
            };
            match attempt() {
                Ok(()) => Some(()),
                // All are shown: a click that a driver reports as failed may have had its effect.
                Err(reason) => {
                    if !failures.contains(&reason) {
                        failures.push(reason);
                    }
                    None
                }
            }
        });
        if done.is_none() {
            self.page.fail(&format!(
                "cannot {verb} {}: {}",
                self.locator,
                failures.join("; then: ")
            ));
        }
    }
}

/// Scrolls an element clear of the window's edges and of what covers it, as a user does, and waits until
/// that is painted. Of an element that is cut off by the edge, WebKit's driver may click the row of
/// pixels outside, and just after scrolling the place where it was. What is clear stays where it is.
async fn scroll_clear(element: &WebElement) -> WebDriverResult<()> {
    const SCRIPT: &str = "
        const [element, done] = arguments;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const isSeen = (y) => element.contains(document.elementFromPoint((left + right) / 2, y));
        if (top >= 0 && bottom < innerHeight && [top + 1, (top + bottom) / 2, bottom - 1].every(isSeen)) return done();
        element.scrollIntoView({ behavior: 'instant', block: 'center', inline: 'center' });
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
        // A tab that is not in front paints nothing.
        setTimeout(() => done(), 200);";
    element.handle().execute_async(SCRIPT, vec![element.to_json()?]).await.map(drop)
}
