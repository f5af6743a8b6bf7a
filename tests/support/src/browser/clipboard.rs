//! The clipboard, through another tab and the keys a user presses there.

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;

use super::session::Browser;
use crate::web::OtherOrigin;

impl Browser {
    /// Copies a text in another tab, to be pasted in this one.
    ///
    /// # Panics
    ///
    /// When the driver refuses a step.
    #[track_caller]
    pub fn copy_in_other_tab(&self, other: &OtherOrigin, text: &str) {
        let copied = self.in_text_area(other, async |driver, area| {
            let fill = "arguments[0].value = arguments[1]";
            driver.execute(fill, vec![area.to_json()?, json!(text)]).await?;
            area.send_keys(Key::Control + "a").await?;
            area.send_keys(Key::Control + "c").await
        });
        copied.unwrap_or_else(|e| panic!("cannot copy in another tab: {e}"));
    }

    /// Pastes in another tab and returns the text.
    ///
    /// # Panics
    ///
    /// When the driver refuses a step.
    #[must_use]
    #[track_caller]
    pub fn paste_in_other_tab(&self, other: &OtherOrigin) -> String {
        let pasted = self.in_text_area(other, async |_, area| {
            area.send_keys(Key::Control + "v").await?;
            Ok(area.prop("value").await?.unwrap_or_default())
        });
        pasted.unwrap_or_else(|e| panic!("cannot paste in another tab: {e}"))
    }

    fn in_text_area<T>(
        &self,
        other: &OtherOrigin,
        work: impl AsyncFnOnce(&WebDriver, &WebElement) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        let url = other.url();
        self.run(async |driver| {
            let page = self.open_tab(driver, &url).await?;
            let area = driver.find(By::Tag("textarea")).await?;
            area.click().await?;
            let outcome = work(driver, &area).await;
            driver.close_window().await?;
            driver.switch_to_window(page).await?;
            outcome
        })
    }
}
