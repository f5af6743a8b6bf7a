//! Assertions that wait for what a user sees.

use super::document::{Page, text_of};
use super::locator::Locator;

impl Page<'_> {
    /// Waits for a heading.
    #[track_caller]
    pub fn see_heading(&self, text: &str) {
        self.see(&Locator::new("heading", text));
    }

    /// Waits until this dialog is the topmost one.
    #[track_caller]
    pub fn see_dialog(&self, name: &str) {
        self.see(&Locator::new("dialog", name));
    }

    /// Waits until no dialog is open.
    #[track_caller]
    pub fn see_no_dialog(&self) {
        let open = Locator::all("dialog");
        self.eventually("every dialog to close", |page| {
            page.find(&open).ok()?.is_empty().then_some(())
        });
    }

    /// Waits for an alert that contains a text, and returns its whole text.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "some steps only wait for the text")]
    pub fn see_alert_with(&self, text: &str) -> String {
        self.see_with("alert", text)
    }

    /// Waits for a status that contains a text, and returns its whole text.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "some steps only wait for the text")]
    pub fn see_status_with(&self, text: &str) -> String {
        self.see_with("status", text)
    }

    /// Waits for a text anywhere on the page.
    #[track_caller]
    pub fn see_text(&self, text: &str) {
        self.eventually(&format!("the text \"{text}\""), |page| {
            let all = page.query("return tidy(text(scope()))", vec![]).ok()?;
            all.as_str()?.contains(text).then_some(())
        });
    }

    #[track_caller]
    pub(super) fn see(&self, locator: &Locator) {
        self.eventually(&locator.to_string(), |page| {
            (!page.find(locator).ok()?.is_empty()).then_some(())
        });
    }

    #[track_caller]
    fn see_with(&self, role: &'static str, text: &str) -> String {
        let locator = Locator::all(role);
        self.eventually(&format!("{role} with \"{text}\""), |page| {
            let found = page.states(&locator).ok()?;
            found.iter().map(|state| text_of(state, "text")).find(|shown| shown.contains(text))
        })
    }
}
