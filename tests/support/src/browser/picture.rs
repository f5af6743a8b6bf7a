//! Pictures for the gallery: Chromium alone can wear any width and theme at once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Browser;

impl Browser {
    /// The page as a PNG, at a width, in a theme: all of it, or what a dialog leaves in sight.
    ///
    /// # Panics
    ///
    /// When the driver refuses.
    #[must_use]
    pub fn picture(&self, width: u32, height: u32, theme: &str) -> Vec<u8> {
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", &media);
        self.measure(width, height);
        let script = "return document.querySelector('dialog:modal') ? 0 : document.documentElement.scrollHeight";
        let whole = self
            .script(script, vec![])
            .expect("the page has a height")
            .as_u64()
            .unwrap_or_default();
        let whole = u32::try_from(whole).unwrap_or(u32::MAX);
        if whole > height {
            self.measure(width, whole);
        }
        self.frame();
        let picture = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        let data = picture["data"].as_str().unwrap_or_default();
        STANDARD.decode(data).expect("a picture is base64")
    }

    /// Back to the window's own size and theme.
    pub fn stop_pictures(&self) {
        self.devtools("Emulation.clearDeviceMetricsOverride", &json!({}));
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [] }));
    }

    fn measure(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Waits until every movement that ends has ended, and the page has been drawn anew.
    fn frame(&self) {
        const STILL: &str = "
            const moving = document.getAnimations().filter((it) => it.effect.getComputedTiming().endTime < Infinity);
            return Promise.allSettled(moving.map((it) => it.finished))
                .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));";
        self.script(STILL, vec![]).expect("the page draws frames");
    }
}
