//! Screenshots for the gallery: only Chromium emulates any width and theme.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::session::Browser;

/// How a page is rendered for a screenshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// In the light theme.
    Light,
    /// In the dark theme.
    Dark,
    /// In forced colours, as Windows' contrast themes set them.
    Forced,
    /// In the light theme, written from right to left, as a translated page would be.
    RightToLeft,
}

impl Browser {
    /// The page as a PNG, in a viewport of this width: the whole page, or the viewport while a
    /// dialog is open.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    #[must_use]
    pub fn screenshot_at(&self, width: u32, height: u32, look: Look) -> Vec<u8> {
        let is_dark = matches!(look, Look::Dark | Look::Forced);
        let forced = if look == Look::Forced { "active" } else { "none" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": if is_dark { "dark" } else { "light" } },
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", &media);
        self.set_direction(if look == Look::RightToLeft { "rtl" } else { "" });
        self.set_viewport(width, height);
        let script = "return document.querySelector('dialog:modal') ? 0 : document.documentElement.scrollHeight";
        let whole = self
            .script(script, vec![])
            .expect("the page has a height")
            .as_u64()
            .unwrap_or_default();
        let whole = u32::try_from(whole).unwrap_or(u32::MAX);
        if whole > height {
            self.set_viewport(width, whole);
        }
        self.wait_for_frame();
        let screenshot = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        let data = screenshot["data"].as_str().unwrap_or_default();
        STANDARD.decode(data).expect("a screenshot is base64")
    }

    /// Back to the window's own size and theme.
    pub fn reset_emulation(&self) {
        self.set_direction("");
        self.devtools("Emulation.clearDeviceMetricsOverride", &json!({}));
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [] }));
    }

    fn set_direction(&self, direction: &str) {
        self.script("document.documentElement.dir = arguments[0]", vec![json!(direction)])
            .expect("the page has a direction");
    }

    fn set_viewport(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Waits until every finite animation has ended, and the page is painted.
    fn wait_for_frame(&self) {
        const PAINTED: &str = "
            const moving = document.getAnimations().filter((it) => it.effect.getComputedTiming().endTime < Infinity);
            return Promise.allSettled(moving.map((it) => it.finished))
                .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));";
        self.script(PAINTED, vec![]).expect("the page paints frames");
    }
}
